using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace CreditBot.Channels.Teams.Security;

/// <summary>The platform's signing keys, kept for a day and fetched again when a token names one that isn't there.</summary>
/// <remarks>
/// Old keys stay in use while a fetch fails. Anybody can name an unknown key, so fetches that brought nothing are spaced
/// at 1, 2, 4 … up to 300 seconds; one that brought new keys starts over. A roll-over is thus noticed at once, and a flood of
/// forgeries makes few calls (botbuilder asks once an hour and so misses a second roll-over).
/// </remarks>
internal sealed class SigningKeys
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan FirstFetch = TimeSpan.FromSeconds(5);
    private static readonly Duration ShortestSpacing = Duration.FromSeconds(1);
    private static readonly Duration LongestSpacing = Duration.FromMinutes(5);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata;
    private readonly IClock _clock;
    private readonly Lock _gate = new();
    private Instant _nextRefresh = Instant.MinValue;
    private Duration _spacing = ShortestSpacing;

    /// <param name="metadata">Where they are told.</param>
    public SigningKeys(string metadata, IHostEnvironment environment, IClock clock)
    {
        _clock = clock;
        _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            metadata,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(NoRedirects.Client(timeout: FirstFetch))
            {
                RequireHttps = !environment.IsDevelopment(),
            }
        )
        {
            AutomaticRefreshInterval = Kept,
            RefreshInterval =
                ConfigurationManager<OpenIdConnectConfiguration>.MinimumRefreshInterval,
        };
    }

    /// <summary>The key of that id; null when the platform doesn't know it, or can't be reached and never could.</summary>
    public async Task<JsonWebKey?> FindAsync(string keyId, CancellationToken stop)
    {
        if (await CurrentAsync(stop) is not { } current)
        {
            return null;
        }

        if (Key(current, keyId) is { } known)
        {
            return known;
        }

        AskForRefresh();
        var waited = TimeSpan.Zero;
        while (waited < LongestWait)
        {
            await Task.Delay(Poll, stop);
            waited += Poll;
            var newer = await CurrentAsync(stop);
            if (newer is not null && Key(newer, keyId) is { } found)
            {
                Found();
                return found;
            }
        }

        return null;
    }

    private static JsonWebKey? Key(OpenIdConnectConfiguration metadata, string keyId) =>
        metadata.JsonWebKeySet?.Keys.FirstOrDefault(key => key.Kid == keyId);

    private async Task<OpenIdConnectConfiguration?> CurrentAsync(CancellationToken stop)
    {
        try
        {
            return await _metadata.GetConfigurationAsync(stop).WaitAsync(FirstFetch, stop);
        }
        catch (Exception e)
            when (e is InvalidOperationException or TimeoutException or IOException
                && !stop.IsCancellationRequested
            )
        {
            return null;
        }
    }

    private void AskForRefresh()
    {
        lock (_gate)
        {
            var now = _clock.GetCurrentInstant();
            if (now < _nextRefresh)
            {
                return;
            }

            _nextRefresh = now + _spacing;
            _spacing = Duration.Min(_spacing * 2, LongestSpacing);
        }

        _metadata.RequestRefresh();
    }

    private void Found()
    {
        lock (_gate)
        {
            _spacing = ShortestSpacing;
        }
    }
}
