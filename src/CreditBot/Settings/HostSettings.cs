using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;

namespace CreditBot.Settings;

/// <summary>A key of the REST interface as settings list it.</summary>
/// <param name="Hash">Lower-case hex SHA-256 of the key.</param>
internal sealed record ApiKeySetting(string Name, string Hash, string Scope);

/// <summary>What the settings say of one agency.</summary>
/// <param name="Terms">They seed an empty store.</param>
/// <param name="SeedDemo">Whether the empty store gets eight months of a demo agency.</param>
internal sealed record HostedAgency(
    AgencyTerms Terms,
    string? AdminKey,
    IReadOnlyList<ApiKeySetting> ApiKeys,
    bool SeedDemo
);

/// <summary>All settings that are ours to read, checked; channels and mail read their own.</summary>
/// <param name="Agencies">By id; "default" is the flat sections and always there.</param>
internal sealed record HostSettings(
    IReadOnlyDictionary<AgencyId, HostedAgency> Agencies,
    UnderstandingSettings Understanding
)
{
    /// <summary>Reads everything; the mistakes are told all at once.</summary>
    public static (HostSettings Settings, IReadOnlyList<string> Mistakes) Read(
        IConfiguration configuration,
        bool isDevelopment
    ) => Read(configuration, AgencySections.Of(configuration), isDevelopment);

    public static (HostSettings Settings, IReadOnlyList<string> Mistakes) Read(
        IConfiguration configuration,
        AgencySections sections,
        bool isDevelopment
    )
    {
        var reader = new SettingsReader(configuration);
        AgencySections.Check(reader);
        var keys = new KeyOwners();
        var agencies = new Dictionary<AgencyId, HostedAgency>();
        foreach (var section in sections.All)
        {
            var own = reader.At(section.Own);
            var api = own.Section("Api");
            agencies.Add(
                section.Id,
                new HostedAgency(
                    AgencySettings.Read(own, section.Id),
                    keys.AdminKey(api, section.Id),
                    keys.Listed(api, section.Id),
                    own.Section("Seed")
                        .Flag("Demo", isDevelopment && section.Id == AgencyId.Default)
                )
            );
        }

        return (
            new HostSettings(agencies, UnderstandingSettings.Read(reader.Section("Understanding"))),
            reader.Mistakes
        );
    }

    /// <summary>Whose each key is: one that two agencies had would open both.</summary>
    private sealed class KeyOwners
    {
        private readonly Dictionary<string, AgencyId> _owners = [];

        public string? AdminKey(SettingsReader api, AgencyId agency)
        {
            const string name = "AdminKey";
            if (api.OptionalText(name) is not { } key)
            {
                return null;
            }

            Claim(api, name, ApiKeys.HashOf(key), agency);
            return key;
        }

        public IReadOnlyList<ApiKeySetting> Listed(SettingsReader api, AgencyId agency)
        {
            const string hash = "Hash";
            var keys = new List<ApiKeySetting>();
            foreach (var item in api.Items("Keys"))
            {
                var key = new ApiKeySetting(
                    item.Text("Name", "key"),
                    item.Text(hash, ""),
                    item.Text("Scope", "")
                );
                if (key.Hash.Length != 64 || !key.Hash.All(char.IsAsciiHexDigitLower))
                {
                    item.Mistake(
                        hash,
                        "has to be the lower-case hex SHA-256 of the key, 64 digits",
                        0
                    );
                }
                else if (keys.Exists(other => other.Hash == key.Hash))
                {
                    item.Mistake(hash, "is listed twice; give each key a line of its own", 0);
                }
                else
                {
                    Claim(item, hash, key.Hash, agency);
                }

                if (ApiScope.Parse(key.Scope) is null)
                {
                    item.Mistake(
                        "Scope",
                        $"is '{key.Scope}'; write usage, read, admin or decide:<manager id>",
                        0
                    );
                }

                keys.Add(key);
            }

            return keys;
        }

        private void Claim(SettingsReader at, string name, string hash, AgencyId agency)
        {
            if (!_owners.TryAdd(hash, agency) && _owners[hash] != agency)
            {
                at.Mistake(
                    name,
                    $"is a key of agency {_owners[hash]} as well; each agency has keys of its own",
                    0
                );
            }
        }
    }
}
