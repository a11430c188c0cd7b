using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;
using Period = CreditBot.Ledger.Period;

namespace CreditBot.Advice;

/// <summary>Checks a client's history: figures, forecast and tips (design.md §4).</summary>
public static class AccountChecking
{
    /// <summary>How many complete periods are told.</summary>
    public const int PastPeriods = 6;

    /// <summary>How many complete periods the tips look at.</summary>
    private const int PeriodsOfTips = 3;

    /// <summary>The instant from which usage is looked at: six weeks, or the start of the third complete period back if that is earlier.</summary>
    public static Instant LooksBackTo(ClientState state, Instant now)
    {
        var weeks = now - Duration.FromDays(Forecasting.LooksBackDays + 1);
        return Complete(state, now).TakeLast(PeriodsOfTips).FirstOrDefault() is { } period
            ? Instant.Min(period.Start, weeks)
            : weeks;
    }

    /// <summary>Checks a client.</summary>
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    /// <param name="usage">All usage dated since <see cref="LooksBackTo"/>, or since <paramref name="wholeSince"/>; what is older is left out here.</param>
    /// <param name="wholeSince">For a client with more usage than was read: days and periods before it are not looked at, as if they were not known.</param>
    public static AccountCheck Check(
        ClientState state,
        IReadOnlyList<UsageEvent> usage,
        Instant now,
        Instant? wholeSince = null
    )
    {
        var zone = state.Terms.Zone;
        var from = From(state, now, wholeSince);
        var recent = Between(usage, from, now).OrderBy(one => one.At).ToList();
        var (today, days, forecast) = Foresee(state, recent, now, wholeSince);
        var complete = Complete(state, now);
        var past = complete.TakeLast(PastPeriods).ToList();
        var withRunning =
            state.Current is { } running && !complete.Contains(running)
                ? past.Append(running).ToList()
                : past;
        var enough = days.Count >= Forecasting.LeastDays;
        var tips = Efficiency.Tips(
            recent,
            [.. complete.TakeLast(PeriodsOfTips).Where(period => period.Start >= from)]
        );
        return new AccountCheck
        {
            Today = today,
            Standing = state.Standing,
            StandingFrom = state.StandingFrom,
            Plan = state.Plan,
            Pending = state.PendingChange,
            MonthlyUsed = MonthlyUsed(state),
            Allocation = state.Plan.MonthlyCredits,
            MonthlyRemaining = Remaining(state, LotKind.Monthly),
            OneTimeRemaining = Remaining(state, LotKind.OneTime),
            RolloverRemaining = Remaining(state, LotKind.Rollover),
            Balance = state.Balance,
            UsedThisPeriod = state.Current?.Used ?? Credits.Zero,
            OverageThisPeriod = state.Current?.Overage ?? Credits.Zero,
            Debt = state.DebtTotal,
            ResetsOn = state.Current?.EndsOn ?? state.Anchor,
            ArrivesAtReset = ArrivesAtReset(state),
            UpliftEnds =
            [
                .. state
                    .Uplifts.Running.Where(uplift =>
                        state.Standing == Standing.Active && !uplift.PerMonth.IsZero
                    )
                    .Select(uplift => new UpliftEnd(
                        uplift.PerMonth,
                        PeriodCalendar.ResetDate(
                            state.Anchor,
                            uplift.EndsBefore - state.AnchorNumber
                        )
                    )),
            ],
            PacePerDay = enough ? Estimating.Thousandths(days.Average(day => day.Used)) : null,
            DaysObserved = days.Count,
            Forecast = forecast,
            Past = [.. past.Select(period => Past(period, zone))],
            AverageUsed =
                past.Count == 0
                    ? null
                    : Estimating.Thousandths(past.Average(period => period.Used.Value)),
            RunOutDays = [.. withRunning.Select(period => DryOn(period, zone)).OfType<LocalDate>()],
            OneTimeBought = withRunning.Sum(period => period.OneTimeBought),
            OneTimePaid = withRunning.Sum(
                state.Plan.MonthlyFee.Currency,
                period => period.OneTimePaid
            ),
            Tips = tips,
            TipsSaveAMonth = Saving.AMonth(tips, recent, now),
        };
    }

    /// <summary>The forecast of a check without the rest of it: who only asks where a client stands need not wait for advice.</summary>
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    /// <param name="usage">All usage since <see cref="LooksBackTo"/>, or since <paramref name="wholeSince"/>.</param>
    /// <param name="wholeSince">As in <see cref="Check"/>.</param>
    public static ForecastCheck ForecastOf(
        ClientState state,
        IReadOnlyList<UsageEvent> usage,
        Instant now,
        Instant? wholeSince = null
    )
    {
        var recent = Between(usage, From(state, now, wholeSince), now);
        var (today, days, forecast) = Foresee(state, recent, now, wholeSince);
        return new ForecastCheck(today, days.Count, forecast);
    }

    private static Instant From(ClientState state, Instant now, Instant? wholeSince) =>
        Instant.Max(LooksBackTo(state, now), wholeSince ?? Instant.MinValue);

    private static List<UsageEvent> Between(
        IReadOnlyList<UsageEvent> usage,
        Instant from,
        Instant now
    ) => [.. usage.Where(one => one.At >= from && one.At <= now)];

    private static (LocalDate Today, IReadOnlyList<DayUse> Days, Forecast Forecast) Foresee(
        ClientState state,
        IReadOnlyList<UsageEvent> recent,
        Instant now,
        Instant? wholeSince
    )
    {
        var zone = state.Terms.Zone;
        var today = now.InZone(zone).Date;
        var first = today.PlusDays(-Forecasting.LooksBackDays);
        // The day on which what is known begins is not known whole.
        var firstWhole = wholeSince?.InZone(zone).Date.PlusDays(1) ?? first;
        var midnight = PeriodCalendar.StartOfDay(today, state.Terms.Zone);
        var days = DailyUse.Observed(state, recent, LocalDate.Max(first, firstWhole), now);
        var usedToday = recent.Where(one => one.At >= midnight).Sum(one => one.Credits.Value);
        return (today, days, Forecasting.Of(state, days, usedToday, now));
    }

    /// <summary>The periods that have ended, oldest first; a pause prolongs the running one.</summary>
    internal static IReadOnlyList<Period> Complete(ClientState state, Instant now) =>
        [
            .. state.Periods.Where(period =>
                period.End <= now
                && (state.Standing != Standing.Paused || period.Number != state.Current!.Number)
            ),
        ];

    /// <summary>Burned from the running period's monthly lots (contract.md, <c>monthly.used</c>).</summary>
    internal static Credits MonthlyUsed(ClientState state) =>
        state
            .Lots.Where(lot => lot.Kind == LotKind.Monthly && lot.GrantedAt >= state.Current?.Start)
            .Sum(lot => lot.Burned);

    /// <summary>What the next reset grants, with the pending change applied.</summary>
    internal static Credits ArrivesAtReset(ClientState state) => state.NextPlan.MonthlyCredits;

    /// <summary>The first day without credits; none for a period that never had any to run out of.</summary>
    internal static LocalDate? DryOn(Period period, DateTimeZone zone) =>
        period.MonthlyNet.IsZero && period.Used.IsZero && period.OneTimeBought.IsZero
            ? null
            : period.DryAt?.InZone(zone).Date;

    /// <summary>Whether nothing was left at some time; usage taken in later shows it by what no lot covered.</summary>
    internal static bool RanDry(Period period, DateTimeZone zone) =>
        DryOn(period, zone) is not null || !period.Overage.IsZero;

    private static Credits Remaining(ClientState state, LotKind kind) =>
        state.Lots.Where(lot => lot.Kind == kind).Sum(lot => lot.Remaining);

    private static PastPeriod Past(Period period, DateTimeZone zone) =>
        new(
            period.StartsOn,
            period.MonthlyNet,
            period.Used,
            RanDry(period, zone),
            DryOn(period, zone),
            period.OneTimeBought,
            period.OneTimePaid
        );
}
