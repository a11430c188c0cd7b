using System.Collections.Immutable;
using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;

namespace CreditBot.Requests;

/// <summary>Decisions on requests: a compare-and-set on the client's stream (design.md §5).</summary>
public static class Deciding
{
    /// <summary>Answers with the decision and what it books, or with a question or an offer to the client.</summary>
    /// <param name="isLinked">The decider, or whom they stand in for, belongs to the client: nobody decides their own request.</param>
    public static LedgerAnswer Decide(
        ClientState state,
        DecideRequest command,
        bool isLinked,
        RequestPolicy policy,
        ActionContext context
    )
    {
        if (state.Find(command.Id) is null)
        {
            return Refuse(new Refusal.NotFound($"There is no request {command.Id}."));
        }

        if (isLinked)
        {
            return Refuse(new Refusal.OwnRequest(command.Id));
        }

        if (command is DecideRequest.Undo)
        {
            return Undoing.Decide(state, command.Id, policy, context);
        }

        return RequestMaking.Pending(state, command.Id, context) is { } refusal
            ? Refuse(refusal)
            : Decide(state, state.Find(command.Id)!, command, context);
    }

    /// <summary>The client accepts the offer that is with them: the manager's decision is booked.</summary>
    public static LedgerAnswer AcceptCounter(ClientState state, RequestId id, ActionContext context)
    {
        if (RequestMaking.Pending(state, id, context) is { } refusal)
        {
            return Refuse(refusal);
        }

        var request = state.Find(id)!;
        return
            request
                is { State: RequestState.Countered, Counter: { } offer, LastHandledBy: { } manager }
            ? Book(
                state,
                request,
                offer,
                RequestState.ApprovedWithChange,
                reason: null,
                context with
                {
                    By = manager,
                },
                acceptedBy: context.By
            )
            : Refuse(new Refusal.NotAllowed($"There is no offer on {id} to accept."));
    }

    private static LedgerAnswer Decide(
        ClientState state,
        CreditRequest request,
        DecideRequest command,
        ActionContext context
    ) =>
        command switch
        {
            DecideRequest.Approve => Book(
                state,
                request,
                request.Terms,
                RequestState.Approved,
                null,
                context
            ),
            DecideRequest.ApproveWithChange change => Change(state, request, change, context),
            DecideRequest.Decline { Reason: { Length: > 0 } reason } => new LedgerAnswer.Append([
                Decided(state, request, RequestState.Declined, null, reason, context),
            ]),
            DecideRequest.Decline => Refuse(
                new Refusal.Invalid("reason", "Say why: the client is told the reason.")
            ),
            DecideRequest.Ask { Question: { Length: > 0 } question } => new LedgerAnswer.Append([
                new ClientEntry.Asked(context.Channel)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                    Request = request.Id,
                    Texts = RequestMaking.Words(TextNames.Question, question),
                },
            ]),
            DecideRequest.Ask => Refuse(
                new Refusal.Invalid("reason", "Write the question for the client.")
            ),
            _ => throw new UnreachableException(),
        };

    private static LedgerAnswer Change(
        ClientState state,
        CreditRequest request,
        DecideRequest.ApproveWithChange change,
        ActionContext context
    )
    {
        if (
            ChangedTerms.Of(state, request, change, context.Catalog, out var refusal)
            is not { } terms
        )
        {
            return Refuse(refusal!);
        }

        return ChangedTerms.MayBeBookedAtOnce(request.Terms, terms)
            ? Book(state, request, terms, RequestState.ApprovedWithChange, change.Reason, context)
            : new LedgerAnswer.Append([
                new ClientEntry.Countered(terms, context.Channel)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                    Request = request.Id,
                    Texts = RequestMaking.Words(TextNames.Reason, change.Reason),
                },
            ]);
    }

    private static LedgerAnswer Book(
        ClientState state,
        CreditRequest request,
        RequestTerms terms,
        RequestState outcome,
        string? reason,
        ActionContext context,
        PersonId? acceptedBy = null
    )
    {
        var decided = Decided(state, request, outcome, terms, reason, context) with
        {
            AcceptedBy = acceptedBy,
        };
        var after = ClientFold.Apply(state, decided);
        ClientEntry booking;
        switch (terms.Kind)
        {
            case RequestKind.OneTime:
                booking = Granting.Entry(
                    after,
                    new GrantCredits(
                        terms.Credits!.Value,
                        request.Reason,
                        Price: terms.Price,
                        Request: request.Id
                    ),
                    context
                );
                break;
            case RequestKind.Ongoing:
                booking = PlanChanging.Entry(
                    after,
                    new ChangePlan(
                        new PlanChange.Add(terms.Credits!.Value, terms.Price),
                        terms.Effective,
                        request.Id
                    ),
                    context
                );
                break;
            default:
                if (context.Catalog.Find(terms.Package!) is not { } package)
                {
                    return Refuse(
                        new Refusal.Invalid(
                            "package",
                            $"The package {terms.Package} is not sold any more."
                        )
                    );
                }

                // The fee agreed on is the one that was offered: today's fee plus the change that the client saw.
                var fee = state.Plan.MonthlyFee + terms.Price;
                booking = PlanChanging.Entry(
                    after,
                    new ChangePlan(
                        new PlanChange.ToPackage(package.Name, package.Credits, fee),
                        terms.Effective,
                        request.Id
                    ),
                    context
                );
                break;
        }

        return new LedgerAnswer.Append([decided, booking]);
    }

    private static ClientEntry.Decided Decided(
        ClientState state,
        CreditRequest request,
        RequestState outcome,
        RequestTerms? terms,
        string? reason,
        ActionContext context
    ) =>
        new(outcome, terms, context.Channel)
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Request = request.Id,
            Texts = RequestMaking.Words(TextNames.Reason, reason),
        };

    private static LedgerAnswer.Refuse Refuse(Refusal refusal) => new(refusal);
}
