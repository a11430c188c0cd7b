using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What policy says about a request that waits, to one who looks at it (design.md §5).</summary>
/// <param name="Bounds">How far the viewer's approvals go; empty: without a limit.</param>
/// <param name="IsWithin">It is within that.</param>
/// <param name="Others">Names of the other managers who may approve it, who is the first of two aside.</param>
/// <param name="NeedsSecond">One approval is not enough.</param>
/// <param name="First">The one that is there.</param>
/// <param name="IsMine">The viewer gave it.</param>
internal sealed record PolicyFacts(
    IReadOnlyList<PolicyBound> Bounds,
    bool IsWithin,
    Refusal.BelowFloor? BelowFloor,
    IReadOnlyList<string> Others,
    bool NeedsSecond,
    FirstApproval? First,
    bool IsMine
)
{
    /// <summary>The viewer's approval would count.</summary>
    public bool MayApprove => IsWithin && BelowFloor is null && !IsMine;

    /// <summary>Null when nothing is to be decided.</summary>
    public static PolicyFacts? Of(RequestFacts facts, AgencyTerms terms, PersonId viewer)
    {
        var (client, request) = (facts.Client, facts.Request);
        if (!request.State.IsPending())
        {
            return null;
        }

        var policy = terms.Policy;
        var first = facts.First;
        var wanted = first?.Terms ?? request.Terms;
        var size = RequestSize.Of(client, wanted, terms.Catalog);
        return new PolicyFacts(
            policy.BoundsOn(viewer, size.Kind, client, terms.OnCall),
            policy.MayApprove(viewer, size, client, terms.OnCall),
            policy.BelowFloor(request.Id, wanted, client, terms.Catalog),
            [
                .. facts
                    .Team.Everybody.Where(person =>
                        person.Id != viewer.Value
                        && person.Id != first?.By.Value
                        && facts.Team.MayApprove(person, size, client, terms)
                    )
                    .Select(person => person.Name)
                    .Order(StringComparer.CurrentCulture),
            ],
            policy.NeedsSecond(size) is not null,
            first,
            first?.By == viewer
        );
    }
}
