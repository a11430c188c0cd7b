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
    public static IEnumerable<string> Of(IConfiguration configuration)
    {
        foreach (var (setting, without) in Parts)
        {
            if (!configuration.GetSection(setting).Exists())
            {
                yield return $"{setting}; {without}.";
            }
        }

        if (
            configuration.GetSection("Slack:SigningSecret").Exists()
            && !configuration.GetSection("Slack:BotToken").Exists()
            && !configuration.GetSection("Slack:Workspaces").Exists()
        )
        {
            yield return "Slack:BotToken; nothing can be said in Slack.";
        }
    }
}
