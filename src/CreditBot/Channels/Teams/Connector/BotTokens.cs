using CreditBot.Channels.Teams.Security;
using Microsoft.Identity.Client;

namespace CreditBot.Channels.Teams.Connector;

/// <summary>The bot's own tokens for the Connector API, by MSAL, which keeps them and renews them before they end.</summary>
/// <param name="tenant">The authority that gives them.</param>
internal sealed class BotTokens(BotOptions bot, string tenant) : IDisposable
{
    private static readonly string[] Scopes = [Connectors.Audience + "/.default"];

    private readonly TokenHttp _http = new(bot.TokenAddress(tenant));
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private IConfidentialClientApplication? _app;

    /// <summary>Whether there is an app to prove; without, only loopback is spoken to.</summary>
    public bool AreNeeded => bot.HasApp;

    /// <param name="renew">Ask for a new one although the kept one hasn't ended.</param>
    /// <exception cref="MsalException">No token is to be had: secret or tenant are wrong, or the endpoint is out of reach.</exception>
    public async Task<string> TakeAsync(bool renew, CancellationToken stop)
    {
        await _oneAtATime.WaitAsync(stop);
        try
        {
            _app ??= App();
            var result = await _app.AcquireTokenForClient(Scopes)
                .WithForceRefresh(renew)
                .ExecuteAsync(stop);
            return result.AccessToken;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _oneAtATime.Dispose();
    }

    private IConfidentialClientApplication App()
    {
        if (string.IsNullOrEmpty(bot.AppPassword))
        {
            throw new MsalClientException("no_secret", "Bot:AppPassword is not set.");
        }

        return ConfidentialClientApplicationBuilder
            .Create(bot.AppId)
            .WithClientSecret(bot.AppPassword)
            .WithAuthority($"https://login.microsoftonline.com/{tenant}", validateAuthority: false)
            .WithInstanceDiscovery(enableInstanceDiscovery: false)
            .WithHttpClientFactory(_http)
            .Build();
    }
}
