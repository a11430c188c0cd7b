using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>The history check of a client, from its head and its latest usage (design.md §4).</summary>
internal sealed class Accounts(IStore store, Ledgers ledgers)
{
    /// <summary>How many of a client's last entries are looked at: enough for weeks of a busy one, bounded for every one.</summary>
    public const int LatestEntries = 1000;

    private readonly LatestUsage _latest = new(store, LatestEntries);
    private readonly LatestForecasts _forecasts = new();

    /// <param name="state">Caught up to now.</param>
    public async ValueTask<AccountCheck> CheckAsync(
        AgencyId agency,
        ClientState state,
        CancellationToken stop
    )
    {
        var usage = await _latest.OfAsync(agency, state.Id, state.Version, stop);
        return AccountChecking.Check(
            state,
            usage.Events,
            ledgers.NowAfter(state.RecordedAt),
            usage.WholeSince
        );
    }

    /// <summary>The forecast alone, for who asks where a client stands.</summary>
    /// <param name="state">Caught up to now.</param>
    public async ValueTask<ForecastCheck> ForecastAsync(
        AgencyId agency,
        ClientState state,
        CancellationToken stop
    )
    {
        var now = ledgers.NowAfter(state.RecordedAt);
        if (_forecasts.Find(agency, state, now) is { } known)
        {
            return known;
        }

        var usage = await _latest.OfAsync(agency, state.Id, state.Version, stop);
        var forecast = AccountChecking.ForecastOf(state, usage.Events, now, usage.WholeSince);
        _forecasts.Keep(agency, state, usage.Events, now, forecast);
        return forecast;
    }

    /// <summary>The latest usage, oldest first.</summary>
    public async ValueTask<IReadOnlyList<UsageEvent>> UsageAsync(
        AgencyId agency,
        ClientState state,
        CancellationToken stop
    ) => (await _latest.OfAsync(agency, state.Id, state.Version, stop)).Events;
}
