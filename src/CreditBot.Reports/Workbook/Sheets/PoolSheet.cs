using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Pool: how the month used up what the agency had bought, first in, first out; each cost can be followed by hand (design.md §3.9).</summary>
internal static class PoolSheet
{
    public const string Table = "Pool";

    /// <summary>The name of the cell with the credits used that no purchase covers.</summary>
    public const string BeyondName = "Pool_Beyond";

    public static PlacedTable Write(SheetPen pen, Edition edition, PoolMonth pool)
    {
        var book = edition.Book;
        SheetFrame.Head(
            pen,
            edition,
            "Pool",
            $"Purchases in {book.Currency}, used first in, first out, over all clients; adjustments for closed months draw here too. {Beyond(edition, pool)}"
        );
        TableColumn<PurchaseDraw>[] columns =
        [
            new("Bought on", 14, CellKind.Date, one => CellValue.Of(one.BoughtOn)),
            new("Bought", 14, CellKind.Credits, one => CellValue.Of(one.Credits)) { Summed = true },
            new("Price", 14, CellKind.Money, one => CellValue.Of(one.Price)) { Summed = true },
            new(
                "Per credit",
                14,
                CellKind.Plain,
                one => CellValue.Of(one.Price.Amount / one.Credits.Value)
            )
            {
                Formula = "[@Price@]/[@Bought@]",
            },
            new("Used before", 14, CellKind.Credits, one => CellValue.Of(one.DrawnBefore))
            {
                Summed = true,
            },
            new("Used this month", 14, CellKind.Credits, one => CellValue.Of(one.Drawn))
            {
                Summed = true,
            },
            new("Left", 14, CellKind.Credits, one => CellValue.Of(one.Left))
            {
                Summed = true,
                Formula = "[@Bought@]-[@Used before@]-[@Used this month@]",
            },
            new("Cost this month", 14, CellKind.Money, one => CellValue.Of(one.Cost))
            {
                Summed = true,
                Formula = "[@Used this month@]*[@Price@]/[@Bought@]",
            },
            new("Ledger entry", 14, CellKind.Count, one => CellValue.Of(one.EntrySeq)),
        ];
        var table = new TableLayout<PurchaseDraw>(pen, Table, columns, pool.Purchases).Place(
            SheetFrame.HeaderRow,
            "Bought on"
        );
        var below = SheetFrame.HeaderRow + Math.Max(1, pool.Purchases.Count) + 3;
        pen.Words(below, 1, "Used beyond all purchases, at list cost");
        pen.Value(below, 6, CellKind.Credits, CellValue.Of(pool.Beyond));
        pen.Name(below, 6, BeyondName);
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 1);
        return table;
    }

    private static string Beyond(Edition edition, PoolMonth pool) =>
        pool.Beyond == 0
            ? "All usage is covered."
            : $"{edition.Formats.Credits(pool.Beyond)} credits were used that no purchase covers; they cost what the price list says.";
}
