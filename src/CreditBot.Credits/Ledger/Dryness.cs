using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Keeps when a client stood at zero: run-out days and the pace leave such times out (design.md §4).</summary>
internal static class Dryness
{
    internal static ClientState After(ClientState before, ClientState after, ClientEntry entry)
    {
        if (after.Standing == Standing.Ended)
        {
            return before.Standing == Standing.Ended ? after : Over(before, after);
        }

        var expired = entry
            .Takes.Where(take => take.Why == TakeReason.Expired)
            .Sum(take => take.Credits);
        if (before.Current is { } ended && entry is ClientEntry.PeriodStarted)
        {
            // The ended period takes what expired at its reset and its last dry stretch.
            var index = after.Periods.Count - 2;
            after = Replace(
                after,
                index,
                Ended(after.Periods[index], entry.At, before.DrySince, expired)
            );
        }
        else if (!expired.IsZero && after.Current is { } running)
        {
            after = Replace(
                after,
                after.Periods.Count - 1,
                running with
                {
                    Expired = running.Expired + expired,
                }
            );
        }

        if (after.Current is not { } current)
        {
            return after;
        }

        // What the reversal of a grant takes back was there until then.
        var at = entry is ClientEntry.Reversed { Credits.IsZero: true }
            ? entry.RecordedAt
            : entry.At;

        var dry = after.Balance.IsZero;
        if (
            dry
            && (before.DrySince is null || entry is ClientEntry.PeriodStarted)
            && (entry is not ClientEntry.LotsExpired || !before.Balance.IsZero)
        )
        {
            // Late usage may draw on credits granted after it: until then the balance was not zero.
            var granted = after.Lots.IsEmpty ? current.Start : after.Lots.Max(lot => lot.GrantedAt);
            var since = Instant.Max(Instant.Max(at, current.Start), granted);
            return Replace(
                after,
                after.Periods.Count - 1,
                current with
                {
                    DryAt = current.DryAt ?? since,
                }
            ) with
            {
                DrySince = since,
            };
        }

        if (!dry && before.DrySince is { } start)
        {
            var began = Instant.Max(start, current.Start);
            var index = after.Periods.Count - 1;
            return Replace(
                after,
                index,
                current with
                {
                    DryFor = current.DryFor + (Instant.Max(at, began) - began),
                }
            ) with
            {
                DrySince = null,
            };
        }

        return after;
    }

    /// <summary>An end takes the last dry stretch; that nothing is left after it is no running out.</summary>
    private static ClientState Over(ClientState before, ClientState after) =>
        after.Current is { } last && before.DrySince is { } since
            ? Replace(
                after,
                after.Periods.Count - 1,
                Ended(last, last.End, since, Credits.Zero)
            ) with
            {
                DrySince = null,
            }
            : after;

    private static Period Ended(Period period, Instant end, Instant? drySince, Credits expired) =>
        period with
        {
            Expired = period.Expired + expired,
            DryFor = drySince is { } since
                ? period.DryFor + (end - Instant.Max(since, period.Start))
                : period.DryFor,
        };

    private static ClientState Replace(ClientState state, int index, Period period) =>
        state with
        {
            Periods = state.Periods.SetItem(index, period),
        };
}
