using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Balances: each client's credits from the month's beginning to its end.</summary>
internal static class BalancesSheet
{
    public const string Table = "Balances";

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        SheetFrame.Head(pen, edition, "Balances", $"{Sum(book)}.");
        var table = new TableLayout<ClientBook>(
            pen,
            Table,
            [.. Columns(edition)],
            book.Clients
        ).Place(SheetFrame.HeaderRow, "Client id");
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 1);
        return table;
    }

    /// <summary>Whether something came back that another month had burned: most months have no such column.</summary>
    public static bool HasReturned(MonthBook book) =>
        book.Clients.Any(client => !client.Returned.IsZero);

    /// <summary>How a row adds up, in words.</summary>
    public static string Sum(MonthBook book) =>
        HasReturned(book)
            ? "Opening + granted + returned − burned − expired − voided = closing"
            : "Opening + granted − burned − expired − voided = closing";

    private static IEnumerable<TableColumn<ClientBook>> Columns(Edition edition)
    {
        var book = edition.Book;
        TableColumn<ClientBook> Credits(
            string name,
            string band,
            Func<ClientBook, CellValue> value
        ) => new(name, 12, CellKind.Credits, value) { Band = band, Summed = true };

        const string movement = "Credits in the month";
        const string daily = "Against the daily sheet";

        TableColumn<ClientBook> Moved(string name, Func<ClientBook, CellValue> value) =>
            Credits(name, movement, value) with
            {
                Formula = edition.Numbers.LooksIntoLedger
                    ? $"ROUND({LedgerSheet.SumOf(name, ownOnly: false)},3)"
                    : null,
            };

        yield return new("Client", 30, CellKind.Typed, c => CellValue.Of(c.Name));
        yield return Credits("Opening", movement, c => CellValue.Of(c.Opening));
        yield return Moved("Granted", c => CellValue.Of(c.Granted));
        if (HasReturned(book))
        {
            yield return Moved("Returned", c => CellValue.Of(c.Returned));
        }

        yield return Moved("Burned", c => CellValue.Of(c.Burned));
        yield return Moved("Expired", c => CellValue.Of(c.Expired));
        yield return Moved("Voided", c => CellValue.Of(c.Voided));
        yield return Credits("Closing", movement, c => CellValue.Of(c.Closing));
        yield return Credits("Difference", movement, Difference) with
        {
            Formula = HasReturned(book)
                ? "ROUND([@Opening@]+[@Granted@]+[@Returned@]-[@Burned@]-[@Expired@]-[@Voided@]-[@Closing@],3)"
                : "ROUND([@Opening@]+[@Granted@]-[@Burned@]-[@Expired@]-[@Voided@]-[@Closing@],3)",
        };
        yield return Credits("Used", daily, c => CellValue.Of(c.Totals.Used));
        if (edition.Numbers.LooksIntoDays)
        {
            var perClient = book
                .Daily.GroupBy(day => day.Client)
                .ToDictionary(days => days.Key, days => days.Sum(day => day.Used.Value));
            decimal ByDay(ClientBook c) => perClient.GetValueOrDefault(c.Id);

            yield return Credits("By day", daily, c => CellValue.Of(ByDay(c))) with
            {
                Formula = "ROUND(SUMIFS(DailyUsage[Used],DailyUsage[No],[@No@]),3)",
            };
            yield return Credits(
                "Off by",
                daily,
                c => CellValue.Of(c.Totals.Used.Value - ByDay(c))
            ) with
            {
                Formula = "ROUND([@Used@]-[@By day@],3)",
            };
        }

        foreach (var column in Reference.Of<ClientBook>(edition, c => c.Id))
        {
            yield return column;
        }
    }

    private static CellValue Difference(ClientBook c) =>
        CellValue.Of(
            c.Opening.Value
                + c.Granted.Value
                + c.Returned.Value
                - c.Burned.Value
                - c.Expired.Value
                - c.Voided.Value
                - c.Closing.Value
        );
}
