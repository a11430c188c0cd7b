using CreditBot.Settings;

namespace CreditBot.Pages;

/// <summary>A client's pages as a tab in Teams, which shows them in a frame of its own site; in nobody else's, and not without a Teams app.</summary>
internal static class TeamsTab
{
    /// <summary>Where Microsoft's clients run (learn.microsoft.com, Tab requirements).</summary>
    private const string Hosts =
        "https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com "
        + "https://*.microsoft365.com https://*.office.com https://outlook.office.com https://outlook.office365.com";

    /// <summary>The Credits tab, and what signing in there leads through.</summary>
    private static readonly string[] Pages = ["/credits", "/chat", "/signin"];

    /// <summary>Who may show a page in a frame.</summary>
    public static string Frames(PathString page, IConfiguration configuration) =>
        HasApp(configuration) && Pages.Contains(page.Value, StringComparer.OrdinalIgnoreCase)
            ? Hosts
            : "'none'";

    /// <summary>Lets a cookie into that frame. It is kept apart for each site that shows it, so that no other site's frame or script has it.</summary>
    public static void Allow(CookieBuilder cookie, IConfiguration configuration)
    {
        if (HasApp(configuration))
        {
            cookie.SameSite = SameSiteMode.None;
            // Written out: behind a proxy that ends TLS, a call looks like plain http here.
            cookie.SecurePolicy = CookieSecurePolicy.None;
            cookie.Extensions.Add("Secure");
            cookie.Extensions.Add("Partitioned");
        }
    }

    private static bool HasApp(IConfiguration configuration) =>
        AgencySections
            .Of(configuration)
            .All.Any(agency => !string.IsNullOrEmpty(agency.Effective["Bot:AppId"]));
}
