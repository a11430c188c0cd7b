using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>One thing that the dialog is waiting for.</summary>
internal abstract record DialogFrame
{
    private DialogFrame() { }

    /// <summary>The question that it asks, as the understanding has to know it; none when any words will do.</summary>
    public abstract Pending Asks { get; }

    /// <summary>A client's wish on its way to a request: the next thing that is missing is asked.</summary>
    /// <param name="Asked">Kind, amount, reason, date or which option.</param>
    public sealed record Wish(Draft Draft, Pending Asked) : DialogFrame
    {
        public override Pending Asks => Asked;
    }

    /// <summary>An option was picked in words: it is read back with its price before it is sent.</summary>
    /// <param name="Offer">Its <see cref="OfferId"/>; priced again when sent.</param>
    /// <param name="Replaces">The open request whose place it was said to take.</param>
    public sealed record ConfirmSend(string Offer, RequestId? Replaces = null) : DialogFrame
    {
        public override Pending Asks => Pending.Confirm;
    }

    /// <summary>Whether a sent request is really to be taken back.</summary>
    public sealed record ConfirmWithdraw(RequestId Request) : DialogFrame
    {
        public override Pending Asks => Pending.Confirm;
    }

    /// <summary>Several requests are open: which one is to be taken back?</summary>
    public sealed record WhichWithdraw : DialogFrame
    {
        public override Pending Asks => Pending.None;
    }

    /// <summary>Whether what a manager offers for a request is really to be accepted.</summary>
    public sealed record ConfirmOffer(RequestId Request) : DialogFrame
    {
        public override Pending Asks => Pending.Confirm;
    }

    /// <summary>A manager's question waits for the client's words.</summary>
    public sealed record Answer(RequestId Request) : DialogFrame
    {
        public override Pending Asks => Pending.None;
    }

    /// <summary>A manager's act that was understood from free words: read back before it is done.</summary>
    public sealed record ConfirmAct(ManagerAct Act) : DialogFrame
    {
        public override Pending Asks => Pending.Confirm;
    }

    /// <summary>A request is to be declined, but the client has to be told why.</summary>
    public sealed record DeclineReason(RequestId Request) : DialogFrame
    {
        public override Pending Asks => Pending.AskDeclineReason;
    }

    /// <summary>Somebody has several clients: which one is it about?</summary>
    /// <param name="Words">What they wanted, to be done once that is clear.</param>
    public sealed record WhichClient(string? Words) : DialogFrame
    {
        public override Pending Asks => Pending.None;
    }

    /// <summary>Nobody can be sure what was said: what it resembles is asked back (design.md §4).</summary>
    /// <param name="Meant">What it may have meant; acted on only after a yes, as if it had been said so.</param>
    /// <param name="Words">As written.</param>
    public sealed record DidYouMean(Frame Meant, string Words) : DialogFrame
    {
        public override Pending Asks => Pending.Confirm;
    }

    /// <summary>A manager was called in: what is written goes to them.</summary>
    /// <param name="Talk">The hand-over's key.</param>
    public sealed record HandOver(string Talk) : DialogFrame
    {
        public override Pending Asks => Pending.None;
    }

    /// <summary>A manager wants to reply to somebody, and the words are still to come.</summary>
    /// <param name="Talk">The hand-over's key.</param>
    public sealed record ReplyWords(string Talk) : DialogFrame
    {
        public override Pending Asks => Pending.None;
    }
}

/// <summary>What a manager may be asked to confirm.</summary>
internal abstract record ManagerAct
{
    private ManagerAct() { }

    public sealed record Decide(DecideRequest Decision) : ManagerAct;

    public sealed record Grant(ClientId Client, Amounts.Credits Credits, string? Reason)
        : ManagerAct;

    /// <param name="Credits">The new monthly total; null when a package is meant.</param>
    public sealed record SetPlan(
        ClientId Client,
        Amounts.Credits? Credits,
        string? Package,
        Effective Effective
    ) : ManagerAct;

    /// <summary>A client is paused, resumed or ended.</summary>
    public sealed record SetStanding(ClientId Client, Ledger.ChangeStanding Change) : ManagerAct;

    /// <summary>Invoice lines are moved on.</summary>
    public sealed record Mark(Billing.LinesMeant Lines, Billing.LineState To, string? Reason)
        : ManagerAct;

    /// <summary>A client is added, with a plan that was proposed.</summary>
    public sealed record AddClient(string Name, Plan Plan) : ManagerAct;

    /// <summary>Somebody else decides until the manager is back.</summary>
    public sealed record Leave(string StandIn, NodaTime.LocalDate? From, NodaTime.LocalDate Until)
        : ManagerAct;

    /// <param name="Seq">The use that was shown; whatever is used meanwhile stays.</param>
    public sealed record Refund(ClientId Client, long Seq, string? Reason) : ManagerAct;
}
