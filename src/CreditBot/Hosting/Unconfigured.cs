using CreditBot.Settings;

namespace CreditBot.Hosting;

/// <summary>The parts that are off, each with the setting that turns it on.</summary>
internal static class Unconfigured
{
    private static readonly (string Setting, string Without)[] Parts =
    [
        ("Api:AdminKey", "the REST interface answers keys made by 'creditbot key create' only"),
        ("Bot:AppId", "Teams is off"),
        ("Slack:SigningSecret", "Slack is off"),
        ("Mail:Smtp:Host", "mail goes into the pickup folder"),
        ("Reports:Recipients", "nobody gets the monthly report"),
    ];

    /// <summary>"Bot:AppId; Teams is off."</summary>
    public static IEnumerable<string> Of(AgencySection agency)
    {
        foreach (var (setting, without) in Parts)
        {
            if (!Has(agency, setting))
            {
                yield return $"{agency.Prefix}{setting}; {without}.";
            }
        }

        if (
            Has(agency, "Slack:SigningSecret")
            && !Has(agency, "Slack:BotToken")
            && !Has(agency, "Slack:Workspaces")
        )
        {
            yield return $"{agency.Prefix}Slack:BotToken; nothing can be said in Slack.";
        }
    }

    private static bool Has(AgencySection agency, string setting) =>
        agency.Effective.GetSection(setting).Exists();
}
