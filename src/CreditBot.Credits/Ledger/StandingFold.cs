using System.Collections.Immutable;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Folds resets, pauses and ends: where periods begin and end (design.md §3.12).</summary>
internal static class StandingFold
{
    internal static ClientState After(ClientState state, ClientEntry.PeriodStarted started)
    {
        var periods =
            state.Current is { } ended
            && (ended.End != started.Period.Start || ended.EndsOn != started.Period.StartsOn)
                ? Ended(state, started.Period.Start, started.Period.StartsOn)
                : state.Periods;
        state = state with
        {
            Plan = started.Period.Plan,
            PendingChange = null,
            Uplifts = state.PendingChange is { } pending
                ? state.Uplifts.After(pending, state.PlanChangedBy, started.Period.Number)
                : state.Uplifts,
            Periods = periods.Add(started.Period with { Seq = started.Seq }),
        };
        return started.Resumes is not { } anchor
            ? state
            : state with
            {
                Standing = Standing.Active,
                StandingFrom = anchor,
                Planned = null,
                Anchor = anchor,
                AnchorNumber = started.Period.Number,
                // What the resumption cut short has ended: late usage after it finds it closed, and what comes back expires.
                Lots = Cut(state.Lots, started.At),
            };
    }

    internal static ClientState After(ClientState state, ClientEntry.Paused paused) =>
        state with
        {
            Standing = Standing.Paused,
            StandingFrom = paused.From,
            Planned = null,
        };

    internal static ClientState After(ClientState state, ClientEntry.Ended ended) =>
        state with
        {
            Standing = Standing.Ended,
            StandingFrom = ended.From,
            Planned = null,
            PendingChange = null,
            Ending = new Ending(ended.Seq, ended.At, ended.Month),
            Periods = Ended(state, ended.At, ended.From),
        };

    /// <summary>The running period ends; the day before is its last.</summary>
    private static ImmutableList<Period> Ended(ClientState state, Instant end, LocalDate endsOn) =>
        state.Current is { } current
            ? state.Periods.SetItem(
                state.Periods.Count - 1,
                current with
                {
                    End = end,
                    EndsOn = endsOn,
                }
            )
            : state.Periods;

    private static ImmutableList<Lot> Cut(ImmutableList<Lot> lots, Instant at)
    {
        for (var i = lots.Count - 1; i >= 0; i--)
        {
            if (lots[i] is { Kind: LotKind.Monthly } lot && lot.ExpiresAt > at)
            {
                lots = lots.SetItem(i, lot with { ExpiresAt = at });
            }
        }

        return lots;
    }
}
