using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>How a client's balance went through a month: opening + granted + returned − burned − expired − voided = closing.</summary>
/// <remarks>Counted back from the balance now, so that no entry from before the month is needed.</remarks>
internal sealed record MonthBalances
{
    internal required Credits Opening { get; init; }

    internal required Credits Closing { get; init; }

    internal required Credits Granted { get; init; }

    internal required Credits Returned { get; init; }

    internal required Credits Burned { get; init; }

    internal required Credits Expired { get; init; }

    internal required Credits Voided { get; init; }

    internal required Credits OneTimeBought { get; init; }

    internal required LocalDate? RanOutOn { get; init; }

    /// <summary>Paid lots with what they held when the month ended.</summary>
    private IReadOnlyList<(Lot Lot, Credits Held)> Paid { get; init; } = [];

    internal Credits PaidUnused => Paid.Sum(paid => paid.Held);

    internal Money PaidUnusedValue(string currency) =>
        Paid.Sum(
                currency,
                paid =>
                    paid.Lot.Price!.Value with
                    {
                        Amount =
                            paid.Lot.Price.Value.Amount * paid.Held.Value / paid.Lot.Granted.Value,
                    }
            )
            .Rounded();

    internal static MonthBalances Of(
        List<Movement> movements,
        ClientState state,
        MonthCalendar calendar,
        YearMonth month
    )
    {
        var inMonth = movements.FindAll(movement => movement.Month == month);
        var closing =
            state.Balance.Thousandths
            - movements.Where(movement => movement.Month > month).Sum(movement => movement.Effect);
        var opening = closing - inMonth.Sum(movement => movement.Effect);
        return new MonthBalances
        {
            Opening = new Credits(opening),
            Closing = new Credits(closing),
            Granted = Sum(MovementKind.Granted),
            Returned = Sum(MovementKind.Returned),
            Burned = Sum(MovementKind.Burned) - Sum(MovementKind.Unburned),
            Expired = Sum(MovementKind.Expired),
            Voided = Sum(MovementKind.Voided),
            OneTimeBought = Bought(movements, inMonth, state),
            RanOutOn = RanOut(inMonth, opening, state, calendar, month),
            Paid = PaidAtEnd(movements, state, month),
        };

        Credits Sum(MovementKind kind) =>
            inMonth.Where(movement => movement.Kind == kind).Sum(movement => movement.Credits);
    }

    /// <summary>Paid credits granted in the month, without approvals that were undone and less what a reversal took back in the same month.</summary>
    private static Credits Bought(
        List<Movement> movements,
        List<Movement> inMonth,
        ClientState state
    )
    {
        var paid = state.Lots.Where(lot => lot.IsPaid).Select(lot => lot.Id).ToHashSet();
        var undone = movements
            .Where(movement => movement.By is ClientEntry.Undone)
            .Select(movement => movement.Lot)
            .ToHashSet();
        var bought = inMonth
            .Where(movement =>
                movement.Kind == MovementKind.Granted
                && paid.Contains(movement.Lot)
                && !undone.Contains(movement.Lot)
            )
            .ToList();
        var lots = bought.Select(movement => movement.Lot).ToHashSet();
        return bought.Sum(movement => movement.Credits)
            - inMonth
                .Where(movement =>
                    movement is { By: ClientEntry.Reversed, Kind: MovementKind.Voided }
                    && movement.By.Takes.Exists(take => take.Lot == movement.Lot)
                    && lots.Contains(movement.Lot)
                )
                .Sum(movement => movement.Credits);
    }

    private static List<(Lot Lot, Credits Held)> PaidAtEnd(
        List<Movement> movements,
        ClientState state,
        YearMonth month
    )
    {
        var later = movements
            .Where(movement => movement.Month > month)
            .ToLookup(movement => movement.Lot);
        return
        [
            .. state
                .Lots.Where(lot => lot.IsPaid)
                .Select(lot =>
                    (
                        lot,
                        Held: new Credits(
                            lot.Remaining.Thousandths - later[lot.Id].Sum(one => one.Effect)
                        )
                    )
                )
                .Where(paid => !paid.Held.IsZero),
        ];
    }

    /// <summary>The first day on which nothing was left; a client that neither got nor had anything can't run out.</summary>
    private static LocalDate? RanOut(
        List<Movement> inMonth,
        long opening,
        ClientState state,
        MonthCalendar calendar,
        YearMonth month
    )
    {
        if (state.Periods.IsEmpty || (opening == 0 && inMonth.Count == 0 && !HasPlan(state)))
        {
            return null;
        }

        var start = Instant.Max(calendar.StartOf(month), state.Periods[0].Start);
        // That an end leaves nothing is no running out.
        var until = state.Ending?.At ?? Instant.MaxValue;
        if (until <= start)
        {
            return null;
        }

        var balance = opening;
        var at = start;
        foreach (
            var moment in inMonth
                .Where(movement => movement.At < until)
                .GroupBy(movement => Instant.Max(movement.At, start))
                .OrderBy(group => group.Key)
        )
        {
            if (balance <= 0 && moment.Key > at)
            {
                return at.InZone(calendar.Zone).Date;
            }

            balance += moment.Sum(movement => movement.Effect);
            at = moment.Key;
        }

        return balance <= 0 ? at.InZone(calendar.Zone).Date : null;
    }

    private static bool HasPlan(ClientState state) => !state.Plan.MonthlyCredits.IsZero;
}
