namespace CreditBot.Channels.Teams.Security;

/// <summary>The bot's registration and the cloud it lives in (contract.md, Settings, <c>Bot:*</c>).</summary>
internal sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>The registration's app id; without it only loopback callers in Development are heard.</summary>
    public string? AppId { get; set; }

    /// <summary>Its secret, with which tokens for answers are asked for.</summary>
    public string? AppPassword { get; set; }

    /// <summary>The tenant of a single-tenant bot; activities of other tenants are refused then. Unset for a multi-tenant one.</summary>
    public string? TenantId { get; set; }

    /// <summary>Where the keys of the platform's tokens are told.</summary>
    public string OpenIdMetadata { get; set; } =
        "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Who has to have issued them; compared, never fetched.</summary>
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where tokens for answers are asked for; <c>{tenant}</c> stands for the bot's tenant.</summary>
    public string TokenEndpoint { get; set; } =
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token";

    /// <summary>Host names to which answers, and the bot's token with them, may go. Without scheme or port.</summary>
    /// <remarks>Empty means <see cref="PublicHosts"/>; bound lists add to what is there, so the default is not in it.</remarks>
    public IList<string> ServiceHosts { get; set; } = [];

    /// <summary>The public cloud's: Teams, and the channels that a bot gets with its registration.</summary>
    public static readonly IReadOnlyList<string> PublicHosts =
    [
        "smba.trafficmanager.net",
        "webchat.botframework.com",
        "directline.botframework.com",
    ];

    /// <summary>The authority of a multi-tenant registration.</summary>
    public const string SharedTenant = "botframework.com";

    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>As an agency's settings have them. Hosts may come as a list or, as an environment variable likes it, as one text.</summary>
    public static BotOptions Of(IConfiguration settings)
    {
        var options = new BotOptions();
        options.Take(settings);
        return options;
    }

    public void Take(IConfiguration settings)
    {
        var bot = settings.GetSection(Section);
        bot.Bind(this);
        if (bot[nameof(ServiceHosts)] is { Length: > 0 } hosts)
        {
            ServiceHosts =
            [
                .. hosts.Split(
                    Separators,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ];
        }
    }

    public bool HasApp => !string.IsNullOrEmpty(AppId);

    /// <summary>Whether both say the same of the registration; whose it is aside.</summary>
    public bool IsSameAppAs(BotOptions other) =>
        (AppId, AppPassword, OpenIdMetadata, Issuer, TokenEndpoint)
            == (
                other.AppId,
                other.AppPassword,
                other.OpenIdMetadata,
                other.Issuer,
                other.TokenEndpoint
            )
        && AllowedHosts.SequenceEqual(other.AllowedHosts);

    public string TokenTenant => string.IsNullOrEmpty(TenantId) ? SharedTenant : TenantId;

    /// <param name="tenant">The authority that tokens for answers are asked of.</param>
    public Uri TokenAddress(string tenant) =>
        new(TokenEndpoint.Replace("{tenant}", tenant, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> AllowedHosts =>
        ServiceHosts is { Count: > 0 } ? ServiceHosts : PublicHosts;
}
