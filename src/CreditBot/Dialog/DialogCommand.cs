using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What a step wants done; each is one call of a desk, made by the <see cref="TurnHandler"/>.</summary>
internal abstract record DialogCommand
{
    private DialogCommand() { }

    /// <param name="Advised">What was advised, when the client chose something else.</param>
    /// <param name="Replaces">An open request of the same kind that this one takes the place of.</param>
    public sealed record Send(
        ClientId Client,
        RequestTerms Terms,
        string? Reason,
        LocalDate? Due,
        RequestTerms? Advised,
        RequestId? Replaces
    ) : DialogCommand;

    /// <summary>The client's approver is asked to send it.</summary>
    public sealed record AskApprover(ClientId Client, string Offer, string? Reason, LocalDate? Due)
        : DialogCommand;

    /// <summary>The client's approver doesn't send what somebody wants.</summary>
    /// <param name="By">Who wanted it.</param>
    public sealed record NotConfirmed(ClientId Client, string By, string Offer) : DialogCommand;

    /// <param name="Who">Somebody of the client, by id, e-mail or the beginning of the name; null for nobody.</param>
    public sealed record SetApprover(ClientId Client, string? Who, decimal? Above) : DialogCommand;

    public sealed record Withdraw(ClientId Client, RequestId Request) : DialogCommand;

    public sealed record Answer(ClientId Client, RequestId Request, string Words) : DialogCommand;

    public sealed record AcceptCounter(ClientId Client, RequestId Request) : DialogCommand;

    public sealed record DeclineCounter(ClientId Client, RequestId Request) : DialogCommand;

    public sealed record Decide(ClientId Client, DecideRequest Decision) : DialogCommand;

    public sealed record Grant(ClientId Client, Credits Credits, string? Reason) : DialogCommand;

    public sealed record SetPlan(ClientId Client, PlanChange Change, Effective Effective)
        : DialogCommand;

    /// <summary>A use is taken back.</summary>
    public sealed record Refund(ClientId Client, long Seq, string? Reason) : DialogCommand;

    /// <summary>Somebody else decides, until the day on which the manager is back.</summary>
    public sealed record Leave(string StandIn, LocalDate? From, LocalDate Until) : DialogCommand;

    /// <summary>A client begins today; the manager answers for it.</summary>
    public sealed record AddClient(string Name, Plan Plan) : DialogCommand;

    /// <summary>A client is to be paused, resumed or ended.</summary>
    public sealed record SetStanding(ClientId Client, ChangeStanding Change) : DialogCommand;

    /// <summary>Invoice lines are to be shown.</summary>
    public sealed record ListLines(LinesMeant Lines) : DialogCommand;

    /// <summary>Invoice lines are to be moved on.</summary>
    /// <param name="IsTrial">Nothing is written: what it would be is read back first.</param>
    public sealed record Mark(LinesMeant Lines, LineState To, string? Reason, bool IsTrial)
        : DialogCommand;

    /// <summary>Somebody wants to be told things otherwise.</summary>
    public sealed record Wish(Identity.WishChange Change) : DialogCommand;

    /// <summary>A manager is back earlier.</summary>
    public sealed record Return : DialogCommand;

    public sealed record Assign(ClientId Client, string ManagerName) : DialogCommand;

    public sealed record Invite(ClientId Client, string Email, bool MayAsk) : DialogCommand;

    public sealed record Link(string Code) : DialogCommand;

    public sealed record ReportMonth(YearMonth Month) : DialogCommand;

    /// <summary>A person has to take over; they get what was said.</summary>
    /// <param name="Understood">What was understood of a wish, in words.</param>
    /// <param name="IsLost">The bot didn't understand, rather than being asked for a person.</param>
    public sealed record HandOff(ClientId Client, string? Understood, bool IsLost) : DialogCommand;

    /// <summary>A client's words go to the manager who was called in.</summary>
    public sealed record Tell(ClientId Client, string Words) : DialogCommand;

    /// <summary>The client is done with the manager.</summary>
    public sealed record TakeBack(ClientId Client) : DialogCommand;

    /// <summary>A manager's words go to somebody who asked for a person.</summary>
    public sealed record Reply(string Client, string Person, string Words) : DialogCommand;

    /// <summary>A manager is done with them.</summary>
    public sealed record Close(string Client, string Person) : DialogCommand;
}
