using System.Security.Claims;
using CreditBot.Amounts;
using CreditBot.Channels.Web;
using CreditBot.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CreditBot.Pages.SignIn;

/// <summary>Somebody signed in, and the agency in which they are known.</summary>
internal sealed record KnownVisitor(AgencyId Agency, Person Person);

/// <summary>Who is signed in in this browser. The cookie holds the agency's id and the person's, and nothing else about them.</summary>
internal sealed class Visitors(WebIdentities identities)
{
    private const string AgencyClaim = "agency";

    /// <summary>The signed-in person as they are now, or null.</summary>
    public async Task<KnownVisitor?> FindAsync(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && AgencyOf(http.User) is { } agency
        && await identities.FindAsync(agency, id, http.RequestAborted) is { } person
            ? new KnownVisitor(agency, person)
            : null;

    public static Task SignInAsync(HttpContext http, AgencyId agency, Person person)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(AgencyClaim, agency.Value)],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IsPersistent = true }
        );
    }

    /// <summary>Cookies from before there were several agencies name none.</summary>
    private static AgencyId? AgencyOf(ClaimsPrincipal user) =>
        user.FindFirstValue(AgencyClaim) is not { } named ? AgencyId.Default
        : AgencyId.TryParse(named, out var agency) ? agency
        : null;

    public static Task SignOutAsync(HttpContext http) =>
        http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
}
