using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Slack.Security;

/// <summary>Where an answer to a <c>response_url</c> may go: it names an address from outside, and answers hold amounts.</summary>
/// <remarks>
/// Slack's own hooks over https; where <c>Slack:ApiBaseUrl</c> is another than the public one, that host and its hooks instead. The text is
/// compared and not only its parse, as with Teams' service addresses.
/// </remarks>
internal sealed class ResponseUrls(IOptions<SlackOptions> options)
{
    private const int Longest = 2_000;
    private const string PublicHooks = "https://hooks.slack.com";

    private readonly string[] _origins = Origins(options.Value.ApiBaseUrl);

    public bool Allows(string? url) =>
        url is { Length: > 0 and <= Longest }
        && !url.Any(c => c is <= ' ' or > '~' or '\\' or '@' or '?' or '#' or '%' or '"' or '<')
        && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && _origins.Any(origin =>
            url.StartsWith(origin + "/", StringComparison.Ordinal)
            && parsed.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.Ordinal)
        );

    private static string[] Origins(string api)
    {
        var url = new Uri(api);
        return api.TrimEnd('/') == SlackOptions.PublicApi
            ? [PublicHooks]
            : [url.GetLeftPart(UriPartial.Authority), $"{url.Scheme}://hooks.{url.Authority}"];
    }
}
