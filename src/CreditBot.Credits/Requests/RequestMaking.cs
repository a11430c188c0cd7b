using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>A client's wish, priced and confirmed, ready to go to a manager.</summary>
/// <param name="Advised">What the bot advised, when the client chose something else.</param>
public sealed record MakeRequest(
    RequestId Id,
    RequestTerms Terms,
    string? Reason,
    LocalDate? Due,
    RequestTerms? Advised = null
);

/// <summary>Opens, withdraws and lapses requests, and takes the client's answers (design.md §5).</summary>
public static class RequestMaking
{
    /// <summary>Opens a request; in the same step a small one is approved by policy, or a client with nothing left is lent a few credits, when the agency wants that.</summary>
    /// <param name="margin">The client's margin of the running month, without this request; null when it isn't known.</param>
    public static LedgerAnswer Decide(
        ClientState state,
        MakeRequest command,
        RequestPolicy policy,
        ActionContext context,
        Money? margin = null
    )
    {
        if (state.Standing == Standing.Ended)
        {
            return new LedgerAnswer.Refuse(new Refusal.Ended(state));
        }

        if (
            state.Requests.Values.FirstOrDefault(r =>
                r.State.IsPending() && r.Terms.Kind == command.Terms.Kind
            ) is
            { } open
        )
        {
            return new LedgerAnswer.Refuse(new Refusal.OpenRequest(open));
        }

        if (command.Due < context.Now.InZone(state.Terms.Zone).Date)
        {
            return new LedgerAnswer.Refuse(
                new Refusal.Invalid(
                    "due",
                    "That date is in the past. Give today or a later date, or leave it out."
                )
            );
        }

        var lapsesAt = policy.LapsesAt(context.Now, command.Due, state.Terms.Zone);
        var requested = new ClientEntry.Requested(
            command.Terms,
            command.Due,
            lapsesAt,
            command.Advised,
            context.Channel
        )
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = context.By,
            Request = command.Id,
            Texts = Words(TextNames.Reason, command.Reason),
        };
        var opened = ClientFold.Apply(state, requested);
        var approved = AutoApproving.Decide(opened, command.Id, policy, margin, context);
        if (!approved.IsEmpty)
        {
            return new LedgerAnswer.Append([requested, .. approved]);
        }

        return RequestBridging.Decide(opened, command.Id, policy, context) is { } bridged
            ? new LedgerAnswer.Append([requested, bridged])
            : new LedgerAnswer.Append([requested]);
    }

    /// <summary>The client takes a pending request back.</summary>
    public static LedgerAnswer Withdraw(ClientState state, RequestId id, ActionContext context) =>
        Pending(state, id, context) is { } refusal
            ? new LedgerAnswer.Refuse(refusal)
            : Append(
                new ClientEntry.Withdrawn(context.Channel)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                    Request = id,
                }
            );

    /// <summary>The client answers the manager's question.</summary>
    public static LedgerAnswer Answer(
        ClientState state,
        RequestId id,
        string answer,
        ActionContext context
    )
    {
        if (Pending(state, id, context) is { } refusal)
        {
            return new LedgerAnswer.Refuse(refusal);
        }

        return state.Find(id)!.State != RequestState.Asked
            ? new LedgerAnswer.Refuse(new Refusal.NotAllowed($"Nothing was asked about {id}."))
            : Append(
                new ClientEntry.Answered(context.Channel)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                    Request = id,
                    Texts = Words(TextNames.Answer, answer),
                }
            );
    }

    /// <summary>The client turns an offer down; the request is open as it was.</summary>
    public static LedgerAnswer DeclineCounter(
        ClientState state,
        RequestId id,
        ActionContext context
    )
    {
        if (Pending(state, id, context) is { } refusal)
        {
            return new LedgerAnswer.Refuse(refusal);
        }

        return state.Find(id)!.State != RequestState.Countered
            ? new LedgerAnswer.Refuse(
                new Refusal.NotAllowed($"There is no offer on {id} to answer.")
            )
            : Append(
                new ClientEntry.CounterDeclined(context.Channel)
                {
                    Seq = state.NextSeq,
                    At = context.Now,
                    RecordedAt = context.Now,
                    By = context.By,
                    Request = id,
                }
            );
    }

    /// <summary>Ends what nobody answered in time, and all that was open when the client ended; nothing when nothing has lapsed.</summary>
    public static LedgerAnswer Lapse(ClientState state, ActionContext context)
    {
        var seq = state.Version;
        return new LedgerAnswer.Append([
            .. state
                .Requests.Values.Where(request =>
                    request.State.IsPending()
                    && (request.LapsesAt <= context.Now || state.Ending is not null)
                )
                .Select(request => new ClientEntry.Lapsed
                {
                    Seq = ++seq,
                    At = Instant.Min(request.LapsesAt, state.Ending?.At ?? Instant.MaxValue),
                    RecordedAt = context.Now,
                    Request = request.Id,
                }),
        ]);
    }

    /// <summary>Why a request can't be acted on any more, or null when it can.</summary>
    internal static Refusal? Pending(ClientState state, RequestId id, ActionContext context) =>
        state.Find(id) switch
        {
            null => new Refusal.NotFound($"There is no request {id}."),
            { State: RequestState.Lapsed } => new Refusal.Lapsed(id),
            var request when !request.State.IsPending() => new Refusal.AlreadyDecided(request),
            _ when state.Standing == Standing.Ended => new Refusal.Ended(state),
            var request when request.LapsesAt <= context.Now => new Refusal.Lapsed(id),
            _ => null,
        };

    internal static ImmutableDictionary<string, string> Words(string name, string? text) =>
        text is { Length: > 0 }
            ? ImmutableDictionary<string, string>.Empty.Add(name, text)
            : ImmutableDictionary<string, string>.Empty;

    private static LedgerAnswer.Append Append(ClientEntry entry) => new([entry]);
}
