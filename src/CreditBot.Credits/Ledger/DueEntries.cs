using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>What happens by itself as time passes: expiries and resets, each once, in time order (design.md §3.2, §3.4).</summary>
public static class DueEntries
{
    /// <summary>The entries due up to and including an instant, and the state after them.</summary>
    /// <param name="recordedAt">When they are written: what counts as "now" in this append.</param>
    public static (ClientState State, ImmutableList<ClientEntry> Entries) CatchUp(
        ClientState state,
        Instant recordedAt
    )
    {
        var entries = ImmutableList.CreateBuilder<ClientEntry>();
        while (NextAfter(state) is { } due && due <= recordedAt)
        {
            var entry = Next(state, due, recordedAt);
            entries.Add(entry);
            state = ClientFold.Apply(state, entry);
        }

        return (state, entries.ToImmutable());
    }

    /// <summary>When the next expiry or reset is due.</summary>
    public static Instant? NextAfter(ClientState state)
    {
        var reset = NextReset(state);
        var expiry = state
            .Lots.Where(lot =>
                lot.ExpiresAt is not null && !lot.Remaining.IsZero && !EndsWithPeriod(state, lot)
            )
            .Min(lot => lot.ExpiresAt);
        return expiry is { } first && first <= reset ? first : reset;
    }

    private static Instant NextReset(ClientState state) =>
        state.Current?.End ?? PeriodCalendar.StartOfDay(state.Anchor, state.Terms.Zone);

    private static ClientEntry Next(ClientState state, Instant due, Instant recordedAt)
    {
        // Expiries come first at one instant.
        var expired = state
            .Lots.Where(lot =>
                lot.ExpiresAt == due && !lot.Remaining.IsZero && !EndsWithPeriod(state, lot)
            )
            .ToList();
        return expired.Count == 0
            ? Reset.At(state, due, recordedAt)
            : new ClientEntry.LotsExpired
            {
                Seq = state.NextSeq,
                At = due,
                RecordedAt = recordedAt,
                Takes =
                [
                    .. expired.Select(lot => new LotTake(
                        lot.Id,
                        lot.Remaining,
                        TakeReason.Expired
                    )),
                ],
            };
    }

    // A monthly lot that ends with its period is the reset's to end: some of it may roll over.
    private static bool EndsWithPeriod(ClientState state, Lot lot) =>
        lot.Kind == LotKind.Monthly && lot.ExpiresAt == state.Current?.End;
}
