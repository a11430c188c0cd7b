using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;

namespace CreditBot.Requests;

/// <summary>Takes an approval back while none of its credits is used (design.md §5).</summary>
internal static class Undoing
{
    internal static LedgerAnswer Decide(
        ClientState state,
        RequestId id,
        RequestPolicy policy,
        ActionContext context
    )
    {
        var request = state.Find(id)!;
        if (request is not { Decision: { Terms: not null } decision, EntrySeq: { } booked })
        {
            return Refuse($"{id} has no approval to take back.");
        }

        if (context.Now >= decision.At + policy.UndoFor)
        {
            return Refuse(
                $"{id} was approved more than {policy.UndoFor.TotalMinutes:0} minutes ago. Give or take credits with a new entry instead."
            );
        }

        var lots = state.Lots.Where(lot => lot.Id.Seq == booked).ToList();
        if (lots.Exists(lot => lot.Remaining != lot.Granted))
        {
            return Refuse(
                $"Some of the credits of {id} have been used already, so it can't be taken back."
            );
        }

        if (decision.Terms.Kind != RequestKind.OneTime && !StillWaits(state, decision.Terms))
        {
            return Refuse($"{id} has already taken effect on the plan. Change the plan instead.");
        }

        var price = lots.Where(lot => lot.IsPaid)
            .Select(lot => lot.Price!.Value.Rounded())
            .ToList();
        return new LedgerAnswer.Append([
            new ClientEntry.Undone(
                booked,
                ClearsPending: decision.Terms.Kind != RequestKind.OneTime,
                context.Channel
            )
            {
                Seq = state.NextSeq,
                At = context.Now,
                RecordedAt = context.Now,
                By = context.By,
                Request = id,
                Takes =
                [
                    .. lots.Select(lot => new LotTake(lot.Id, lot.Remaining, TakeReason.Voided)),
                ],
                Charges =
                [
                    .. price.Select(net => new Charge(
                        ChargeKind.OneTime,
                        context.MonthOf(decision.At),
                        -net
                    )),
                ],
            },
        ]);
    }

    private static bool StillWaits(ClientState state, RequestTerms terms) =>
        (state.PendingChange, terms.Kind) switch
        {
            (PlanChange.Add add, RequestKind.Ongoing) => add.PerMonth == terms.Credits
                && add.PricePerMonth == terms.Price,
            (PlanChange.ToPackage to, RequestKind.Upgrade) => to.Package == terms.Package,
            _ => false,
        };

    private static LedgerAnswer.Refuse Refuse(string sentence) =>
        new(new Refusal.NotUndoable(sentence));
}
