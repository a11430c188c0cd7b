using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;

namespace CreditBot.Requests;

/// <summary>A few credits at once for a client that has nothing left while its request waits (design.md §5); off until it is switched on.</summary>
/// <remarks>They are lent: what is owed for them is repaid by the next grant, which is what is approved or else the next one of any kind (design.md §3.6).</remarks>
internal static class RequestBridging
{
    /// <summary>The entry that gives them; null when policy gives none.</summary>
    /// <param name="state">With the request open.</param>
    internal static ClientEntry.Bridged? Decide(
        ClientState state,
        RequestId id,
        RequestPolicy policy,
        ActionContext context
    )
    {
        var request = state.Find(id)!;
        if (
            policy.BridgeCredits is not { IsZero: false } most
            || state is not { Standing: Standing.Active, Current: { } current }
            || !state.Balance.IsZero
            || !state.Debts.IsEmpty
            || state.Requests.Values.Any(one => one.Bridge?.At >= current.Start)
        )
        {
            return null;
        }

        var lot = new Lot
        {
            Id = new LotId(state.NextSeq, 1),
            Kind = LotKind.OneTime,
            Granted = request.Terms.Credits is { } asked ? Credits.Min(most, asked) : most,
            GrantedAt = context.Now,
            OpenSince = context.Now,
            Priority = Lot.DefaultPriority,
        };
        return new ClientEntry.Bridged
        {
            Seq = state.NextSeq,
            At = context.Now,
            RecordedAt = context.Now,
            By = PersonId.Policy,
            Request = id,
            Grants = [lot],
        };
    }
}
