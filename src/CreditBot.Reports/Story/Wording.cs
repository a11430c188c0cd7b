using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;

namespace CreditBot.Reports.Story;

/// <summary>The words for what the ledger calls by name.</summary>
internal static class Wording
{
    public const string Fee = "Monthly fee";
    public const string OneTime = "One-time credits";
    public const string Overage = "Overage";

    public static string Of(ChargeKind kind) =>
        kind switch
        {
            ChargeKind.Fee => Fee,
            ChargeKind.OneTime => OneTime,
            _ => Overage,
        };

    public static string Of(LineState state) =>
        state switch
        {
            LineState.Draft => "Draft",
            LineState.Issued => "Issued",
            LineState.Paid => "Paid",
            _ => "Void",
        };

    public static string Of(Finding finding) =>
        finding switch
        {
            Finding.NeverUsed => "Never used",
            Finding.AlwaysOut => "Always out",
            _ => "Spike",
        };

    public static string Of(LedgerKind kind) =>
        kind switch
        {
            LedgerKind.Opened => "Opening",
            LedgerKind.Reset => "Reset",
            LedgerKind.Expired => "Expiry",
            LedgerKind.Granted => "Grant",
            LedgerKind.Used => "Usage",
            LedgerKind.Reversed => "Reversal",
            LedgerKind.PlanChanged => "Plan change",
            LedgerKind.Bridged => "Bridge",
            LedgerKind.Undone => "Undo",
            LedgerKind.LinesMarked => "Invoice lines",
            LedgerKind.Ended => "End of client",
            _ => "Other",
        };

    public static string Of(RequestState state) =>
        state switch
        {
            RequestState.Open => "Open",
            RequestState.Asked => "Question with the client",
            RequestState.Countered => "Offer with the client",
            RequestState.Approved => "Approved",
            RequestState.ApprovedWithChange => "Approved with change",
            RequestState.Declined => "Declined",
            RequestState.Withdrawn => "Withdrawn",
            _ => "Lapsed",
        };

    public static string Of(RequestKind kind) =>
        kind switch
        {
            RequestKind.OneTime => "One-time",
            RequestKind.Ongoing => "More each month",
            _ => "Upgrade",
        };

    /// <summary>"Provisional" or "Final": a closed book is final (design.md §3.8).</summary>
    public static string Edition(MonthBook book) => book.IsClosed ? "Final" : "Provisional";
}
