using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>What a movement does to a lot.</summary>
internal enum MovementKind
{
    Granted,

    /// <summary>Came back from what another month had burned.</summary>
    Returned,

    /// <summary>Came back in the month in which it was burned, which burned so much less.</summary>
    Unburned,
    Burned,
    Expired,
    Voided,
}

/// <summary>What one entry put into lots or took from them, in the month in which it counts.</summary>
/// <param name="By">The entry.</param>
internal sealed record Movement(
    YearMonth Month,
    Instant At,
    ClientEntry By,
    LotId Lot,
    Credits Credits,
    MovementKind Kind
)
{
    /// <summary>Signed thousandths.</summary>
    internal long Effect =>
        Kind is MovementKind.Granted or MovementKind.Returned or MovementKind.Unburned
            ? Credits.Thousandths
            : -Credits.Thousandths;
}

/// <summary>Reads movements of lots out of entries; what late usage drew from expiry moves no balance and is left out.</summary>
internal sealed class Movements(ClientState state, YearMonth firstMonth, MonthCalendar calendar)
{
    private readonly Dictionary<LotId, Lot> _lots = state.Lots.ToDictionary(lot => lot.Id);

    internal static IEnumerable<Movement> Of(
        IEnumerable<ClientEntry> entries,
        ClientState state,
        YearMonth firstMonth,
        MonthCalendar calendar
    )
    {
        var movements = new Movements(state, firstMonth, calendar);
        return entries.SelectMany(movements.Of);
    }

    /// <summary>When an entry counts as written: what is due by itself is booked before a close that comes after it, however late it is written (design.md §3.8).</summary>
    internal static Instant RecordedAt(ClientEntry entry, ClientState state) =>
        BilledLines.CountedAt(entry, state.CreatedAt);

    private IEnumerable<Movement> Of(ClientEntry entry)
    {
        foreach (var lot in entry.Grants)
        {
            yield return Moved(entry, entry.At, lot.Id, lot.Granted, MovementKind.Granted);
        }

        foreach (var take in entry.Takes.Where(take => !take.FromExpiry))
        {
            yield return Moved(entry, There(entry, take.Lot), take.Lot, take.Credits, Of(take.Why));
        }

        // What comes back comes when it had left, and goes again when the lot did.
        foreach (var back in entry.Returns.Where(back => !back.FromExpiry))
        {
            var at = There(entry, back.Lot);
            yield return Moved(entry, at, back.Lot, back.Credits, KindOf(back, entry, at));
            if (back.To != ReturnTo.Remaining)
            {
                yield return Moved(
                    entry,
                    Gone(back, at),
                    back.Lot,
                    back.Credits,
                    back.To == ReturnTo.Expired ? MovementKind.Expired : MovementKind.Voided
                );
            }
        }
    }

    private Movement Moved(
        ClientEntry entry,
        Instant at,
        LotId lot,
        Credits credits,
        MovementKind kind
    ) => new(Month(entry, at), at, entry, lot, credits, kind);

    /// <summary>When the lot went: at its expiry, at the end of the client, or with its reversed grant, which then never counted.</summary>
    private Instant Gone(LotReturn back, Instant at) =>
        back.To == ReturnTo.Expired ? _lots[back.Lot].ExpiresAt!.Value
        : state.Ending is { } ending && !state.Reversed.Contains(back.Lot.Seq) ? ending.At
        : at;

    private static MovementKind Of(TakeReason why) =>
        why switch
        {
            TakeReason.Expired => MovementKind.Expired,
            TakeReason.Voided => MovementKind.Voided,
            _ => MovementKind.Burned,
        };

    private MovementKind KindOf(LotReturn back, ClientEntry entry, Instant at) =>
        back.Was != TakeReason.Voided && Month(entry, at) == calendar.MonthOf(at)
            ? MovementKind.Unburned
            : MovementKind.Returned;

    // Late usage may draw on a lot granted after it (design.md §3.7): the credits leave when they are there.
    private Instant There(ClientEntry entry, LotId lot) =>
        Instant.Max(entry.At, _lots[lot].GrantedAt);

    private YearMonth Month(ClientEntry entry, Instant at)
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
