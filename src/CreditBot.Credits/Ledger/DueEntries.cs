using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>What happens by itself as time passes: expiries, resets and planned changes of state, each once, in time order (design.md §3.2, §3.4, §3.12).</summary>
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

    /// <summary>When the next expiry, reset or change of state is due.</summary>
    public static Instant? NextAfter(ClientState state)
    {
        var reset = NextReset(state);
        var next = Earlier(reset, state.Planned?.At);
        var expiry = state
            .Lots.Where(lot =>
                lot.ExpiresAt is not null && !lot.Remaining.IsZero && !EndsWithPeriod(lot, reset)
            )
            .Min(lot => lot.ExpiresAt);
        return Earlier(next, expiry);
    }

    /// <summary>When the next reset is due; null while paused or ended, and when a pause or an end comes before it or with it (design.md §3.12).</summary>
    private static Instant? NextReset(ClientState state) =>
        state.Standing switch
        {
            Standing.Active => Regular(state) is var regular && state.Planned?.At <= regular
                ? null
                : regular,
            Standing.Paused when state.Planned is { To: Standing.Active } resumes => resumes.At,
            _ => null,
        };

    private static Instant Regular(ClientState state) =>
        state.Current?.End ?? PeriodCalendar.StartOfDay(state.Anchor, state.Terms.Zone);

    private static ClientEntry Next(ClientState state, Instant due, Instant recordedAt)
    {
        // Expiries come first at one instant, and what ends with a period before the one that it is no longer in.
        var reset = NextReset(state);
        var expired = state
            .Lots.Where(lot =>
                lot.ExpiresAt == due && !lot.Remaining.IsZero && !EndsWithPeriod(lot, reset)
            )
            .ToList();
        return expired.Count > 0
                ? new ClientEntry.LotsExpired
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
                }
            : reset == due && Reset.UpliftOver(state, due, recordedAt) is { } over ? over
            : state.Planned is { } plan && plan.At == due
                ? StandingChanging.Entry(state, plan, recordedAt)
            : Reset.At(state, due, recordedAt);
    }

    // A monthly lot that ends with its period is the reset's to end: some of it may roll over.
    private static bool EndsWithPeriod(Lot lot, Instant? reset) =>
        lot.Kind == LotKind.Monthly && lot.ExpiresAt == reset;

    private static Instant? Earlier(Instant? one, Instant? other) =>
        one is { } first && (other is not { } second || first <= second) ? first : other;
}
