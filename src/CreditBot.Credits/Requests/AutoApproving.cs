using System.Collections.Immutable;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;

namespace CreditBot.Requests;

/// <summary>What policy approves by itself: one-time credits, few enough for the period, at a good enough margin (design.md §5).</summary>
/// <remarks>More a month or a package binds the agency for longer, so those always go to a manager.</remarks>
public static class AutoApproving
{
    /// <summary>Whether policy approves these terms.</summary>
    /// <param name="given">What it has given the client in the running period.</param>
    /// <param name="margin">The client's margin of the running month, without this; null when it isn't known, which is not enough for a minimum.</param>
    public static bool Covers(
        RequestPolicy policy,
        ClientState state,
        RequestId id,
        RequestTerms terms,
        Credits given,
        Money? margin,
        ActionContext context
    ) =>
        policy.AutoApproval is { } rule
        && terms is { Kind: RequestKind.OneTime, Credits: { } credits }
        && state is { Standing: Standing.Active, Current: not null }
        && given + credits <= rule.CreditsPerPeriod
        && policy.BelowFloor(id, terms, state, context.Catalog) is null
        && policy.NeedsSecond(RequestSize.Of(state, terms, context.Catalog)) is null
        && (
            rule.MinimumMargin is not { } least
            || (
                margin is { } now
                && ApprovalFiguring
                    .MarginWith(state, terms, context.Catalog, now, context.Now)
                    .Amount >= least.Amount
            )
        );

    /// <summary>What policy has given the client in the running period; what was taken back doesn't count.</summary>
    public static Credits GivenIn(ClientState state) =>
        state
            .Requests.Values.Where(request =>
                request.Decision is { Terms: not null } decision
                && decision.By == PersonId.Policy
                && decision.At >= state.Current?.Start
            )
            .Sum(request => request.Decision!.Terms!.Credits ?? Credits.Zero);

    /// <summary>The decision and what it books; nothing when a manager has to decide.</summary>
    internal static ImmutableList<ClientEntry> Decide(
        ClientState state,
        RequestId id,
        RequestPolicy policy,
        Money? margin,
        ActionContext context
    )
    {
        var request = state.Find(id)!;
        return
            Covers(policy, state, id, request.Terms, GivenIn(state), margin, context)
            && Deciding.Book(
                state,
                request,
                request.Terms,
                RequestState.Approved,
                reason: null,
                context with
                {
                    By = PersonId.Policy,
                    Channel = Channel,
                }
            )
                is LedgerAnswer.Append booked
            ? booked.Entries
            : [];
    }

    /// <summary>The channel of what nobody said.</summary>
    private const string Channel = "system";
}
