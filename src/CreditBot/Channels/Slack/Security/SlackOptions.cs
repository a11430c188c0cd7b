namespace CreditBot.Channels.Slack.Security;

/// <summary>The Slack app of an agency and the workspaces that it is installed in (contract.md, Settings, <c>Slack:*</c>).</summary>
internal sealed class SlackOptions
{
    public const string Section = "Slack";
    public const string PublicApi = "https://slack.com/api";

    /// <summary>Signs what Slack sends; without it the agency is not in Slack.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>The bot token of the workspace; of every workspace that <see cref="Workspaces"/> doesn't name.</summary>
    public string? BotToken { get; set; }

    /// <summary>Where Web API methods are called.</summary>
    public string ApiBaseUrl { get; set; } = PublicApi;

    /// <summary>Further workspaces of the same agency, each with its own installation.</summary>
    public IList<SlackWorkspace> Workspaces { get; set; } = [];

    public static SlackOptions Of(IConfiguration settings) =>
        settings.GetSection(Section).Get<SlackOptions>() ?? new SlackOptions();

    /// <summary>The token of the installation in a workspace; null where the app is not installed.</summary>
    public string? TokenOf(string? team) =>
        Workspaces.FirstOrDefault(one => one.Team == team)?.BotToken
        ?? (string.IsNullOrEmpty(BotToken) ? null : BotToken);

    /// <summary>The secret of the app in one of the workspaces that are named.</summary>
    public string? SecretOf(SlackWorkspace workspace) =>
        string.IsNullOrEmpty(workspace.SigningSecret) ? SigningSecret : workspace.SigningSecret;

    /// <summary>Every secret that something may be signed with.</summary>
    public IEnumerable<string> Secrets =>
        Workspaces
            .Select(SecretOf)
            .Append(SigningSecret)
            .Where(secret => !string.IsNullOrEmpty(secret))
            .Select(secret => secret!)
            .Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Tokens =>
        Workspaces
            .Select(one => one.BotToken)
            .Append(BotToken)
            .Where(token => !string.IsNullOrEmpty(token))
            .Select(token => token!);
}

/// <summary>One installation of an app.</summary>
internal sealed record SlackWorkspace
{
    /// <summary>Slack's id of the workspace: T024BE7LD.</summary>
    public string Team { get; set; } = "";

    public string BotToken { get; set; } = "";

    /// <summary>Of the app that is installed there, when it is another than the agency's usual one.</summary>
    public string? SigningSecret { get; set; }
}
