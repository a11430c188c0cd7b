using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Api;

/// <summary>Where a client stands (contract.md, GET /clients/{id}/credits).</summary>
internal sealed record CreditsView(
    ClientId ClientId,
    Credits Balance,
    Credits Available,
    bool Blocked,
    MonthlyView Monthly,
    OneTimeView OneTime,
    RolloverLeftView Rollover,
    Credits Overage,
    Credits Debt,
    decimal? PercentUsed,
    Instant? PeriodStart,
    Instant? ResetsAt,
    long Version,
    IReadOnlyList<LotView> Lots,
    ForecastView? Forecast
)
{
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    public static CreditsView Of(ClientState state, ForecastCheck? check, Instant now)
    {
        var open = state.Lots.Where(lot => lot.IsOpenAt(now)).ToList();
        var monthly = open.Where(lot => lot.Kind == LotKind.Monthly).ToList();
        var oneTime = open.Where(lot => lot.Kind == LotKind.OneTime).ToList();
        // Of the running period, also when its lots are gone: a pause lets it run on beyond them.
        var used = state
            .Lots.Where(lot => lot.Kind == LotKind.Monthly && lot.GrantedAt >= state.Current?.Start)
            .Sum(lot => lot.Burned);
        var allocation = state.Plan.MonthlyCredits;
        return new CreditsView(
            state.Id,
            state.Balance,
            state.AvailableAt(now),
            state.IsBlocked,
            new MonthlyView(allocation, used, monthly.Sum(lot => lot.Remaining)),
            new OneTimeView(oneTime.Sum(lot => lot.Granted), oneTime.Sum(lot => lot.Remaining)),
            new RolloverLeftView(
                open.Where(lot => lot.Kind == LotKind.Rollover).Sum(lot => lot.Remaining)
            ),
            state.Current?.Overage ?? Credits.Zero,
            state.DebtTotal,
            allocation.IsZero ? null : Math.Round(100m * used.Value / allocation.Value, 3),
            state.Current?.Start,
            state.Standing != Standing.Active
                ? null
                : state.Current?.End ?? PeriodCalendar.StartOfDay(state.Anchor, state.Terms.Zone),
            state.Version,
            [.. BurnOrder.Sort(open.Where(lot => !lot.Remaining.IsZero)).Select(LotView.Of)],
            check is null || state.Standing != Standing.Active ? null : ForecastView.Of(check)
        );
    }
}

internal sealed record MonthlyView(Credits Allocation, Credits Used, Credits Remaining);

internal sealed record OneTimeView(Credits Granted, Credits Remaining);

internal sealed record RolloverLeftView(Credits Remaining);

internal sealed record LotView(
    LotId Id,
    LotKind Kind,
    Credits Granted,
    Credits Remaining,
    Instant? ExpiresAt,
    bool Paid
)
{
    public static LotView Of(Lot lot) =>
        new(lot.Id, lot.Kind, lot.Granted, lot.Remaining, lot.ExpiresAt, lot.IsPaid);
}

/// <param name="Basis">In words: what the forecast stands on, or why there is none.</param>
internal sealed record ForecastView(
    LocalDate? RunsOutLikely,
    LocalDate? RunsOutEarliest,
    string Basis
)
{
    public static ForecastView Of(ForecastCheck check) =>
        check.Forecast switch
        {
            Forecast.RunsOut out_ => new ForecastView(out_.LikelyOn, out_.EarliestOn, Days(check)),
            Forecast.LastsUntilReset lasts => new ForecastView(
                null,
                lasts.PerhapsOutOn,
                $"lasts until the reset; {Days(check)}"
            ),
            Forecast.AlreadyOut gone => new ForecastView(
                gone.Since ?? check.Today,
                gone.Since ?? check.Today,
                "nothing is left"
            ),
            _ => new ForecastView(null, null, "too little history"),
        };

    private static string Days(ForecastCheck check) =>
        $"usage of the last {check.DaysObserved} days with credits";
}
