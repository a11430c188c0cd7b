using ClosedXML.Excel;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;
using CreditBot.Reports.Workbook.Package;
using CreditBot.Reports.Workbook.Sheets;

namespace CreditBot.Reports.Workbook;

/// <summary>The month's workbook for one recipient; of a client one page, its statement. Else Summary, Clients, Review, Requests, Billing, Outstanding, Balances, Daily usage, Ledger, Pool once something was bought, Control.</summary>
/// <remarks>Same book and style, same bytes: it reads no clock and no store (design.md §3.8).</remarks>
public static class MonthWorkbook
{
    public const string ContentType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="book">The whole month; the style's scope narrows it.</param>
    /// <exception cref="ArgumentException">The scope is a client that the book doesn't hold.</exception>
    /// <param name="provisional">What this recipient was sent before the close, so that the final edition can name each difference; else null.</param>
    public static void Write(
        MonthBook book,
        ReportStyle style,
        Stream output,
        MonthBook? provisional = null,
        IProgress<WorkbookProgress>? progress = null
    )
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(output);
        var edition = new Edition(book, style, provisional);
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        var pens = LayOut(workbook, edition);
        Describe(workbook, edition);
        using var frame = new MemoryStream();
        workbook.SaveAs(frame);
        FramePass.Complete(frame, pens);
        PackageWriter.Write(frame, pens, output, progress);
    }

    /// <summary>The same as bytes, for an attachment.</summary>
    public static byte[] ToBytes(
        MonthBook book,
        ReportStyle style,
        MonthBook? provisional = null,
        IProgress<WorkbookProgress>? progress = null
    )
    {
        using var bytes = new MemoryStream();
        Write(book, style, bytes, provisional, progress);
        return bytes.ToArray();
    }

    /// <summary>All but the tables' rows, which the pens hold.</summary>
    internal static List<SheetPen> LayOut(XLWorkbook workbook, Edition edition)
    {
        var formats = new NumberFormats(edition.Book, edition.Formats);
        SheetPen Sheet(string name) => new(workbook.AddWorksheet(name), formats);

        if (edition.Statement is { } statement)
        {
            var page = Sheet("Statement");
            StatementSheet.Write(page, edition, statement);
            return [page];
        }

        var summary = Sheet("Summary");
        var clients = Sheet("Clients");
        var review = Sheet("Review");
        var requests = Sheet("Requests");
        var billing = Sheet("Billing");
        var outstanding = Sheet("Outstanding");
        var balances = Sheet("Balances");
        var daily = Sheet("Daily usage");
        // Books kept before there were ledger lines have none.
        SheetPen[] ledger = edition.Book.Ledger is null ? [] : [Sheet("Ledger")];
        SheetPen[] pool = edition.Book.Pool is null ? [] : [Sheet("Pool")];
        var control = Sheet("Control");
        PlacedTable[] tables =
        [
            ClientsSheet.Write(clients, edition),
            ReviewSheet.Write(review, edition),
            RequestsSheet.Write(requests, edition),
            BillingSheet.Write(billing, edition),
            OutstandingSheet.Write(outstanding, edition),
            BalancesSheet.Write(balances, edition),
            DailySheet.Write(daily, edition),
            .. ledger.Select(pen => LedgerSheet.Write(pen, edition, edition.Book.Ledger!)),
            .. pool.Select(pen => PoolSheet.Write(pen, edition, edition.Book.Pool!)),
        ];
        var checks = ControlSheet.Write(control, edition, tables);
        SummarySheet.Write(summary, edition, checks);
        return
        [
            summary,
            clients,
            review,
            requests,
            billing,
            outstanding,
            balances,
            daily,
            .. ledger,
            .. pool,
            control,
        ];
    }

    private static void Describe(XLWorkbook workbook, Edition edition)
    {
        var at = edition.Book.AsOf.ToDateTimeUtc();
        var month = edition.Formats.Month(edition.Book.Month);
        workbook.Properties.Title = edition.Statement is { } statement
            ? $"{edition.AgencyLine}: statement for {statement.Name}, {month}"
            : $"{edition.AgencyLine}: credits and margin, {month}";
        workbook.Properties.Subject =
            $"{Wording.Edition(edition.Book)} edition, {edition.ScopeLabel}";
        workbook.Properties.Author = "CreditBot";
        workbook.Properties.LastModifiedBy = "CreditBot";
        workbook.Properties.Company = edition.AgencyLine;
        workbook.Properties.Category = "Monthly report";
        workbook.Properties.Created = at;
        workbook.Properties.Modified = at;
    }
}
