using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Identity;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>An exact command of contract.md, "Chat, as plain text": read by form alone, so that it needs no guess and may decide at once.</summary>
/// <remarks>The commands that only ask (balance, pending, report …) are left to the understanding, as free words are.</remarks>
internal abstract record ChatCommand
{
    private ChatCommand() { }

    public sealed record Link(string Code) : ChatCommand;

    /// <param name="With">Another amount than was asked for, unchecked; null as asked.</param>
    /// <param name="Kind">Once or monthly; null as asked.</param>
    /// <param name="Price">In all, or a month's; null leaves the price of a credit.</param>
    public sealed record Approve(
        RequestId Request,
        decimal? With,
        Requests.RequestKind? Kind = null,
        decimal? Price = null
    ) : ChatCommand
    {
        public bool IsAsAsked => With is null && Kind is null && Price is null;
    }

    public sealed record Decline(RequestId Request, string? Reason) : ChatCommand;

    public sealed record Ask(RequestId Request, string? Question) : ChatCommand;

    public sealed record Undo(RequestId Request) : ChatCommand;

    /// <summary>"back": from "out until …", which is understood, since it names a date.</summary>
    public sealed record Back : ChatCommand;

    /// <param name="MayAsk">False for "… as viewer".</param>
    public sealed record Invite(string Client, string Email, bool MayAsk = true) : ChatCommand;

    /// <summary>"approver of Bella Bakery is bo@bella.example above 100", "no approver for Bella Bakery".</summary>
    public sealed record Approver(string Client, string? Who, decimal? Above) : ChatCommand;

    /// <summary>"add client Bella Bakery, shop"; the kind of site is asked when it is not said.</summary>
    public sealed record AddClient(string Name, Advice.SiteKind? Site) : ChatCommand;

    /// <summary>"pause Bella Bakery from Dec 1", "resume Bella Bakery", "end Bella Bakery on Dec 31 with refund".</summary>
    /// <param name="When">The day's words, unread; null at once.</param>
    public sealed record SetStanding(string Client, Standing To, string? When, bool WithRefund)
        : ChatCommand;

    /// <summary>"invoices 2026-11", "invoices of Bella Bakery 2026-11".</summary>
    /// <param name="Month">Null: the running one.</param>
    public sealed record Invoices(string? Client, YearMonth? Month) : ChatCommand;

    /// <summary>"issue 2026-11", "paid Bella Bakery 2026-11", "void bella-bakery.12.1 because …".</summary>
    public sealed record Mark(
        LineState To,
        string? Line,
        string? Client,
        YearMonth? Month,
        string? Reason
    ) : ChatCommand;

    public sealed record Assign(string Client, string Manager) : ChatCommand;

    /// <summary>"quiet 18:00-08:00", "tell me in Teams", "alerts off", "digest off", "my settings".</summary>
    public sealed record Wish(WishChange Change) : ChatCommand;

    /// <summary>"reply Bella we'll look at it": the client's name and the words, not told apart yet.</summary>
    public sealed record Reply(string ToAndWords) : ChatCommand;

    /// <summary>"close Bella".</summary>
    public sealed record Close(string Who) : ChatCommand;

    /// <summary>"refund Bella last edit".</summary>
    public sealed record Refund(string Client, string? Reason) : ChatCommand;
}
