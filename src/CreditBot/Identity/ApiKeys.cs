using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Settings;
using CreditBot.Storage;

namespace CreditBot.Identity;

/// <summary>Who calls the REST interface.</summary>
internal sealed record ApiCaller(AgencyId Agency, string Name, ApiScope Scope);

/// <summary>A key made by <c>creditbot key create</c>, kept by its hash.</summary>
internal sealed record StoredApiKey(string Name, string Scope);

/// <summary>Finds the caller behind a key, and with it the agency; only hashes of keys are kept and compared.</summary>
/// <remarks>
/// Each key is one agency's. One that <c>creditbot key create</c> makes begins with its agency's id, so that no other agency's keys are looked
/// through for it; those of agency default bear none.
/// </remarks>
internal sealed class ApiKeys(HostSettings settings, IStore store)
{
    private const int KeyBytes = 32;

    /// <summary>After the agency's id in a key; no id holds it.</summary>
    private const char AgencyEnd = '_';

    private readonly FrozenDictionary<string, ApiCaller> _listed = Listed(settings)
        .DistinctBy(key => key.Key)
        .ToFrozenDictionary();

    /// <summary>Lower-case hex SHA-256, as settings and the store have it.</summary>
    public static string HashOf(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Makes a key; the store keeps its hash.</summary>
    /// <param name="scope">One that <see cref="ApiScope.Parse"/> reads.</param>
    /// <returns>The key itself, which is nowhere else.</returns>
    public async Task<string> CreateAsync(
        AgencyId agency,
        string name,
        string scope,
        CancellationToken stop
    )
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var key = agency == AgencyId.Default ? secret : $"{agency}{AgencyEnd}{secret}";
        var made = Documents.Write(
            DocumentKinds.ApiKey,
            HashOf(key),
            new StoredApiKey(name, scope),
            0
        );
        await store.CommitAsync(new Commit(agency) { Documents = [made] }, stop);
        return key;
    }

    /// <summary>The caller, or null when the key is nobody's.</summary>
    public async ValueTask<ApiCaller?> WhoIsAsync(string key, CancellationToken stop)
    {
        var hash = HashOf(key);
        if (_listed.TryGetValue(hash, out var listed))
        {
            return listed;
        }

        if (AgencyOf(key) is not { } agency)
        {
            return null;
        }

        var stored = (
            await store.ReadAsync<StoredApiKey>(agency, DocumentKinds.ApiKey, hash, stop)
        ).Value;
        return stored is not null && ApiScope.Parse(stored.Scope) is { } scope
            ? new ApiCaller(agency, stored.Name, scope)
            : null;
    }

    private static IEnumerable<KeyValuePair<string, ApiCaller>> Listed(HostSettings settings)
    {
        foreach (var (agency, hosted) in settings.Agencies)
        {
            if (hosted.AdminKey is { } key)
            {
                yield return new(HashOf(key), new ApiCaller(agency, "admin", new ApiScope.Admin()));
            }

            foreach (var listed in hosted.ApiKeys)
            {
                if (ApiScope.Parse(listed.Scope) is { } scope)
                {
                    yield return new(listed.Hash, new ApiCaller(agency, listed.Name, scope));
                }
            }
        }
    }

    /// <summary>Whose key it would be; null when it names what can't be an agency.</summary>
    private static AgencyId? AgencyOf(string key) =>
        key.IndexOf(AgencyEnd, StringComparison.Ordinal) is var end && end < 0 ? AgencyId.Default
        : AgencyId.TryParse(key[..end], out var named) ? named
        : null;
}
