using System.Globalization;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Requests: what was asked for in the month, who decided, how fast, and what it cost the client.</summary>
internal static class RequestsSheet
{
    public const string Table = "Requests";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        var zone = edition.Formats.Style.Zone;
        SheetFrame.Head(
            pen,
            edition,
            "Requests",
            $"Made or decided in the month; times in {zone.Id}, amounts in {book.Currency}."
        );
        TableColumn<RequestLine>[] columns =
        [
            new("Request", 10, CellKind.Text, r => CellValue.Of(r.Id.ToString())),
            new("Client", 30, CellKind.Typed, r => CellValue.Of(r.ClientName)),
            new("Kind", 16, CellKind.Text, r => CellValue.Of(Wording.Of(r.Asked.Kind)))
            {
                Band = "Asked for",
            },
            new("Credits", 10, CellKind.Credits, r => CellValue.Of(r.Asked.Credits))
            {
                Band = "Asked for",
            },
            new("Package", 14, CellKind.Typed, r => CellValue.Of(r.Asked.Package))
            {
                Band = "Asked for",
            },
            new("Price", 12, CellKind.Money, r => CellValue.Of(r.Asked.Price))
            {
                Band = "Asked for",
            },
            new("Asked on", 17, CellKind.Moment, r => CellValue.Of(r.CreatedAt, zone))
            {
                Band = "Decision",
            },
            new("Decided on", 17, CellKind.Moment, r => CellValue.Of(r.DecidedAt, zone))
            {
                Band = "Decision",
            },
            new("Hours to decide", 10, CellKind.Hours, Hours) { Band = "Decision" },
            new("Decided by", 18, CellKind.Typed, r => CellValue.Of(r.DecidedBy))
            {
                Band = "Decision",
            },
            new("Outcome", 21, CellKind.Text, r => CellValue.Of(Wording.Of(r.State)))
            {
                Band = "Decision",
            },
            new("Charged", 12, CellKind.Money, r => CellValue.Of(r.Charged)) { Summed = true },
            new("Reason", 44, CellKind.Wrapped, r => CellValue.Of(r.Reason)),
            new("Billed as", 18, CellKind.Text, r => CellValue.Of(BilledAs(r, book))),
        ];
        var table = new TableLayout<RequestLine>(pen, Table, columns, book.Requests).Place(
            SheetFrame.HeaderRow,
            "Request"
        );
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 2);
        return table;
    }

    /// <summary>The kind of its invoice line, when that counts in this month.</summary>
    internal static string? BilledAs(RequestLine request, MonthBook book) =>
        request.Line is not { } line ? null
        : line.Month == book.Month ? Wording.Of(line.Kind)
        : "Another month";

    // Elapsed, so not the difference of two clock times: a change of summer time lies between some.
    private static CellValue Hours(RequestLine request) =>
        request.DecidedAt is { } decided
            ? CellValue.Of(
                Math.Round(
                    Convert.ToDecimal(
                        (decided - request.CreatedAt).TotalHours,
                        CultureInfo.InvariantCulture
                    ),
                    2,
                    MidpointRounding.AwayFromZero
                )
            )
            : CellValue.Blank;
}
