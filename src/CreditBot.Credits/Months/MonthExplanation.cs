using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>What a client's figures of a month stand on: every invoice line and every use that counts in it, with the price of its day.</summary>
/// <param name="Totals">Each rounded as design.md §3.10 says.</param>
/// <param name="Lines">Those of other months are adjustments: their own month was closed when they were made.</param>
public sealed record MonthExplanation(
    YearMonth Month,
    MonthTotals Totals,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<UsageCost> Usage
)
{
    /// <summary>The month as known now.</summary>
    /// <param name="source">With the entries that <see cref="ClientMonths.EntriesAfter"/> names.</param>
    public static MonthExplanation Of(
        ClientSource source,
        AgencyState agency,
        YearMonth month,
        Instant now
    )
    {
        var (state, due) = DueEntries.CatchUp(source.State, now);
        IReadOnlyList<ClientEntry> entries = [.. source.Entries, .. due];
        var calendar = new MonthCalendar(agency);
        var (totals, lines) = MonthMoney.Of(entries, state, agency, calendar, month);
        return new MonthExplanation(
            month,
            totals,
            lines,
            [
                .. MonthMoney
                    .Usage(entries, state, agency, calendar)
                    .Where(used => used.Counts == month),
            ]
        );
    }
}
