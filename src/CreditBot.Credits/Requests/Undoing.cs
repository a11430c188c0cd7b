using CreditBot.Amounts;
using CreditBot.Billing;
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
        if (request.State.IsPending() && request.FirstApproval?.By == context.By)
        {
            return RequestMaking.Pending(state, id, context) is { } refusal
                ? new LedgerAnswer.Refuse(refusal)
                : new LedgerAnswer.Append([
                    new ClientEntry.FirstApprovalWithdrawn(context.Channel)
                    {
                        Seq = state.NextSeq,
                        At = context.Now,
                        RecordedAt = context.Now,
                        By = context.By,
                        Request = id,
                    },
                ]);
        }

        if (request is not { Decision: { Terms: not null } decision, EntrySeq: { } booked })
        {
            return Refuse($"{id} has no approval to take back.");
        }

        if (Hindrance(state, request, decision, booked, policy, context) is { } why)
        {
            return Refuse(why);
        }

        var lots = LotsOf(state, booked);
        var entry = new ClientEntry.Undone(
            booked,
            ClearsPending: request.Booking is not null,
            context.Channel,
            request.Booking?.Before
        )
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Request = id,
            Takes = [.. lots.Select(lot => new LotTake(lot.Id, lot.Remaining, TakeReason.Voided))],
        };
        return new LedgerAnswer.Append([
            (request.Booking is { } booking ? OfPlan(entry, booking) : entry) with
            {
                Charges = [.. LinesOf(state, booked).Select(Cancelled)],
            },
        ]);
    }

    /// <summary>Why it can't be taken back any more.</summary>
    private static string? Hindrance(
        ClientState state,
        CreditRequest request,
        Decision decision,
        long booked,
        RequestPolicy policy,
        ActionContext context
    ) =>
        state.Standing == Standing.Ended ? $"{state.Id} has ended, so nothing of it is reopened."
        : context.Now >= decision.At + policy.UndoFor
            ? $"{request.Id} was approved more than {policy.UndoFor.TotalMinutes:0} minutes ago. Give or take credits with a new entry instead."
        : LinesOf(state, booked).Exists(line => line.IsIssued)
            ? $"The invoice line of {request.Id} has been issued, so it can't be taken back. Reverse its credits instead: that makes a credit for the client."
        : state.Reversed.Contains(booked) ? $"What {request.Id} booked has been reversed already."
        : LotsOf(state, booked).Exists(lot => lot.Remaining != lot.Granted)
            ? $"Some of the credits of {request.Id} are gone already: used, expired, or repaid as debt. So it can't be taken back."
        : request.Booking is not null && state.PlanChangedBy != booked
            ? $"The plan has moved on since {request.Id} was approved. Change the plan instead."
        : null;

    /// <summary>A change of the plan: its lot is void, and what it took is there again.</summary>
    private static ClientEntry.Undone OfPlan(ClientEntry.Undone entry, PlanBooking booking) =>
        entry with
        {
            Returns =
            [
                .. booking.Voided.Select(take => new LotReturn(
                    take.Lot,
                    take.Credits,
                    ReturnTo.Remaining,
                    Was: TakeReason.Voided
                )),
            ],
        };

    /// <summary>What was billed for it; what is void already was given back then.</summary>
    private static List<BilledLine> LinesOf(ClientState state, long booked) =>
        [.. state.Lines.Where(line => line.Id.Seq == booked && !line.IsVoid)];

    private static Charge Cancelled(BilledLine line) => new(line.Kind, line.Month, -line.Net);

    private static List<Lot> LotsOf(ClientState state, long booked) =>
        [.. state.Lots.Where(lot => lot.Id.Seq == booked)];

    private static LedgerAnswer.Refuse Refuse(string sentence) =>
        new(new Refusal.NotUndoable(sentence));
}
