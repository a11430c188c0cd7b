using System.Collections.Immutable;
using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;

namespace CreditBot.Requests;

/// <summary>Decisions on requests: a compare-and-set on the client's stream (design.md §5).</summary>
public static class Deciding
{
    /// <summary>Answers with the decision and what it books, with a first approval, or with a question or an offer to the client.</summary>
    /// <param name="poolLeft">Of the agency's pool now; null when it has none, or nobody has seen it.</param>
    public static LedgerAnswer Decide(
        ClientState state,
        DecideRequest command,
        Deciders people,
        RequestPolicy policy,
        ActionContext context,
        decimal? poolLeft = null
    )
    {
        if (state.Find(command.Id) is not { } request)
        {
            return Refuse(new Refusal.NotFound($"There is no request {command.Id}."));
        }

        if (people.Linked.Contains(context.By))
        {
            return Refuse(new Refusal.OwnRequest(command.Id));
        }

        if (command is DecideRequest.Undo)
        {
            return Undoing.Decide(state, command.Id, policy, context);
        }

        if (RequestMaking.Pending(state, command.Id, context) is { } refusal)
        {
            return Refuse(refusal);
        }

        var answer = command switch
        {
            DecideRequest.Approve approve => Approve(
                state,
                request,
                approve,
                new Approving(people, policy),
                context
            ),
            DecideRequest.ApproveWithChange change => Change(
                state,
                request,
                change,
                new Approving(people, policy),
                context
            ),
            _ => Answer(state, request, command, context),
        };
        return
            answer is LedgerAnswer.Append
            && command is DecideRequest.Approve or DecideRequest.ApproveWithChange
            && command.Seen?.Moved(
                FactsSeen.Of(state, request, context.Catalog, poolLeft),
                state,
                RequestSize.Added(state, request.Terms, context.Catalog),
                policy.MovedPercent
            )
                is { } moved
            ? Refuse(new Refusal.FactsMoved(moved))
            : answer;
    }

    /// <summary>The client accepts the offer that is with them: the manager's decision is booked.</summary>
    public static LedgerAnswer AcceptCounter(
        ClientState state,
        RequestId id,
        Deciders people,
        ActionContext context
    )
    {
        if (RequestMaking.Pending(state, id, context) is { } refusal)
        {
            return Refuse(refusal);
        }

        var request = state.Find(id)!;
        if (
            request
            is not { State: RequestState.Countered, Counter: { } offer, LastHandledBy: { } manager }
        )
        {
            return Refuse(new Refusal.NotAllowed($"There is no offer on {id} to accept."));
        }

        // What a manager offered who belongs to the client by now would be a decision of one's own.
        return people.Linked.Contains(manager)
            ? Refuse(
                new Refusal.NotAllowed(
                    $"Who made the offer on {id} belongs to {state.Name} by now, so another manager has to decide it."
                )
            )
            : Book(
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
            );
    }

    /// <summary>What an approval is judged by.</summary>
    private sealed record Approving(Deciders People, RequestPolicy Policy);

    /// <summary>As asked, or as the first of two approved it.</summary>
    private static LedgerAnswer Approve(
        ClientState state,
        CreditRequest request,
        DecideRequest.Approve approve,
        Approving by,
        ActionContext context
    )
    {
        var first = Counting(request, by.People);
        if (approve.Seconds is { } seq && seq != first?.Seq)
        {
            return Refuse(
                new Refusal.FactsMoved(
                    $"The approval of {request.Id} that you wanted to second has changed. Look at it again and decide."
                )
            );
        }

        // A plain "approve" may mean either of two terms, so it has to be said which.
        if (
            first is not null
            && approve.Seconds is null
            && first.By != context.By
            && first.Terms != request.Terms
        )
        {
            return Refuse(
                new Refusal.FactsMoved(
                    $"{request.Id} has been approved with a change by somebody else and needs a second approver. Approve it with that change, or decline it."
                )
            );
        }

        var terms = approve.Seconds is null ? request.Terms : first!.Terms;
        return Settle(
            state,
            request,
            terms,
            terms == request.Terms ? RequestState.Approved : RequestState.ApprovedWithChange,
            reason: null,
            by,
            context
        );
    }

    private static LedgerAnswer Change(
        ClientState state,
        CreditRequest request,
        DecideRequest.ApproveWithChange change,
        Approving by,
        ActionContext context
    ) =>
        ChangedTerms.Of(state, request, change, context.Catalog, out var refusal) is { } terms
            ? Settle(
                state,
                request,
                terms,
                RequestState.ApprovedWithChange,
                change.Reason,
                by,
                context
            )
            : Refuse(refusal!);

    /// <summary>Approves terms as far as policy lets: it is refused, waits for a second approver, goes to the client, or is booked.</summary>
    private static LedgerAnswer Settle(
        ClientState state,
        CreditRequest request,
        RequestTerms terms,
        RequestState outcome,
        string? reason,
        Approving by,
        ActionContext context
    )
    {
        var (people, policy) = by;
        if (policy.BelowFloor(request.Id, terms, state, context.Catalog) is { } belowFloor)
        {
            return Refuse(belowFloor);
        }

        var size = RequestSize.Of(state, terms, context.Catalog);
        if (!policy.MayApprove(context.By, size, state, people.OnCall))
        {
            return Refuse(
                new Refusal.AboveLimit(
                    request.Id,
                    size,
                    policy.BoundsOn(context.By, size.Kind, state, people.OnCall),
                    []
                )
            );
        }

        var first = Counting(request, people) is { } given && given.Terms == terms ? given : null;
        if (policy.NeedsSecond(size) is not null && (first is null || first.By == context.By))
        {
            return first is null
                ? new LedgerAnswer.Append([
                    new ClientEntry.FirstApproved(terms, context.Channel)
                    {
                        Seq = state.NextSeq,
                        At = context.Now,
                        RecordedAt = context.Now,
                        By = context.By,
                        Request = request.Id,
                        Texts = RequestMaking.Words(TextNames.Reason, reason),
                    },
                ])
                : Refuse(
                    new Refusal.NotAllowed(
                        $"You have approved {request.Id} already. It needs a second approver: somebody else has to approve it, too."
                    )
                );
        }

        reason ??= first?.Reason;
        return terms == request.Terms || ChangedTerms.MayBeBookedAtOnce(request.Terms, terms)
            ? Book(state, request, terms, outcome, reason, context)
            : new LedgerAnswer.Append([
                new ClientEntry.Countered(terms, context.Channel)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                    Request = request.Id,
                    Texts = RequestMaking.Words(TextNames.Reason, reason),
                },
            ]);
    }

    /// <summary>The first approval, unless who gave it belongs to the client by now.</summary>
    private static FirstApproval? Counting(CreditRequest request, Deciders people) =>
        request.FirstApproval is { } first && !people.Linked.Contains(first.By) ? first : null;

    private static LedgerAnswer Answer(
        ClientState state,
        CreditRequest request,
        DecideRequest command,
        ActionContext context
    ) =>
        command switch
        {
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

    internal static LedgerAnswer Book(
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
                        new PlanChange.Add(terms.Credits!.Value, terms.Price, terms.Months),
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

                // The fee agreed on is the one that was offered: the price has followed today's fee since (RequestFold.KeepingFees).
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
