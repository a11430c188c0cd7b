using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>What one entry put into lots or took from them, in the month in which it counts.</summary>
/// <param name="Why">Null for a grant.</param>
internal sealed record Movement(
    YearMonth Month,
    Instant At,
    long Seq,
    LotId Lot,
    Credits Credits,
    TakeReason? Why
)
{
    /// <summary>Signed thousandths.</summary>
    internal long Effect => Why is null ? Credits.Thousandths : -Credits.Thousandths;
}

/// <summary>Reads movements of lots out of entries; what late usage drew from expiry moves no balance and is left out.</summary>
internal static class Movements
{
    internal static IEnumerable<Movement> Of(
        IEnumerable<ClientEntry> entries,
        ClientState state,
        YearMonth firstMonth,
        MonthCalendar calendar
    )
    {
        var grantedAt = state.Lots.ToDictionary(lot => lot.Id, lot => lot.GrantedAt);
        foreach (var entry in entries)
        {
            foreach (var lot in entry.Grants)
            {
                yield return new Movement(
                    Month(entry, entry.At),
                    entry.At,
                    entry.Seq,
                    lot.Id,
                    lot.Granted,
                    Why: null
                );
            }

            foreach (var take in entry.Takes.Where(take => !take.FromExpiry))
            {
                // Late usage may draw on a lot granted after it (design.md §3.7): the credits leave when they are there.
                var at = Instant.Max(entry.At, grantedAt[take.Lot]);
                yield return new Movement(
                    Month(entry, at),
                    at,
                    entry.Seq,
                    take.Lot,
                    take.Credits,
                    take.Why
                );
            }
        }

        YearMonth Month(ClientEntry entry, Instant at)
        {
            var month = calendar.MonthOf(at);
            if (month < firstMonth)
            {
                // What the client's creation brought along is its opening; what is added later to that time moves its first month.
                if (entry.RecordedAt <= state.CreatedAt)
                {
                    return month;
                }

                month = firstMonth;
            }

            return calendar.CountsIn(month, RecordedAt(entry, state));
        }
    }

    /// <summary>When an entry counts as written: what is due by itself is booked before a close that comes after it, however late it is written (design.md §3.8).</summary>
    internal static Instant RecordedAt(ClientEntry entry, ClientState state) =>
        entry is ClientEntry.PeriodStarted or ClientEntry.LotsExpired
            ? Instant.Max(entry.At, state.CreatedAt)
            : entry.RecordedAt;
}
