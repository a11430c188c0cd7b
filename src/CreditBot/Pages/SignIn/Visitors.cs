using System.Security.Claims;
using CreditBot.Amounts;
using CreditBot.Channels.Web;
using CreditBot.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CreditBot.Pages.SignIn;

/// <summary>Who is signed in in this browser. The cookie holds the person's id and nothing else about them.</summary>
internal sealed class Visitors(WebIdentities identities)
{
    /// <summary>The signed-in person as they are now, or null.</summary>
    public async Task<Person?> FindAsync(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? await identities.FindAsync(AgencyId.Default, id, http.RequestAborted)
            : null;

    public static Task SignInAsync(HttpContext http, Person person)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, person.Id)],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IsPersistent = true }
        );
    }

    public static Task SignOutAsync(HttpContext http) =>
        http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
}
