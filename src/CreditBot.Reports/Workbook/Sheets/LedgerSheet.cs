using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Ledger: every entry that counts in the month, for recomputation; the figures of Clients and Balances are sums of it.</summary>
internal static class LedgerSheet
{
    public const string Table = "Ledger";
    public const string ThisMonth = "This month";
    public const string Adjustment = "Adjustment";

    /// <summary>A formula that sums a client's column of the ledger.</summary>
    /// <param name="ownOnly">Only what belongs to the month itself.</param>
    public static string SumOf(string column, bool ownOnly) =>
        $"SUMIFS(Ledger[{column}],Ledger[No],[@No@]"
        + (ownOnly ? $",Ledger[Counts as],\"{ThisMonth}\")" : ")");

    public static PlacedTable Write(SheetPen pen, Edition edition, LedgerLines ledger)
    {
        var book = edition.Book;
        var zone = edition.Formats.Style.Zone;
        SheetFrame.Head(
            pen,
            edition,
            "Ledger",
            $"Every entry that counts in the month; times in {zone.Id}, months in {book.Zone.Id}, money in {book.Currency}. What belongs to a month that was closed already counts as an adjustment."
        );
        var table = new TableLayout<LedgerLine>(
            pen,
            Table,
            [
                .. Entry(edition),
                .. Credits(),
                .. Money(),
                .. Reference.Of<LedgerLine>(edition, line => line.Client),
            ],
            new Streamed<LedgerLine>(ledger.Count, ledger.Read)
        ).Place(SheetFrame.HeaderRow, "Client id");
        SheetFrame.Print(pen, edition, SheetFrame.HeaderRow, frozenColumns: 2);
        return table;
    }

    private static IEnumerable<TableColumn<LedgerLine>> Entry(Edition edition)
    {
        const string band = "Entry";
        var book = edition.Book;
        var zone = edition.Formats.Style.Zone;
        yield return new(
            "Client",
            26,
            CellKind.Typed,
            line => CellValue.Of(edition.Numbers.NameOf(line.Client))
        );
        yield return new("Entry", 9, CellKind.Count, line => CellValue.Of((decimal)line.Seq))
        {
            Band = band,
        };
        yield return new("When", 17, CellKind.Moment, line => CellValue.Of(line.At, zone))
        {
            Band = band,
        };
        yield return new("What", 15, CellKind.Text, line => CellValue.Of(Wording.Of(line.Kind)))
        {
            Band = band,
        };
        yield return new("For month", 11, CellKind.Month, line => CellValue.Of(line.Month))
        {
            Band = band,
        };
        yield return new(
            "Counts as",
            13,
            CellKind.Text,
            line => CellValue.Of(line.Month == book.Month ? ThisMonth : Adjustment)
        )
        {
            Band = band,
        };
    }

    private static IEnumerable<TableColumn<LedgerLine>> Credits()
    {
        TableColumn<LedgerLine> Column(string name, Func<LedgerLine, decimal> value) =>
            new(name, 11, CellKind.Credits, line => CellValue.Of(value(line)))
            {
                Band = "Credits",
                Summed = true,
            };

        yield return Column("Used", line => line.Used);
        yield return Column("Overage", line => line.Overage);
        yield return Column("Granted", line => line.Granted);
        yield return Column("Returned", line => line.Returned);
        yield return Column("Burned", line => line.Burned);
        yield return Column("Expired", line => line.Expired);
        yield return Column("Voided", line => line.Voided);
        yield return Column("Balance", line => line.Effect) with
        {
            Formula = "ROUND([@Granted@]+[@Returned@]-[@Burned@]-[@Expired@]-[@Voided@],3)",
        };
    }

    private static IEnumerable<TableColumn<LedgerLine>> Money()
    {
        const string band = "Money";
        TableColumn<LedgerLine> Column(string name, Func<LedgerLine, decimal> value) =>
            new(name, 12, CellKind.Money, line => CellValue.Of(value(line)))
            {
                Band = band,
                Summed = true,
            };

        yield return new(
            "Cost per credit",
            10,
            CellKind.Plain,
            line => line.Used == 0 ? CellValue.Blank : CellValue.Of(line.CostPerCredit)
        )
        {
            Band = band,
        };
        yield return new("List cost", 12, CellKind.Plain, line => CellValue.Of(line.Cost))
        {
            Band = band,
            Summed = true,
            Formula = "[@Used@]*[@Cost per credit@]",
        };
        yield return Column("Fee", line => line.Fee);
        yield return Column("One-time", line => line.OneTime);
        yield return Column("Overage billed", line => line.OverageBilled);
    }
}
