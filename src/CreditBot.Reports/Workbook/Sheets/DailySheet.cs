using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Daily usage: what each client used on each day of the agency's calendar, ready to be filtered or pivoted.</summary>
internal static class DailySheet
{
    public const string Table = "DailyUsage";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        SheetFrame.Head(
            pen,
            edition,
            "Daily usage",
            $"Credits used by client and day; days in {book.Zone.Id}."
        );
        TableColumn<DailyUsage>[] columns =
        [
            new("Day", 13, CellKind.Date, day => CellValue.Of(day.Day)),
            new("Client", 40, CellKind.Typed, day => CellValue.Of(day.ClientName)),
            new("Used", 12, CellKind.Credits, day => CellValue.Of(day.Used)) { Summed = true },
            .. Reference.Of<DailyUsage>(edition, day => day.Client, band: ""),
        ];
        var table = new TableLayout<DailyUsage>(pen, Table, columns, book.Daily).Place(
            SheetFrame.HeaderRow,
            "Client id"
        );
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 0);
        return table;
    }
}
