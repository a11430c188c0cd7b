using CreditBot.Amounts;

namespace CreditBot.Channels.Slack.Security;

/// <summary>Where an answer to a <c>response_url</c> may go: it names an address from outside, and answers hold amounts.</summary>
/// <remarks>
/// Slack's own hooks over https; where <c>Slack:ApiBaseUrl</c> is another than the public one, that host and its hooks instead. The text is
/// compared and not only its parse, as with Teams' service addresses.
/// </remarks>
internal sealed class ResponseUrls(SlackWorkspaces workspaces)
{
    private const int Longest = 2_000;
    private const string PublicHooks = "https://hooks.slack.com";

    /// <param name="agency">In whose workspace the address was given.</param>
    public bool Allows(AgencyId agency, string? url) =>
        workspaces.ApiOf(agency) is { } api
        && url is { Length: > 0 and <= Longest }
        && !url.Any(c => c is <= ' ' or > '~' or '\\' or '@' or '?' or '#' or '%' or '"' or '<')
        && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && Origins(api)
            .Any(origin =>
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
