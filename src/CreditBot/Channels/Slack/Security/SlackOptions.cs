namespace CreditBot.Channels.Slack.Security;

/// <summary>The Slack app and the workspaces that it is installed in (contract.md, Settings, <c>Slack:*</c>).</summary>
internal sealed class SlackOptions
{
    public const string Section = "Slack";
    public const string PublicApi = "https://slack.com/api";

    /// <summary>Signs what Slack sends; without it the endpoints don't exist.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>The bot token of the workspace; of every workspace that <see cref="Workspaces"/> doesn't name.</summary>
    public string? BotToken { get; set; }

    /// <summary>Where Web API methods are called.</summary>
    public string ApiBaseUrl { get; set; } = PublicApi;

    /// <summary>Further workspaces of the same agency, each with its own installation.</summary>
    public IList<SlackWorkspace> Workspaces { get; set; } = [];

    public bool HasApp => !string.IsNullOrEmpty(SigningSecret);

    /// <summary>The token of the installation in a workspace; null where the app is not installed.</summary>
    public string? TokenOf(string? team) =>
        Workspaces.FirstOrDefault(one => one.Team == team)?.BotToken
        ?? (string.IsNullOrEmpty(BotToken) ? null : BotToken);
}

/// <summary>One installation of the app.</summary>
internal sealed record SlackWorkspace
{
    /// <summary>Slack's id of the workspace: T024BE7LD.</summary>
    public string Team { get; set; } = "";

    public string BotToken { get; set; } = "";
}
