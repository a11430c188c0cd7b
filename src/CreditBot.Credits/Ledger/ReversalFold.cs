using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Folds reversals: what a period counted is counted no more (design.md §3.13). Lots are the general fold's.</summary>
internal static class ReversalFold
{
    internal static ClientState After(ClientState state, ClientEntry.Reversed reversed)
    {
        state = state with
        {
            Reversed = state.Reversed.Add(reversed.Reverses),
            // What was repaid of it has gone back to lots; what was not is owed no more.
            Debts = state.Debts.RemoveAll(debt => debt.Seq == reversed.Reverses),
            Periods = WithoutDryness(state, reversed),
        };
        var index = state.PeriodOf(reversed.Reverses, reversed.At);
        return index < 0
            ? state
            : state with
            {
                Periods = state.Periods.SetItem(
                    index,
                    Lowered(state.Periods[index], state, reversed)
                ),
                PoolUsed = state.Periods[index].IsHistory
                    ? state.PoolUsed
                    : state.PoolUsed.LessAtMost(reversed.Credits),
            };
    }

    private static Period Lowered(Period period, ClientState state, ClientEntry.Reversed reversed)
    {
        var overage = reversed.Overage?.Credits ?? Credits.Zero;
        var currency = period.OverageOwed.Currency;
        return period with
        {
            Used = period.Used.LessAtMost(reversed.Credits),
            Overage = period.Overage.LessAtMost(overage),
            OverageOwed =
                period.OverageOwed
                - (reversed.Overage?.Price is { } price ? price * overage : Money.Zero(currency)),
            Expired =
                period.Expired
                + reversed
                    .Returns.Where(back => back.To == ReturnTo.Expired)
                    .Sum(back => back.Credits),
            OneTimeBought = period.OneTimeBought.LessAtMost(
                reversed
                    .Takes.Where(take => state.Lots.Exists(lot => lot.Id == take.Lot && lot.IsPaid))
                    .Sum(take => take.Credits)
            ),
            OneTimePaid =
                period.OneTimePaid
                + reversed
                    .Charges.Where(charge => charge.Kind == ChargeKind.OneTime)
                    .Sum(currency, charge => charge.Net),
        };
    }

    /// <summary>A period that first ran dry after the usage, while a lot lasted that has its credits back, never ran dry as far as is known now.</summary>
    private static System.Collections.Immutable.ImmutableList<Period> WithoutDryness(
        ClientState state,
        ClientEntry.Reversed reversed
    )
    {
        var lots = reversed
            .Returns.Where(back => back.To != ReturnTo.Voided && !back.FromExpiry)
            .Select(back => state.Lots.Find(lot => lot.Id == back.Lot)!)
            .ToList();
        return lots.Count == 0 || !state.Periods.Exists(Lasted)
            ? state.Periods
            : [.. state.Periods.Select(period => Lasted(period) ? Wet(period) : period)];

        bool Lasted(Period period) =>
            period.DryAt is { } dry
            && dry >= reversed.At
            && lots.Exists(lot =>
                lot.GrantedAt <= dry && (lot.ExpiresAt ?? Instant.MaxValue) >= EndOf(period)
            );

        // The running period runs on, a paused one beyond its date: only what can be used again reaches as far.
        Instant EndOf(Period period) =>
            period.Number == state.Current!.Number && state.Standing != Standing.Ended
                ? Instant.Max(period.End, reversed.RecordedAt + Duration.Epsilon)
                : period.End;
    }

    private static Period Wet(Period period) =>
        period with
        {
            DryAt = null,
            DryFor = Duration.Zero,
        };
}
