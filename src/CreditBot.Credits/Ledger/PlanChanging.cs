using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Ledger;

/// <summary>Changes what a client has by the month.</summary>
public sealed record ChangePlan(PlanChange Change, Effective Effective, RequestId? Request = null);

/// <summary>Allocation and package changes, now or at the next reset (design.md §3.5).</summary>
public static class PlanChanging
{
    public static LedgerAnswer Decide(
        ClientState state,
        ChangePlan command,
        ActionContext context
    ) =>
        state.Standing == Standing.Ended
            ? new LedgerAnswer.Refuse(new Refusal.Ended(state))
            : new LedgerAnswer.Append([Entry(state, command, context)]);

    internal static ClientEntry.PlanChanged Entry(
        ClientState state,
        ChangePlan command,
        ActionContext context
    )
    {
        // Before the first period, and while nothing is billed, there is nothing to change now: the next reset applies it.
        var effective =
            state.Current is null || state.Standing == Standing.Paused
                ? Effective.NextReset
                : command.Effective;
        var entry = new ClientEntry.PlanChanged(command.Change, effective)
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Request = command.Request,
        };
        return effective == Effective.NextReset || state.Current is not { } period
            ? entry
            : AppliedNow(entry, state, period, command.Change.ApplyTo(state.Plan));
    }

    private static ClientEntry.PlanChanged AppliedNow(
        ClientEntry.PlanChanged entry,
        ClientState state,
        Period period,
        Plan plan
    )
    {
        var grants = ImmutableList<Lot>.Empty;
        var takes = ImmutableList<LotTake>.Empty;
        if (plan.MonthlyCredits > period.MonthlyNet)
        {
            var lot = Reset.MonthlyLot(
                new LotId(entry.Seq, 1),
                plan.MonthlyCredits - period.MonthlyNet,
                entry.At,
                period
            );
            grants = [lot];
            takes = [.. Repayment.From(state.Debts, grants)];
        }
        else if (plan.MonthlyCredits < period.MonthlyNet)
        {
            var running = state.Lots.Where(lot =>
                lot.Kind == LotKind.Monthly && lot.IsOpenAt(entry.At)
            );
            takes = [.. BurnOrder.TakeBack(running, period.MonthlyNet - plan.MonthlyCredits)];
        }

        // Only what is above the highest fee already billed in this period is billed, and nothing is ever given back.
        var above = plan.MonthlyFee - period.HighestFee;
        return entry with
        {
            Grants = grants,
            Takes = takes,
            Charges =
                above.Amount > 0 && !period.IsHistory
                    ? [new Charge(ChargeKind.Fee, period.StartsOn.ToYearMonth(), above.Rounded())]
                    : [],
        };
    }
}
