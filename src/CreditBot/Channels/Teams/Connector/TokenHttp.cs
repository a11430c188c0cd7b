using CreditBot.Channels.Teams.Security;
using Microsoft.Identity.Client;

namespace CreditBot.Channels.Teams.Connector;

/// <summary>Sends MSAL's one request to the token endpoint of the settings, and follows no redirect with the secret in hand.</summary>
/// <remarks>MSAL builds the address from an authority of its own form and insists on https, so that other clouds' and a test's endpoint can't be told to it.</remarks>
internal sealed class TokenHttp(Uri endpoint) : IMsalHttpClientFactory, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = NoRedirects.Client(
        new ToEndpoint(endpoint) { InnerHandler = NoRedirects.Handler() },
        Patience
    );

    public HttpClient GetHttpClient() => _http;

    public void Dispose() => _http.Dispose();

    private sealed class ToEndpoint(Uri endpoint) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.RequestUri = endpoint;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
