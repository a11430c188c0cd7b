using System.Collections.Immutable;
using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Folds entries into a client's state: the only reading of what an entry means (design.md §3.1).</summary>
public static class ClientFold
{
    /// <summary>The state after all entries, or null when there are none.</summary>
    public static ClientState? Fold(ClientId id, IEnumerable<ClientEntry> entries) =>
        entries.Aggregate<ClientEntry, ClientState?>(
            null,
            (state, entry) => Next(id, state, entry)
        );

    /// <summary>The state after one more entry; the first has to be the opening.</summary>
    /// <exception cref="InvalidOperationException">The entry does not follow, or takes what is not there.</exception>
    public static ClientState Next(ClientId id, ClientState? state, ClientEntry entry) =>
        state is null ? Open(id, entry) : Apply(state, entry);

    /// <summary>The state that the first entry of a stream makes.</summary>
    /// <exception cref="InvalidOperationException">The entry is not an opening, or not number 1.</exception>
    public static ClientState Open(ClientId id, ClientEntry entry) =>
        entry is ClientEntry.Opened { Seq: 1 } opened
            ? new ClientState
            {
                Id = id,
                Version = 1,
                Name = opened.Texts.GetValueOrDefault(TextNames.Name, id.Value),
                Email = opened.Texts.GetValueOrDefault(TextNames.Email),
                CreatedAt = opened.RecordedAt,
                RecordedAt = opened.RecordedAt,
                Terms = opened.Terms,
                Plan = opened.Plan,
                Anchor = opened.StartsOn,
            }
            : throw new InvalidOperationException(
                $"The stream of {id} starts with {entry.GetType().Name} {entry.Seq}, not with its opening."
            );

    /// <summary>The state after one more entry.</summary>
    /// <exception cref="InvalidOperationException">The entry does not follow, or takes what is not there.</exception>
    public static ClientState Apply(ClientState state, ClientEntry entry)
    {
        if (entry.Seq != state.NextSeq || entry.RecordedAt < state.RecordedAt)
        {
            throw new InvalidOperationException(
                $"Entry {entry.Seq} of {state.Id}, written {entry.RecordedAt}, does not follow entry {state.Version}, written {state.RecordedAt}."
            );
        }

        return After(state, entry);
    }

    /// <summary>What an entry does to a state, wherever it stands in the stream: time travel leaves some out and reads others earlier.</summary>
    internal static ClientState After(ClientState state, ClientEntry entry)
    {
        var next = entry switch
        {
            ClientEntry.TermsChanged changed => state with
            {
                Terms = changed.Terms,
                Name = changed.Texts.GetValueOrDefault(TextNames.Name, state.Name),
                Email = changed.Texts.GetValueOrDefault(TextNames.Email) ?? state.Email,
            },
            ClientEntry.PeriodStarted started => StandingFold.After(state, started) with
            {
                PlanChangedBy = started.Seq,
            },
            ClientEntry.UpliftEnded ended => state with
            {
                Plan = state.Plan.Less(ended.PerMonth, ended.PricePerMonth),
                Uplifts = state.Uplifts.Without(ended.Booked),
            },
            ClientEntry.StandingPlanned planned => state with { Planned = planned.Plan },
            ClientEntry.Paused paused => StandingFold.After(state, paused),
            ClientEntry.Ended ended => StandingFold.After(state, ended),
            ClientEntry.PeopleLeft => state with { HavePeopleLeft = true },
            ClientEntry.Used used => AfterUsage(state, used),
            ClientEntry.PlanChanged changed => AfterPlanChange(state, changed),
            ClientEntry.Granted => AfterGrant(state, entry),
            ClientEntry.Bridged => state with
            {
                Debts = state.Debts.Add(new Debt(entry.Seq, entry.Grants.Sum(lot => lot.Granted))),
                Requests = RequestFold.Bridged(state.Requests, entry),
            },
            ClientEntry.LotsExpired => state,
            ClientEntry.Held or ClientEntry.HoldReleased or ClientEntry.LinesMarked => state,
            ClientEntry.Reversed reversed => ReversalFold.After(state, reversed),
            ClientEntry.Undone undone => AfterUndo(state, undone),
            ClientEntry.Opened => throw new InvalidOperationException(
                $"{state.Id} was opened twice."
            ),
            _ => state with { Requests = RequestFold.Apply(state.Requests, entry) },
        };
        next = next with
        {
            Version = entry.Seq,
            RecordedAt = entry.RecordedAt,
            Lots = AfterLots(next.Lots, entry),
            Debts = AfterRepayments(next.Debts, entry),
            Holds = OpenHolds.After(next.Holds, entry),
            Lines = BilledLines.After(state, entry),
        };
        next =
            entry is ClientEntry.Granted or ClientEntry.PlanChanged && entry.Request is { } request
                ? next with
                {
                    Requests = RequestFold.Booked(
                        next.Requests,
                        request,
                        entry.Seq,
                        PlanBefore.Of(state, entry)
                    ),
                }
                : next;
        if (next.Plan.MonthlyFee != state.Plan.MonthlyFee)
        {
            next = next with
            {
                Requests = RequestFold.KeepingFees(
                    state.Requests,
                    next.Requests,
                    next.Plan.MonthlyFee - state.Plan.MonthlyFee
                ),
            };
        }

        return UseLevels.After(Dryness.After(state, next, entry), entry);
    }

    private static ImmutableList<Lot> AfterLots(ImmutableList<Lot> lots, ClientEntry entry)
    {
        lots = lots.AddRange(entry.Grants);
        foreach (var take in entry.Takes)
        {
            var index = IndexOf(lots, take.Lot, entry);
            lots = lots.SetItem(index, lots[index].After(take));
        }

        foreach (var back in entry.Returns)
        {
            var index = IndexOf(lots, back.Lot, entry);
            lots = lots.SetItem(index, lots[index].After(back));
        }

        return lots;
    }

    private static int IndexOf(ImmutableList<Lot> lots, LotId id, ClientEntry entry) =>
        lots.FindIndex(lot => lot.Id == id) is var index and >= 0
            ? index
            : throw new InvalidOperationException(
                $"Entry {entry.Seq} moves credits of {id}, which doesn't exist."
            );

    private static ImmutableList<Debt> AfterRepayments(ImmutableList<Debt> debts, ClientEntry entry)
    {
        foreach (var take in entry.Takes.Where(take => take.Why == TakeReason.Repaid))
        {
            var index = debts.FindIndex(debt => debt.Seq == take.DebtSeq);
            var left = debts[index].Credits - take.Credits;
            debts = left.IsZero
                ? debts.RemoveAt(index)
                : debts.SetItem(index, debts[index] with { Credits = left });
        }

        return debts;
    }

    private static ClientState AfterUsage(ClientState state, ClientEntry.Used used)
    {
        var index = state.Periods.FindLastIndex(period => period.Start <= used.At);
        var period = state.Periods[index];
        var overage = used.Overage?.Credits ?? Credits.Zero;
        var owed = used.Overage?.Price is { } price
            ? price * overage
            : Money.Zero(period.OverageOwed.Currency);
        return state with
        {
            Periods = state.Periods.SetItem(
                index,
                period with
                {
                    Used = period.Used + used.Usage.Credits,
                    Overage = period.Overage + overage,
                    OverageOwed = period.OverageOwed + owed,
                    // What late usage drew from expiry was used after all.
                    Expired = period.Expired.LessAtMost(
                        used.Takes.Where(take => take.FromExpiry).Sum(take => take.Credits)
                    ),
                }
            ),
            Debts = used.Overage is { OwesDebt: true }
                ? state.Debts.Add(new Debt(used.Seq, overage))
                : state.Debts,
            PoolUsed = period.IsHistory ? state.PoolUsed : state.PoolUsed + used.Usage.Credits,
        };
    }

    private static ClientState AfterGrant(ClientState state, ClientEntry entry) =>
        state.Current is not { } current
            ? state
            : WithCurrent(
                state,
                current with
                {
                    OneTimeBought =
                        current.OneTimeBought
                        + entry.Grants.Where(lot => lot.IsPaid).Sum(lot => lot.Granted),
                    OneTimePaid =
                        current.OneTimePaid
                        + entry.Charges.Sum(current.OneTimePaid.Currency, charge => charge.Net),
                }
            );

    private static ClientState AfterPlanChange(ClientState state, ClientEntry.PlanChanged changed)
    {
        if (changed.Effective == Effective.NextReset)
        {
            return state with { PendingChange = changed.Change, PlanChangedBy = changed.Seq };
        }

        var plan = changed.Change.ApplyTo(state.Plan);
        var current =
            state.Current
            ?? throw new UnreachableException("A plan changes now only inside a period.");
        var voided = changed
            .Takes.Where(take => take.Why == TakeReason.Voided)
            .Sum(take => take.Credits);
        return WithCurrent(
            state with
            {
                Plan = plan,
                PendingChange = null,
                PlanChangedBy = changed.Seq,
                Uplifts = state.Uplifts.After(changed.Change, changed.Seq, current.Number),
            },
            current with
            {
                Plan = plan,
                MonthlyNet = current.MonthlyNet + changed.Grants.Sum(lot => lot.Granted) - voided,
                HighestFee =
                    plan.MonthlyFee.Amount > current.HighestFee.Amount
                        ? plan.MonthlyFee
                        : current.HighestFee,
            }
        );
    }

    private static ClientState AfterUndo(ClientState state, ClientEntry.Undone undone)
    {
        state = state with
        {
            PendingChange = undone.ClearsPending ? null : state.PendingChange,
            Reversed = state.Reversed.Add(undone.Undid),
            Requests = RequestFold.Apply(state.Requests, undone),
        };
        if (undone.Restores is { } before)
        {
            return Restored(state, before);
        }

        return state.Current is not { } current
            ? state
            : WithCurrent(
                state,
                current with
                {
                    OneTimeBought = current.OneTimeBought.LessAtMost(
                        undone.Takes.Sum(take => take.Credits)
                    ),
                    OneTimePaid =
                        current.OneTimePaid
                        + undone.Charges.Sum(current.OneTimePaid.Currency, charge => charge.Net),
                }
            );
    }

    private static ClientState Restored(ClientState state, PlanBefore before)
    {
        state = state with
        {
            Plan = before.Plan,
            PendingChange = before.Pending,
            Uplifts = before.Uplifts ?? Uplifts.None,
            PlanChangedBy = before.ChangedBy,
        };
        return state.Current is not { } current
            ? state
            : WithCurrent(
                state,
                current with
                {
                    Plan = before.Plan,
                    MonthlyNet = before.MonthlyNet,
                    HighestFee = before.HighestFee,
                }
            );
    }

    private static ClientState WithCurrent(ClientState state, Period period) =>
        state with
        {
            Periods = state.Periods.SetItem(state.Periods.Count - 1, period),
        };
}
