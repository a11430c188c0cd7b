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

/// <summary>Finds the caller behind a key; only hashes of keys are kept and compared.</summary>
internal sealed class ApiKeys(HostSettings settings, IStore store)
{
    private const int KeyBytes = 32;

    private readonly byte[]? _admin = settings.AdminKey is { } key
        ? SHA256.HashData(Encoding.UTF8.GetBytes(key))
        : null;

    private readonly FrozenDictionary<string, ApiKeySetting> _listed =
        settings.ApiKeys.ToFrozenDictionary(key => key.Hash);

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
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var made = Documents.Write(
            DocumentKinds.ApiKey,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
            new StoredApiKey(name, scope),
            0
        );
        await store.CommitAsync(new Commit(agency) { Documents = [made] }, stop);
        return key;
    }

    /// <summary>The caller, or null when the key is nobody's.</summary>
    public async ValueTask<ApiCaller?> WhoIsAsync(string key, CancellationToken stop)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        if (_admin is not null && CryptographicOperations.FixedTimeEquals(hash, _admin))
        {
            return new ApiCaller(AgencyId.Default, "admin", new ApiScope.Admin());
        }

        var hex = Convert.ToHexStringLower(hash);
        if (_listed.TryGetValue(hex, out var listed) && ApiScope.Parse(listed.Scope) is { } scope)
        {
            return new ApiCaller(AgencyId.Default, listed.Name, scope);
        }

        var stored = (
            await store.ReadAsync<StoredApiKey>(AgencyId.Default, DocumentKinds.ApiKey, hex, stop)
        ).Value;
        return stored is not null && ApiScope.Parse(stored.Scope) is { } made
            ? new ApiCaller(AgencyId.Default, stored.Name, made)
            : null;
    }
}
