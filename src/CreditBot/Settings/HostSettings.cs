using CreditBot.Amounts;
using CreditBot.Ledger;

namespace CreditBot.Settings;

/// <summary>A key of the REST interface as settings list it.</summary>
/// <param name="Hash">Lower-case hex SHA-256 of the key.</param>
internal sealed record ApiKeySetting(string Name, string Hash, string Scope);

/// <summary>All settings that are ours to read, checked; channels and mail read their own.</summary>
/// <param name="Agencies">The terms by agency; "default" is the flat sections.</param>
internal sealed record HostSettings(
    IReadOnlyDictionary<AgencyId, AgencyTerms> Agencies,
    string? AdminKey,
    IReadOnlyList<ApiKeySetting> ApiKeys,
    bool SeedDemo,
    UnderstandingSettings Understanding
)
{
    /// <summary>Reads everything; the mistakes are told all at once.</summary>
    public static (HostSettings Settings, IReadOnlyList<string> Mistakes) Read(
        IConfiguration configuration,
        bool isDevelopment
    )
    {
        var reader = new SettingsReader(configuration);
        var agencies = new Dictionary<AgencyId, AgencyTerms>
        {
            [AgencyId.Default] = AgencySettings.Read(reader),
        };
        var api = reader.Section("Api");
        var settings = new HostSettings(
            agencies,
            api.OptionalText("AdminKey"),
            Keys(api),
            reader.Section("Seed").Flag("Demo", isDevelopment),
            UnderstandingSettings.Read(reader.Section("Understanding"))
        );
        return (settings, reader.Mistakes);
    }

    private static IReadOnlyList<ApiKeySetting> Keys(SettingsReader api)
    {
        var keys = new List<ApiKeySetting>();
        foreach (var item in api.Items("Keys"))
        {
            var key = new ApiKeySetting(
                item.Text("Name", "key"),
                item.Text("Hash", ""),
                item.Text("Scope", "")
            );
            if (key.Hash.Length != 64 || !key.Hash.All(char.IsAsciiHexDigitLower))
            {
                item.Mistake(
                    "Hash",
                    "has to be the lower-case hex SHA-256 of the key, 64 digits",
                    0
                );
            }
            else if (keys.Exists(other => other.Hash == key.Hash))
            {
                item.Mistake("Hash", "is listed twice; give each key a line of its own", 0);
            }

            if (Identity.ApiScope.Parse(key.Scope) is null)
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
}
