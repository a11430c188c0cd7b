using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What becomes of requests, as their client is told.</summary>
internal sealed partial class Phrases
{
    public const string NoRequests = "You have not asked for anything yet.";

    public const string AnswerTold = "Thanks, I've passed that on.";

    public const string ReplyButton = "Answer";
    public const string AnswerLabel = "Your answer";
    public const string AcceptButton = "Accept";
    public const string NoThanksButton = "No thanks";

    public const string NotYours = "I don't find that request among yours.";

    /// <summary>"R-12 is with Dana: 60 credits once for $118.80. Expect an answer by Monday 13:00; I'll tell you here. It lapses after 3 Dec."</summary>
    /// <param name="old">The request whose place it takes.</param>
    public string Sent(CreditRequest request, RequestId? old, string? manager, Instant answerBy) =>
        $"{request.Id} is with {manager ?? Nobody}{(old is { } id ? $" instead of {id}" : "")}: {What(request.Terms)} for {Price(request.Terms)}. Expect an answer by {W.Coming(answerBy)}; I'll tell you here. {Lapses(request)}";

    public string Lapses(CreditRequest request)
    {
        var date = W.DateOf(request.LapsesAt);
        // At the start of a day it has lasted through the day before, which is what people count by.
        var last = W.DateOf(request.LapsesAt - Duration.Epsilon);
        return last < date
            ? $"It lapses after {W.Date(last)}."
            : $"It lapses on {W.Date(date)} at {W.Time(request.LapsesAt)}.";
    }

    public string AskWithdraw(CreditRequest request, string? manager) =>
        $"{request.Id}, {What(request.Terms)} for {Price(request.Terms)}, is with {manager ?? Nobody}. Shall I take it back?";

    public const string WhichToWithdraw = "Which one shall I take back?";
    public const string KeepAllButton = "Keep them all";
    public const string KeptAll = "All right, they all stay as they are.";

    /// <summary>"R-12, 60 credits once".</summary>
    public string Short(CreditRequest request) => $"{request.Id}, {What(request.Terms)}";

    public static string Withdrawn(RequestId id) => $"{id} is withdrawn.";

    public static string Kept(RequestId id) => $"All right, {id} stays as it is.";

    public static string NothingToWithdraw(RequestId id, string state) =>
        $"{id} is {state}, so there is nothing to take back.";

    public static string WhichRequest(IEnumerable<RequestId> ids) =>
        $"Which one: {Wording.List([.. ids.Select(id => id.ToString())])}?";

    public static string NothingOpen => "None of your requests is open.";

    /// <summary>One line about a request for the people of its client.</summary>
    public string Status(CreditRequest request, string? manager, string? decider, Instant answerBy)
    {
        var what = $"{request.Id}, {What(request.Terms)} for {Price(request.Terms)}";
        return request.State switch
        {
            RequestState.Open when answerBy > request.CreatedAt =>
                $"{what}: with {manager ?? Nobody} since {W.Past(request.CreatedAt)}. {(W.IsPast(answerBy) ? "The answer is overdue, and they have been reminded." : $"Expect an answer by {W.Coming(answerBy)}.")}",
            RequestState.Open =>
                $"{what}: with {manager ?? Nobody} since {W.Past(request.CreatedAt)}.",
            RequestState.Asked =>
                $"{what}: {decider ?? Nobody} asks {Quote(request.Question ?? "")} and waits for your answer.",
            RequestState.Countered when request.Counter is { } offer =>
                $"{what}: {decider ?? Nobody} offers {What(offer)} for {Price(offer)} instead and waits for your answer.",
            RequestState.Approved => $"{what}: approved by {decider ?? Nobody}, {When(request)}.",
            RequestState.ApprovedWithChange when request.Decision?.Terms is { } terms =>
                $"{what}: approved by {decider ?? Nobody} with a change, {What(terms)} for {Price(terms)}, {When(request)}.",
            RequestState.Declined =>
                $"{what}: declined by {decider ?? Nobody}, {When(request)}{Because(request.Decision?.Reason)}.",
            RequestState.Withdrawn => $"{what}: withdrawn.",
            RequestState.Lapsed => $"{what}: lapsed, as nobody answered in time.",
            _ => $"{what}: {StateName(request.State)}.",
        };
    }

    public static string StateName(RequestState state) =>
        state switch
        {
            RequestState.Open => "open",
            RequestState.Asked => "waiting for an answer from the client",
            RequestState.Countered => "waiting for the client to accept an offer",
            RequestState.Approved or RequestState.ApprovedWithChange => "approved",
            RequestState.Declined => "declined",
            RequestState.Withdrawn => "withdrawn",
            _ => "lapsed",
        };

    /// <summary>"Dana approved R-12: 60 credits added, 64 left. Invoice line $118.80."</summary>
    public string Approved(
        CreditRequest request,
        RequestTerms terms,
        ClientState after,
        string? decider,
        Credits repaid = default
    )
    {
        var owed = repaid.IsZero ? "" : $", {W.Number(repaid)} of them for what you owed";
        var changed =
            request.State == RequestState.ApprovedWithChange
                ? $" with a change ({Instead(terms, request.Terms)})"
                : "";
        var why = Because(request.Decision?.Reason);
        var who =
            request.Decision?.By == PersonId.Policy
                ? $"{request.Id} is approved at once"
                : $"{decider ?? Nobody} approved {request.Id}{changed}{why}";
        return terms.Kind switch
        {
            RequestKind.OneTime =>
                $"{who}: {W.Credits(terms.Credits!.Value)} added{owed}, {W.Number(after.Balance)} left."
                    + (terms.Price.IsZero ? "" : $" Invoice line {W.Money(terms.Price)}."),
            _ => $"{who}: {PlanFrom(terms, after)}",
        };
    }

    /// <summary>"40 credits once instead of 60 credits once"; the prices, when nothing else is different.</summary>
    private string Instead(RequestTerms terms, RequestTerms asked) =>
        What(terms) == What(asked)
            ? $"{Price(terms)} instead of {Price(asked)}"
            : $"{What(terms)} instead of {What(asked)}";

    /// <summary>" Until then you have 10 credits at once: …"; nothing when nothing was lent.</summary>
    public string Lent(CreditRequest request) =>
        request.Bridge is { } bridge
            ? $" As you have nothing left, {W.Credits(bridge.Credits)} are yours at once; they come off what is approved, or off the next credits you get."
            : "";

    public string Declined(CreditRequest request, string? decider) =>
        $"{decider ?? Nobody} declined {request.Id} ({What(request.Terms)}){Because(request.Decision?.Reason)}. You can ask again any time.";

    public static string Asked(CreditRequest request, string? decider) =>
        $"{decider ?? Nobody} has a question about {request.Id}: {Quote(request.Question ?? "")} Write your answer here.";

    public string Countered(
        CreditRequest request,
        RequestTerms offer,
        string? decider,
        ClientEntry entry
    ) =>
        $"{decider ?? Nobody} offers something else for {request.Id}: {What(offer)} for {Price(offer)}, instead of {What(request.Terms)} for {Price(request.Terms)}{Because(entry.Texts.GetValueOrDefault(TextNames.Reason))}.";

    /// <summary>"Dana offers 80 credits once for $106.13 instead of 60 credits once for $79.60 (R-12). Do you accept?"</summary>
    public string AskToAccept(CreditRequest request, RequestTerms offer, string? decider) =>
        $"{decider ?? Nobody} offers {What(offer)} for {Price(offer)} instead of {What(request.Terms)} for {Price(request.Terms)} ({request.Id}). Do you accept?";

    /// <summary>For a notification, where others may look over a shoulder.</summary>
    public static string NewsOf(RequestId id) => $"News about {id}";

    public string CounterDeclined(CreditRequest request) =>
        $"All right. {request.Id} stays as you asked: {What(request.Terms)} for {Price(request.Terms)}.";

    public static string HasLapsed(CreditRequest request) =>
        $"{request.Id} has lapsed: nobody answered in time, and I'm sorry about that. Ask again and I'll send it anew.";

    public string Undone(CreditRequest request, ClientState after, string? decider) =>
        request.Terms.Kind == RequestKind.OneTime
            ? $"{decider ?? Nobody} took the approval of {request.Id} back: its credits and its invoice line are gone, {W.Number(after.Balance)} left. The request is open again."
            : $"{decider ?? Nobody} took the approval of {request.Id} back: your plan stays as it was. The request is open again.";

    public const string NoCommandWorked = "That didn't work, and nothing was changed.";

    private string PlanFrom(RequestTerms terms, ClientState after)
    {
        var isNow = terms.Effective == Effective.Now || after.PendingChange is null;
        var plan = isNow ? after.Plan : after.NextPlan;
        var from =
            isNow ? "from now on"
            : after.Standing == Ledger.Standing.Paused ? "from the day your account is resumed"
            : $"from {W.Day(after.Current?.EndsOn ?? after.Anchor)}";
        var what =
            terms.Kind == RequestKind.Upgrade
                ? $"{terms.Package}, {W.Number(plan.MonthlyCredits)} credits a month {from}"
                : $"{W.Number(plan.MonthlyCredits)} credits a month {from}";
        return $"{what}{ForMonths(terms.Months)}, for {W.Money(plan.MonthlyFee)} a month ({W.Change(terms.Price)}).{(terms.Months is null ? "" : " It ends by itself after that.")}";
    }

    private string When(CreditRequest request) =>
        request.Decision is { } decision ? W.Past(decision.At) : "";

    private static string Because(string? reason) =>
        reason is { Length: > 0 } ? $", {Quote(reason)}" : "";
}
