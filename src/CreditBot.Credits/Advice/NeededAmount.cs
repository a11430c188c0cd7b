using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Settles how many credits the offers cover, when the client didn't say.</summary>
internal static class NeededAmount
{
    internal static (Credits Amount, AmountBasis Basis, bool IsCovered) Of(
        ClientState state,
        Need need,
        Instant now
    )
    {
        if (need.Amount is { High.IsZero: false } asked)
        {
            return (asked.High, AmountBasis.Asked, false);
        }

        if (need.Work is { Range.High: { IsZero: false } work })
        {
            // When it is covered the offers still need an amount to show: the whole work's.
            var missing = Estimating.WholeUp(work.LessAtMost(AtHand(state, need.Due, now)).Value);
            return missing.IsZero
                ? (work, AmountBasis.Work, true)
                : (missing, AmountBasis.Work, false);
        }

        var shortfalls = AccountChecking
            .Complete(state, now)
            .TakeLast(AccountChecking.PastPeriods)
            .Select(period => period.Used.LessAtMost(state.Plan.MonthlyCredits))
            .Where(beyond => !beyond.IsZero)
            .ToList();
        if (shortfalls.Count > 0)
        {
            return (
                Estimating.WholeUp(Median.Of(shortfalls.Select(beyond => beyond.Value))),
                AmountBasis.UsualShortfall,
                false
            );
        }

        return LastTopUp(state) is { } last
            ? (last, AmountBasis.LastTopUp, false)
            : (Fallback(state), AmountBasis.Fallback, false);
    }

    /// <summary>The credits of the last paid one-time lot.</summary>
    internal static Credits? LastTopUp(ClientState state) =>
        state.Lots.LastOrDefault(lot => lot.IsPaid && lot.Voided.IsZero)?.Granted;

    /// <summary>What the client will have on a date after its usual usage until then; the balance when there is no date.</summary>
    private static Credits AtHand(ClientState state, LocalDate? due, Instant now)
    {
        var today = now.InZone(state.Terms.Zone).Date;
        if (due is not { } date || date <= today)
        {
            return state.Balance;
        }

        var aDay = UsualPerDay(state, now);
        if (ResetsOn(state) is var reset && reset > date)
        {
            return Less(state.Balance, aDay * Days(today, date));
        }

        var oneTime = state
            .Lots.Where(lot => lot.Kind == LotKind.OneTime)
            .Sum(lot => lot.Remaining);
        var kept = Credits.Min(oneTime, Less(state.Balance, aDay * Days(today, reset)));
        return Less(kept + AccountChecking.ArrivesAtReset(state), aDay * Days(reset, date));
    }

    private static LocalDate ResetsOn(ClientState state) => state.Current?.EndsOn ?? state.Anchor;

    private static decimal UsualPerDay(ClientState state, Instant now)
    {
        var past = AccountChecking
            .Complete(state, now)
            .TakeLast(AccountChecking.PastPeriods)
            .ToList();
        return past.Count == 0
            ? 0m
            : past.Sum(period => period.Used.Value)
                / past.Sum(period => Days(period.StartsOn, period.EndsOn));
    }

    private static Credits Less(Credits credits, decimal used) =>
        credits.LessAtMost(Estimating.Thousandths(used));

    private static int Days(LocalDate from, LocalDate to) => NodaTime.Period.DaysBetween(from, to);

    private static Credits Fallback(ClientState state) =>
        Credits.Of(Math.Max(10m, decimal.Ceiling(state.Plan.MonthlyCredits.Value / 50m) * 10m));
}
