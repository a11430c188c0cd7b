using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Understanding;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary>The facts after a turn, in the schema of data/nlu/README.md, "The two commands".</summary>
internal sealed record ScriptFacts
{
    public required string Asks { get; init; }
    public string? Kind { get; init; }
    public decimal? Amount { get; init; }
    public decimal? AmountMax { get; init; }
    public bool MonthlyTotal { get; init; }
    public string? Package { get; init; }
    public string? Due { get; init; }
    public string? Reason { get; init; }
    public required string Status { get; init; }
    public string? Request { get; init; }
    public required IReadOnlyList<string> Answers { get; init; }
    public string? Intent { get; init; }
    public bool Handoff { get; init; }
    public bool Refused { get; init; }
    public ScriptEffect? Effect { get; init; }
    public int NewRequests { get; init; }
    public required string Reply { get; init; }

    /// <param name="request">The request that the dialog is about, as it stands now.</param>
    public static ScriptFacts Of(
        TurnResult turn,
        CreditRequest? request,
        ScriptEffect? effect,
        int newRequests
    )
    {
        var draft = turn.State.Chosen ?? turn.Seen.Sent;
        return new ScriptFacts
        {
            Asks = turn.State.Asks == Pending.None ? "none" : FrameJson.Name(turn.State.Asks),
            Kind = draft?.Kind is { } kind ? FrameJson.Name(kind) : null,
            Amount = Number(draft?.Amount),
            AmountMax = Number(draft?.AmountMax),
            MonthlyTotal = draft?.MonthlyTotal ?? false,
            Package = draft?.Package,
            Due = draft?.Due is { } due ? LocalDatePattern.Iso.Format(due) : null,
            Reason = draft?.Reason,
            Status = turn.State.Draft is not null ? "draft" : StatusOf(request?.State),
            Request = request?.Id.ToString(),
            Answers = [.. turn.Seen.Answers.Select(FrameJson.Name)],
            Intent = turn.Seen.Intent is { } intent ? FrameJson.Name(intent) : null,
            Handoff = turn.Seen.HandedOff,
            Refused = turn.Seen.Refused,
            Effect = effect,
            NewRequests = newRequests,
            Reply = string.Join("\n\n", Shown(turn.Reply).Select(PlainText.Of)),
        };
    }

    private static IEnumerable<Message> Shown(TurnReply reply) =>
        reply.Replacement is { } card ? reply.Messages.Add(card) : reply.Messages;

    /// <summary>The words that data/nlu has for a request's states.</summary>
    private static string StatusOf(RequestState? state) =>
        state switch
        {
            null => "none",
            RequestState.Open or RequestState.Countered => "submitted",
            RequestState.Asked => "info_needed",
            RequestState.Approved or RequestState.ApprovedWithChange => "approved",
            RequestState.Declined => "declined",
            _ => "cancelled",
        };

    private static decimal? Number(Credits? credits) =>
        credits is { } amount ? amount.Value / 1.000000m : null;
}

/// <summary>The change of a client's credits against the start; what did not change is null.</summary>
/// <param name="Monthly">The new total.</param>
internal sealed record ScriptEffect(
    string Client,
    decimal? OneTimeAdded,
    decimal? Monthly,
    string? Package
)
{
    /// <summary>What differs between two pictures of the clients, or null; a change that waits for the reset counts.</summary>
    public static ScriptEffect? Between(
        IReadOnlyList<ClientState> before,
        IReadOnlyList<ClientState> after
    ) =>
        after
            .Select(now => Of(before.FirstOrDefault(then => then.Id == now.Id), now))
            .FirstOrDefault(effect => effect is not null);

    private static ScriptEffect? Of(ClientState? then, ClientState now)
    {
        var (planThen, planNow) = (PlanOf(then), PlanOf(now)!);
        var added = OneTime(now) - (then is null ? 0 : OneTime(then));
        var package = planThen?.Package == planNow.Package ? null : planNow.Package;
        decimal? monthly =
            package is not null || planThen?.MonthlyCredits == planNow.MonthlyCredits
                ? null
                : planNow.MonthlyCredits.Value;
        return added == 0 && package is null && monthly is null
            ? null
            : new ScriptEffect(now.Name, added == 0 ? null : added, monthly, package);
    }

    private static Plan? PlanOf(ClientState? state) => state?.NextPlan;

    private static decimal OneTime(ClientState state) =>
        state
            .Lots.Where(lot => lot.Kind == LotKind.OneTime)
            .Sum(lot => (lot.Granted - lot.Voided).Value);
}
