namespace CreditBot.Channels;

/// <summary>HTTP clients that go where they are told and nowhere else: a redirect is an answer, not an order.</summary>
internal static class NoRedirects
{
    private static readonly TimeSpan ConnectionAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(5);

    public static HttpClient Client(TimeSpan timeout) => Client(Handler(), timeout);

    public static HttpClient Client(HttpMessageHandler handler, TimeSpan timeout) =>
        new(handler, disposeHandler: true) { Timeout = timeout };

    public static SocketsHttpHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionAge,
            ConnectTimeout = Connect,
        };
}
