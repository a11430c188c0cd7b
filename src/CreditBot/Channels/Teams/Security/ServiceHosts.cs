namespace CreditBot.Channels.Teams.Security;

/// <summary>Where answers may go: a caller names the address of the connector, and the bot's token would go there.</summary>
/// <remarks>protocols/bot-framework.md §2, SSRF guard. Ports are not compared (contract.md, Settings).</remarks>
internal sealed class ServiceHosts(BotOptions options, IHostEnvironment environment)
{
    private const int LongestUrl = 512;

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private readonly string[] _hosts = options.HasApp
        ? [.. options.AllowedHosts.Select(Bracketed)]
        : Loopback;

    // Without an app there is no token to lose, and only Development's loopback gets that far.
    private readonly bool _allowsPlainHttp = environment.IsDevelopment();

    /// <summary>Whether a text is an absolute web address at all; what isn't can't be answered.</summary>
    public static bool IsUsable(string? serviceUrl) =>
        serviceUrl is { Length: > 0 and <= LongestUrl }
        && Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    /// <summary>Whether the host, exactly as it is written, is one of those allowed.</summary>
    /// <remarks>
    /// The text is compared and not only its parse: forms that a parser would make into an allowed host (127.1, 0x7f000001,
    /// full-width letters, a back-slash) are refused, since another parser may make something else of them.
    /// </remarks>
    public bool Allows(string? serviceUrl)
    {
        if (
            !IsUsable(serviceUrl)
            || serviceUrl!.Any(c => c is <= ' ' or > '~' or '\\' or '@' or '?' or '#' or '%')
        )
        {
            return false;
        }

        var url = new Uri(serviceUrl!);
        return (url.Scheme == Uri.UriSchemeHttps || _allowsPlainHttp)
            && _hosts.Any(host => IsWrittenAt(serviceUrl!, $"{url.Scheme}://{host}", host, url));
    }

    /// <summary>Whether a request may carry the bot's token.</summary>
    public bool Allows(Uri address) =>
        Allows(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    private static bool IsWrittenAt(string text, string start, string host, Uri url) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase)
        && (text.Length == start.Length || text[start.Length] is '/' or ':')
        && url.Host.Equals(host, StringComparison.OrdinalIgnoreCase);

    private static string Bracketed(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.IPv6 && host[0] != '[' ? $"[{host}]" : host;
}
