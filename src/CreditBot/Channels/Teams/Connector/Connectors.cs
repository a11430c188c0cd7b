using System.Collections.Concurrent;
using CreditBot.Channels.Teams.Security;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;

namespace CreditBot.Channels.Teams.Connector;

/// <summary>Clients of the Connector API, one for each service URL and kept: making one costs 4 ms of CPU (design.md §8).</summary>
internal sealed class Connectors(ServiceHosts hosts, BotTokens tokens, TimeProvider time)
    : ConnectorFactory,
        IDisposable
{
    /// <summary>What tokens for answers are asked for.</summary>
    public const string Audience = "https://api.botframework.com";

    // Teams has a URL for each region and tenant; beyond this many the oldest turn's cost is the smaller evil.
    private const int MostKept = 1_000;

    /// <summary>How long the platform may be silent; it must not hold up the rest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>With the body of the answer.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<(string Url, string Audience), KeptConnector> _kept =
        new();
    private readonly HttpClient _http = Client(hosts, tokens, time);

    /// <exception cref="UnauthorizedAccessException">The host is not one that answers may go to.</exception>
    public override Task<IConnectorClient> CreateAsync(
        string serviceUrl,
        string audience,
        CancellationToken cancellationToken
    ) => Task.FromResult<IConnectorClient>(For(serviceUrl));

    /// <exception cref="UnauthorizedAccessException">The host is not one that answers may go to.</exception>
    public IConnectorClient For(string serviceUrl)
    {
        if (!hosts.Allows(serviceUrl))
        {
            throw new UnauthorizedAccessException("service host");
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(
            (serviceUrl, Audience),
            static (key, http) => new KeptConnector(new Uri(key.Url), http),
            _http
        );
    }

    public void Dispose() => _http.Dispose();

    private static HttpClient Client(ServiceHosts hosts, BotTokens tokens, TimeProvider time)
    {
        var http = NoRedirects.Client(
            new PatientHandler(time, Patience)
            {
                InnerHandler = new BearerHandler(hosts, tokens)
                {
                    InnerHandler = NoRedirects.Handler(),
                },
            },
            Whole
        );
        ConnectorClient.AddDefaultRequestHeaders(http);
        return http;
    }

    /// <summary>A client that a turn's end leaves alone.</summary>
    private sealed class KeptConnector : ConnectorClient
    {
        public KeptConnector(Uri url, HttpClient http)
            : base(url, (ServiceClientCredentials?)null, http, disposeHttpClient: false) =>
            SerializationSettings.Formatting = Newtonsoft.Json.Formatting.None;

        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
