using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Reports;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Workbook;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Reporting;

/// <summary>One recipient's edition of a month, ready to be mailed or fetched.</summary>
/// <param name="Provisional">What was sent before the close; null in a provisional edition, or when nothing was.</param>
internal sealed record ReportEdition(
    MonthBook Book,
    MonthBook? Provisional,
    ReportStyle Style,
    byte[] Workbook
)
{
    public string FileName => ReportMail.FileName(Book, Style);
}

/// <summary>Makes an edition from the books that are kept, so that whoever asks, and whenever, gets the same bytes (design.md §3.8).</summary>
internal sealed class ReportEditions(BookKeeper books, Ledgers ledgers)
{
    /// <summary>Null when there is no such book, or it doesn't hold the client whose statement is asked for.</summary>
    public async Task<ReportEdition?> MakeAsync(
        AgencyId agency,
        YearMonth month,
        bool isFinal,
        ReportRecipient recipient,
        CancellationToken stop
    )
    {
        var provisional = await books.ProvisionalAsync(agency, month, stop);
        var book = isFinal ? await books.ReadAsync(agency, month, stop) : provisional;
        var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
        var style = ReportStyle.For(recipient, zone);
        if (book is null || !style.Shows(book))
        {
            return null;
        }

        var before = isFinal ? provisional : null;
        return new ReportEdition(book, before, style, MonthWorkbook.ToBytes(book, style, before));
    }
}
