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
    /// <param name="hasApp">As <see cref="HasApp"/> says.</param>
    public static string Frames(PathString page, bool hasApp) =>
        hasApp && Pages.Contains(page.Value, StringComparer.OrdinalIgnoreCase) ? Hosts : "'none'";

    /// <summary>Lets a cookie into that frame. It is kept apart for each site that shows it, so that no other site's frame or script has it.</summary>
    public static void Allow(CookieBuilder cookie, bool hasApp)
    {
        if (hasApp)
        {
            cookie.SameSite = SameSiteMode.None;
            // Written out: behind a proxy that ends TLS, a call looks like plain http here.
            cookie.SecurePolicy = CookieSecurePolicy.None;
            cookie.Extensions.Add("Secure");
            cookie.Extensions.Add("Partitioned");
        }
    }

    /// <summary>Whether some agency of the host is in Teams.</summary>
    public static bool HasApp(AgencySections agencies) =>
        agencies.All.Any(agency => !string.IsNullOrEmpty(agency.Effective["Bot:AppId"]));
}
