using CreditBot.Outbox;
using CreditBot.Pages.SignIn;
using CreditBot.Ports;
using CreditBot.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.FluentUI.AspNetCore.Components;

namespace CreditBot.Pages;

/// <summary>The pages (contract.md, Pages): Blazor on the server, signed in by cookie.</summary>
internal static class PagesMap
{
    private const string KeysFolder = "keys";
    private static readonly TimeSpan SignedInFor = TimeSpan.FromDays(14);

    /// <summary>Everything comes from here. Fluent's components style themselves from script, hence the inline styles.</summary>
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    public static void AddPages(this WebApplicationBuilder builder, AgencySections agencies)
    {
        var hasApp = TeamsTab.HasApp(agencies);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddFluentUIComponents();
        builder
            .Services.AddSingleton<Visitors>()
            .AddSingleton<SiteAddress>()
            .AddSingleton<SignInLinks>()
            .AddSingleton<IOutboxSender, SignInSender>();
        builder.Services.AddCascadingAuthenticationState();
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = "creditbot";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                TeamsTab.Allow(options.Cookie, hasApp);
                options.ExpireTimeSpan = SignedInFor;
                options.SlidingExpiration = true;
                options.LoginPath = "/signin";
            });
        builder.Services.AddAntiforgery(options => TeamsTab.Allow(options.Cookie, hasApp));
        builder.Services.AddDataProtection().SetApplicationName("creditbot");
        builder
            .Services.AddOptions<KeyManagementOptions>()
            .Configure<IStore>(
                (keys, store) =>
                    keys.XmlRepository = new StoredKeys(store, KeysFolderOf(builder.Configuration))
            );
        // Nothing here could keep a key for the keys; the store is ours alone.
        builder.Logging.AddFilter(
            "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager",
            LogLevel.Error
        );
    }

    public static void MapPages(this WebApplication app)
    {
        var hasApp = TeamsTab.HasApp(app.Services.GetRequiredService<AgencySections>());
        app.UseAuthentication();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options =>
                // Said with the rest of the policy, below.
                options.ContentSecurityFrameAncestorsPolicy = null
            )
            .Add(endpoint =>
            {
                var answer = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = http =>
                {
                    http.Response.Headers.ContentSecurityPolicy =
                        ContentPolicy + TeamsTab.Frames(http.Request.Path, hasApp);
                    return answer(http);
                };
            });
    }

    /// <summary>Where earlier versions kept keys: beside the store's file.</summary>
    private static DirectoryInfo KeysFolderOf(IConfiguration configuration) =>
        new(
            Path.Combine(
                Path.GetDirectoryName(
                    Path.GetFullPath(configuration["Storage:Path"] ?? "data/creditbot.db")
                )!,
                KeysFolder
            )
        );
}
