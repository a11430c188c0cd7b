using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Billing;

/// <summary>Invoice lines that a manager means: one by its id, or those of a month, of one client or of all.</summary>
internal sealed record LinesMeant(string? Line, ClientId? Client, YearMonth? Month)
{
    public InvoiceQuery ToQuery() => new(Month, Client);

    /// <summary>What would be moved to a state; a month's lines are only those that stand right before it.</summary>
    public InvoiceQuery Before(LineState to) =>
        new(Month, Client, to == LineState.Paid ? LineState.Issued : LineState.Draft);
}
