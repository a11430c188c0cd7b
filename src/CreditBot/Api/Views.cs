using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Api;

/// <summary>A client as the REST interface shows it.</summary>
internal sealed record ClientView(
    ClientId Id,
    string Name,
    string? Email,
    string TimeZone,
    string Package,
    Credits MonthlyCredits,
    Money MonthlyFee,
    LocalDate StartsOn,
    PersonId? Manager,
    PersonId? Backup,
    OverageMode Overage,
    Money? OveragePrice,
    RolloverView? Rollover,
    string? TaxCode,
    decimal? TaxRate,
    Standing State,
    LocalDate? StateFrom,
    PlannedView? Planned
)
{
    public static ClientView Of(ClientState state) =>
        new(
            state.Id,
            state.Name,
            state.Email,
            state.Terms.Zone.Id,
            state.Plan.Package,
            state.Plan.MonthlyCredits,
            state.Plan.MonthlyFee,
            state.Periods.IsEmpty ? state.Anchor : state.Periods[0].StartsOn,
            state.Terms.Manager,
            state.Terms.Backup,
            state.Terms.Overage,
            state.Terms.OveragePrice,
            state.Terms.Rollover is { } rollover
                ? new RolloverView(rollover.Max, rollover.Days)
                : null,
            state.Terms.TaxCode,
            state.Terms.TaxRate,
            state.Standing,
            state.StandingFrom,
            state.Planned is { } plan ? new PlannedView(plan.To, plan.From, plan.Settlement) : null
        );
}

internal sealed record RolloverView(Credits Max, int Days);

/// <summary>The change of state that is to come.</summary>
internal sealed record PlannedView(Standing State, LocalDate StateFrom, Settlement? Settle);

internal sealed record ClientsView(IReadOnlyList<ClientView> Clients, string? Next);

/// <summary>An entry as it is listed; <c>credits</c> is the signed effect on the balance.</summary>
internal sealed record EntryView(
    long Seq,
    Instant At,
    Instant RecordedAt,
    string Kind,
    decimal Credits,
    IReadOnlyList<LotChangeView> Lots,
    RequestId? RequestId,
    long? Reverses,
    PersonId By,
    string Hash
);

/// <param name="Credits">Signed: what the lot gained or gave.</param>
/// <param name="FromExpiry">Drawn from what it had lost to expiry, or gone back there, so the balance didn't move.</param>
/// <param name="To">Where credits went that came back to a lot that is gone: expired or voided at once, so the balance didn't move.</param>
internal sealed record LotChangeView(
    LotId Id,
    decimal Credits,
    bool FromExpiry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReturnTo? To = null
)
{
    public static IReadOnlyList<LotChangeView> Of(ClientEntry entry) =>
        [
            .. entry.Grants.Select(lot => new LotChangeView(lot.Id, lot.Granted.Value, false)),
            .. entry.Takes.Select(take => new LotChangeView(
                take.Lot,
                -take.Credits.Value,
                take.FromExpiry
            )),
            .. entry.Returns.Select(back => new LotChangeView(
                back.Lot,
                back.Credits.Value,
                back.FromExpiry,
                back.To == ReturnTo.Remaining ? null : back.To
            )),
        ];
}

internal sealed record EntriesView(IReadOnlyList<EntryView> Entries, long? Next);

/// <summary>The plan in force after a change; one that waits for the reset is not in it yet.</summary>
internal sealed record PlanView(
    long Seq,
    string Package,
    Credits MonthlyCredits,
    Money MonthlyFee,
    Credits Balance,
    Effective Effective
);

internal sealed record GrantView(long Seq, LotId LotId, Credits Balance);

/// <param name="Credits">The effect on the balance: what came back and can be used, or what was taken back.</param>
internal sealed record ReversalView(long Seq, long Reverses, decimal Credits, Credits Balance)
{
    public static ReversalView Of(ClientEntry.Reversed entry, ClientState after) =>
        new(entry.Seq, entry.Reverses, entry.Effect / 1000m, after.Balance);
}

internal sealed record DecisionView(
    RequestState What,
    PersonId By,
    Instant At,
    string Channel,
    string? Reason
)
{
    public static DecisionView? Of(CreditRequest request) =>
        request.Decision is { } decision
            ? new DecisionView(
                decision.What,
                decision.By,
                decision.At,
                decision.Channel,
                decision.Reason
            )
            : null;
}

/// <summary>A request with its decision.</summary>
internal sealed record RequestView(
    RequestId Id,
    ClientId Client,
    RequestKind Kind,
    Credits? Credits,
    string? Package,
    Money Price,
    Effective? Effective,
    string? Reason,
    LocalDate? Due,
    PersonId By,
    RequestState State,
    Instant CreatedAt,
    Instant LapsesAt,
    string? Question,
    string? Answer,
    OfferView? Counter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        FirstApprovalView? FirstApproval,
    DecisionView? Decision,
    long? EntrySeq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<RequestMoveView>? Audit = null
)
{
    /// <summary>For how many months, after which it ends by itself; left out when it is for good.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Months { get; init; }

    public static RequestView Of(ClientId client, CreditRequest request) =>
        new(
            request.Id,
            client,
            request.Terms.Kind,
            request.Terms.Credits,
            request.Terms.Package,
            request.Terms.Price,
            request.Terms.Kind == RequestKind.OneTime ? null : request.Terms.Effective,
            request.Reason,
            request.Due,
            request.By,
            request.State,
            request.CreatedAt,
            request.LapsesAt,
            request.Question,
            request.Answer,
            request.Counter is { } offer
                ? new OfferView(offer.Kind, offer.Credits, offer.Package, offer.Price)
                : null,
            request.FirstApproval is { } first
                ? new FirstApprovalView(
                    first.By,
                    first.At,
                    first.Channel,
                    first.Terms.Kind,
                    first.Terms.Credits,
                    first.Terms.Package,
                    first.Terms.Price
                )
                : null,
            DecisionView.Of(request),
            request.EntrySeq
        )
        {
            Months = request.Terms.Months,
        };
}

internal sealed record OfferView(RequestKind Kind, Credits? Credits, string? Package, Money Price);

/// <summary>Who did what with a request, when and from where.</summary>
internal sealed record RequestMoveView(
    RequestMoveKind What,
    PersonId By,
    Instant At,
    string? Channel,
    OfferView? Terms
)
{
    public static RequestMoveView Of(RequestMove move) =>
        new(
            move.What,
            move.By,
            move.At,
            move.Channel,
            move.Terms is { } terms
                ? new OfferView(terms.Kind, terms.Credits, terms.Package, terms.Price)
                : null
        );
}

/// <summary>The first of two approvals: while the second is missing the request is open as before.</summary>
internal sealed record FirstApprovalView(
    PersonId By,
    Instant At,
    string Channel,
    RequestKind Kind,
    Credits? Credits,
    string? Package,
    Money Price
);

internal sealed record RequestsView(IReadOnlyList<RequestView> Requests, string? Next);

internal sealed record ManagerView(string Id, string Name, string? Email)
{
    public static ManagerView Of(Person person) => new(person.Id, person.Name, person.Email);
}

internal sealed record ManagersView(IReadOnlyList<ManagerView> Managers, string? Next);

internal sealed record InviteView(string Code, string Link, Instant ExpiresAt);

internal sealed record PoolView(Credits Purchased, Credits Used, decimal Remaining);
