using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Outstanding: what clients have paid for and not yet used, and the margin at list cost beside the one at what the pool really cost (design.md §3.9).</summary>
internal static class OutstandingSheet
{
    public const string Table = "Outstanding";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        var paid = book.Clients.Sum(client => client.PaidUnused);
        var value = book.Clients.Sum(book.Currency, client => client.PaidUnusedValue);
        var pool = BookScope.KnowsPurchases(book)
            ? ""
            : " What the pool really cost is not known before the agency's first purchase is entered.";
        SheetFrame.Head(
            pen,
            edition,
            "Outstanding",
            $"Paid and not yet used: {edition.Formats.Credits(paid)} credits for {edition.Formats.Money(value)}.{pool}"
        );
        var table = new TableLayout<ClientBook>(
            pen,
            Table,
            [
                .. Paid(),
                .. AtList(edition),
                .. AtPool(edition),
                .. Reference.Of<ClientBook>(edition, c => c.Id),
            ],
            book.Clients
        ).Place(SheetFrame.HeaderRow, "Client id");
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 1);
        return table;
    }

    private static IEnumerable<TableColumn<ClientBook>> Paid()
    {
        const string band = "Paid, not yet used";
        yield return new("Client", 30, CellKind.Typed, c => CellValue.Of(c.Name));
        yield return new("Credits", 12, CellKind.Credits, c => CellValue.Of(c.PaidUnused))
        {
            Band = band,
            Summed = true,
        };
        yield return new("Value", 13, CellKind.Money, c => CellValue.Of(c.PaidUnusedValue))
        {
            Band = band,
            Summed = true,
        };
        yield return new(
            "Per credit",
            11,
            CellKind.Plain,
            c => CellValue.Ratio(c.PaidUnusedValue.Amount, c.PaidUnused.Value)
        )
        {
            Band = band,
            Formula = "IF([@Credits@]=0,\"–\",[@Value@]/[@Credits@])",
        };
    }

    private static IEnumerable<TableColumn<ClientBook>> AtList(Edition edition)
    {
        var band = $"Margin at list cost ({edition.Book.Currency})";
        yield return Looked(edition, band, "Revenue", c => CellValue.Of(c.Totals.Revenue));
        yield return Looked(edition, band, "Cost", c => CellValue.Of(c.Totals.Cost));
        yield return Looked(edition, band, "Adjustments", c => CellValue.Of(c.Totals.Adjustments));
        yield return Looked(edition, band, "Margin", c => CellValue.Of(c.Totals.Margin)) with
        {
            Formula = "[@Revenue@]-[@Cost@]+[@Adjustments@]",
        };
    }

    private static IEnumerable<TableColumn<ClientBook>> AtPool(Edition edition)
    {
        if (!BookScope.KnowsPurchases(edition.Book))
        {
            yield break;
        }

        var band = $"Margin at what the pool cost ({edition.Book.Currency})";
        yield return Looked(
            edition,
            band,
            "Purchase cost",
            c => CellValue.Of(c.Totals.PurchaseCost)
        );
        yield return Looked(
            edition,
            band,
            "Purchase adjustments",
            c => CellValue.Of(c.Totals.PurchaseAdjustments)
        );
        yield return Looked(
            edition,
            band,
            "Purchase margin",
            c => CellValue.Of(c.Totals.PurchaseMargin)
        ) with
        {
            Formula = "[@Revenue@]-[@Purchase cost@]+[@Purchase adjustments@]",
        };
        yield return Looked(
            edition,
            band,
            "Pool against list",
            c => CellValue.Of((c.Totals.PurchaseMargin?.Amount ?? 0) - c.Totals.Margin.Amount)
        ) with
        {
            Formula = "[@Purchase margin@]-[@Margin@]",
        };
    }

    private static TableColumn<ClientBook> Looked(
        Edition edition,
        string band,
        string name,
        Func<ClientBook, CellValue> value
    ) =>
        new(name, 13, CellKind.Money, value)
        {
            Band = band,
            Summed = true,
            Formula = edition.Numbers.LooksIntoClients
                ? $"SUMIFS(Clients[{name}],Clients[No],[@No@])"
                : null,
        };
}
