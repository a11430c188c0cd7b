using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CreditBot.Pages.SignIn;

/// <summary>Under which address links in mails may lead here.</summary>
/// <remarks>
/// The Host header is whatever a caller writes: believed blindly, it would mail somebody a link that hands their code to a
/// stranger's server. So it counts only when the setting AllowedHosts names it, or when it is this machine itself.
/// </remarks>
internal sealed class SiteAddress(IConfiguration configuration, IServer server)
{
    /// <summary>The site's address for this call, or null when it can't be told for sure.</summary>
    public string? Of(HttpRequest request)
    {
        var host = request.Host.Host;
        return IsAllowed(host) || IsLoopback(host) || IsBound(host)
            ? $"{request.Scheme}://{request.Host}"
            : null;
    }

    // ASP.NET Core itself refuses hosts that are not in the list; "*" is no list.
    private bool IsAllowed(string host) =>
        (configuration["AllowedHosts"] ?? "*")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(allowed =>
                allowed.Equals(host, StringComparison.OrdinalIgnoreCase)
                || (
                    allowed.StartsWith("*.", StringComparison.Ordinal)
                    && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                )
            );

    private static bool IsLoopback(string host) =>
        host.Length > 0 && new UriBuilder("http", host).Uri.IsLoopback;

    private bool IsBound(string host) =>
        server
            .Features.Get<IServerAddressesFeature>()
            ?.Addresses.Any(address =>
                Uri.TryCreate(address, UriKind.Absolute, out var bound)
                && bound.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
            ) == true;
}
