using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Review: who never uses its credits, who always runs out, who spiked; with figures, a proposal and what acting brings.</summary>
internal static class ReviewSheet
{
    public const string Table = "Review";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        SheetFrame.Head(
            pen,
            edition,
            "Review",
            book.Review.Count == 0
                ? "Nothing to act on: no client never used its credits, always ran out or spiked."
                : $"Worst first; margin effect in {book.Currency} a month."
        );
        TableColumn<ReviewLine>[] columns =
        [
            new("Client", 30, CellKind.Typed, line => CellValue.Of(line.Name)),
            new("Finding", 14, CellKind.Text, line => CellValue.Of(Wording.Of(line.Finding))),
            new("Figures", 50, CellKind.Wrapped, line => CellValue.Of(line.Figures)),
            new("Proposal", 60, CellKind.Wrapped, line => CellValue.Of(line.Proposal)),
            new(
                "Margin effect a month",
                14,
                CellKind.Money,
                line => CellValue.Of(line.MarginEffect)
            )
            {
                Summed = true,
            },
            new("Client id", 18, CellKind.Typed, line => CellValue.Of(line.Client.Value)),
        ];
        var table = new TableLayout<ReviewLine>(pen, Table, columns, book.Review).Place(
            SheetFrame.HeaderRow,
            "Client id"
        );
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 1);
        return table;
    }
}
