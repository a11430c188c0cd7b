using CreditBot.Billing;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>Puts a client's invoice lines into the months in which they count, without working out any book.</summary>
public sealed class InvoiceMonths(AgencyState agency)
{
    private readonly MonthCalendar _calendar = new(agency);

    /// <summary>All lines of a client, in the order in which entries made them.</summary>
    /// <param name="state">Caught up, so that due resets have their lines.</param>
    public IEnumerable<InvoiceLine> Of(ClientState state) =>
        state.Lines.Select(line => InvoiceLine.From(state, line, Counts(line)));

    private YearMonth Counts(BilledLine line) => _calendar.CountsIn(line.Month, line.RecordedAt);
}
