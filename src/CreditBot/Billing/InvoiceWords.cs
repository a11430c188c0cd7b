using System.Diagnostics;
using CreditBot.Ledger;

namespace CreditBot.Billing;

/// <summary>What kinds and states of invoice lines are called outside.</summary>
internal static class InvoiceWords
{
    public static readonly IReadOnlyList<LineState> States =
    [
        LineState.Draft,
        LineState.Issued,
        LineState.Paid,
        LineState.Void,
    ];

    public static string Kind(ChargeKind kind) =>
        kind switch
        {
            ChargeKind.Fee => "fee",
            ChargeKind.OneTime => "one_time",
            ChargeKind.Overage => "overage",
            _ => throw new UnreachableException(),
        };

    public static string State(LineState state) =>
        state switch
        {
            LineState.Draft => "draft",
            LineState.Issued => "issued",
            LineState.Paid => "paid",
            LineState.Void => "void",
            _ => throw new UnreachableException(),
        };

    /// <summary>Null when it is none.</summary>
    public static LineState? StateOf(string? word) =>
        States.Cast<LineState?>().FirstOrDefault(state => State(state!.Value) == word);
}
