using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Reports;
using CreditBot.Reports.Mail;
using CreditBot.Reports.Workbook;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Reporting;

/// <summary>A month's workbook with all clients in it.</summary>
/// <param name="Name">The file's name, without a folder.</param>
internal sealed record MonthFile(MonthBook Book, string Name, byte[] Workbook);

/// <summary>Writes a month's workbook as its owner reads it, for whoever asks: the REST interface, the command line.</summary>
internal sealed class MonthFiles(BookKeeper books, Ledgers ledgers)
{
    /// <summary>Null when there are no figures for the month.</summary>
    /// <exception cref="InvalidOperationException">There is no such agency.</exception>
    public async Task<MonthFile?> MakeAsync(
        AgencyId agency,
        YearMonth month,
        CancellationToken stop,
        IProgress<string>? progress = null
    )
    {
        if (await books.ReadAsync(agency, month, stop, progress) is not { } book)
        {
            return null;
        }

        var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
        var style = ReportStyle.For(new ReportRecipient(""), zone);
        return new MonthFile(
            book,
            ReportMail.FileName(book, style),
            MonthWorkbook.ToBytes(
                book,
                style,
                provisional: null,
                progress is null ? null : new Told(progress)
            )
        );
    }

    /// <summary>Says it in words, in the writer's own turn.</summary>
    private sealed class Told(IProgress<string> to) : IProgress<WorkbookProgress>
    {
        public void Report(WorkbookProgress value) =>
            to.Report($"Writing {value.Sheet}: {value.Rows:N0} of {value.Of:N0} rows");
    }
}
