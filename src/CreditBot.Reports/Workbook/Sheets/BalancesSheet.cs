using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Balances: each client's credits from the month's beginning to its end, and what it has paid for and not yet used.</summary>
internal static class BalancesSheet
{
    public const string Table = "Balances";

    // Above this many comparisons the per-client check would keep a spreadsheet busy for seconds; totals are compared still.
    private const long MostComparisons = 5_000_000;

    public static PlacedTable Write(SheetPen pen, Edition edition)
    {
        var book = edition.Book;
        SheetFrame.Head(
            pen,
            edition,
            "Balances",
            $"{Sum(book)}; credits, and money in {book.Currency}."
        );
        var table = new TableLayout<ClientBook>(pen, Table, [.. Columns(book)], book.Clients).Place(
            SheetFrame.HeaderRow,
            "Client id"
        );
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

    public static bool ComparesDaily(MonthBook book) =>
        (long)book.Clients.Count * book.Daily.Count <= MostComparisons;

    private static IEnumerable<TableColumn<ClientBook>> Columns(MonthBook book)
    {
        TableColumn<ClientBook> Credits(
            string name,
            string band,
            Func<ClientBook, CellValue> value
        ) => new(name, 12, CellKind.Credits, value) { Band = band, Summed = true };

        const string movement = "Credits in the month";
        const string daily = "Against the daily sheet";
        const string paid = "Paid, not yet used";
        yield return new("Client", 30, CellKind.Typed, c => CellValue.Of(c.Name));
        yield return Credits("Opening", movement, c => CellValue.Of(c.Opening));
        yield return Credits("Granted", movement, c => CellValue.Of(c.Granted));
        if (HasReturned(book))
        {
            yield return Credits("Returned", movement, c => CellValue.Of(c.Returned));
        }

        yield return Credits("Burned", movement, c => CellValue.Of(c.Burned));
        yield return Credits("Expired", movement, c => CellValue.Of(c.Expired));
        yield return Credits("Voided", movement, c => CellValue.Of(c.Voided));
        yield return Credits("Closing", movement, c => CellValue.Of(c.Closing));
        yield return Credits("Difference", movement, Difference) with
        {
            Formula = HasReturned(book)
                ? "ROUND([@Opening@]+[@Granted@]+[@Returned@]-[@Burned@]-[@Expired@]-[@Voided@]-[@Closing@],3)"
                : "ROUND([@Opening@]+[@Granted@]-[@Burned@]-[@Expired@]-[@Voided@]-[@Closing@],3)",
        };
        yield return Credits("Used", daily, c => CellValue.Of(c.Totals.Used));
        if (ComparesDaily(book))
        {
            var perClient = book
                .Daily.GroupBy(day => day.Client)
                .ToDictionary(days => days.Key, days => days.Sum(day => day.Used.Value));
            decimal ByDay(ClientBook c) => perClient.GetValueOrDefault(c.Id);

            // Not SUMIF, which takes an id such as 1-2 for a date.
            yield return Credits("By day", daily, c => CellValue.Of(ByDay(c))) with
            {
                Formula = "SUMPRODUCT((DailyUsage[Client id]=[@Client id@])*DailyUsage[Used])",
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

        yield return Credits("Credits", paid, c => CellValue.Of(c.PaidUnused));
        yield return new("Value", 13, CellKind.Money, c => CellValue.Of(c.PaidUnusedValue))
        {
            Band = paid,
            Summed = true,
        };
        yield return new("Client id", 18, CellKind.Typed, c => CellValue.Of(c.Id.Value));
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
