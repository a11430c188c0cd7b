using System.Collections.Concurrent;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>Forecasts of clients asked about lately: within a day, and until something is written or falls due, one stays what it was.</summary>
internal sealed class LatestForecasts
{
    /// <summary>Clients kept at most; with more the memory starts anew.</summary>
    private const int MostClients = 1000;

    private readonly ConcurrentDictionary<(AgencyId, ClientId), Known> _known = new();

    /// <summary>What was forecast for this very state on this day, or null.</summary>
    public ForecastCheck? Find(AgencyId agency, ClientState state, Instant now) =>
        _known.TryGetValue((agency, state.Id), out var known)
        && known.Version == state.Version
        && known.RecordedAt == state.RecordedAt
        && known.Check.Today == now.InZone(state.Terms.Zone).Date
            ? known.Check
            : null;

    /// <summary>Keeps a forecast, unless it moves with the hour: that of a client without credits does, and one with usage dated ahead of the clock.</summary>
    public void Keep(
        AgencyId agency,
        ClientState state,
        IReadOnlyList<UsageEvent> usage,
        Instant now,
        ForecastCheck check
    )
    {
        if (state.DrySince is not null || (usage.Count > 0 && usage[^1].At > now))
        {
            return;
        }

        if (_known.Count >= MostClients)
        {
            _known.Clear();
        }

        _known[(agency, state.Id)] = new Known(state.Version, state.RecordedAt, check);
    }

    /// <param name="RecordedAt">With dues in it that nobody has written yet it is the moment of asking, so such a state is never found again.</param>
    private sealed record Known(long Version, Instant RecordedAt, ForecastCheck Check);
}
