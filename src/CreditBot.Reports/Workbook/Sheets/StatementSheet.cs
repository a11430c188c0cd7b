using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>A client's month on one page: its credits, its charges, its usage by day; no cost and no margin.</summary>
internal static class StatementSheet
{
    private const int Left = 2;
    private const int Right = 10;
    private const int DayColumn = 9;
    private const int ChartRows = 14;
    private const int CharactersALine = 120;

    private static readonly (string Name, CellKind Kind)[] ChargeColumns =
    [
        ("Charge", CellKind.Typed),
        ("For month", CellKind.Month),
        ("Net", CellKind.Money),
        ("Tax rate", CellKind.Percent),
        ("Tax", CellKind.Money),
        ("Gross", CellKind.Money),
    ];

    public static void Write(SheetPen pen, Edition edition, Statement statement)
    {
        Look.Page(pen.Sheet);
        pen.Widths(2, 44, 14, 13, 10, 12, 13, 3, 14, 12);
        Head(pen, edition, statement);
        var row = Sentences(pen, edition, statement, 6);
        var days = Days(pen, edition, statement, row + 1);
        row = Credits(pen, statement, row + 1);
        row = Charges(pen, edition, statement, row + 2);
        row = Chart(pen, edition, statement, row + 2, days);
        SheetFrame.Print(pen, edition, headerRow: 0, frozenColumns: 0);
        pen.Sheet.PageSetup.PrintAreas.Add(1, 1, Math.Max(row, days.Last), Right);
    }

    private static void Head(SheetPen pen, Edition edition, Statement statement)
    {
        pen.Words(
            1,
            Left,
            $"{statement.Name} · {edition.Formats.Month(statement.Month)}",
            Look.Title
        );
        pen.Sheet.Row(1).Height = 30;
        pen.Words(
            2,
            Left,
            $"Statement of {edition.AgencyLine} · {CleanText.Line(statement.Client.Package)}, {edition.Formats.Credits(statement.Client.Allocation)} credits a month",
            Look.Subtitle
        );
        pen.Words(
            4,
            Left,
            Wording.Edition(edition.Book),
            style => Look.Badge(style, edition.Book.IsClosed)
        );
        pen.Words(4, Left + 1, edition.Standing);
        var standing = pen.Sheet.Cell(4, Left + 1).Style.Alignment;
        standing.Vertical = ClosedXML.Excel.XLAlignmentVerticalValues.Center;
        standing.Indent = 1;
        pen.Sheet.Row(4).Height = 20;
    }

    private static int Sentences(SheetPen pen, Edition edition, Statement statement, int row)
    {
        var changes = edition.Changes.Select(change =>
            $"{change.What}: {change.Provisional} → {change.Final} since the provisional edition."
        );
        foreach (var sentence in statement.Sentences.Concat(changes))
        {
            pen.Words(row, Left, sentence);
            var range = pen.Sheet.Range(row, Left, row, Right);
            range.Merge();
            Look.Sentence(range.Style);
            pen.Sheet.Row(row).Height = RowHeight.Of(RowHeight.Lines(sentence, CharactersALine));
            row++;
        }

        return row;
    }

    private static int Credits(SheetPen pen, Statement statement, int row)
    {
        Header(pen, row, Left, ("Your credits", CellKind.Text), ("Credits", CellKind.Credits));
        var first = row + 1;
        foreach (var (words, credits) in statement.Credits)
        {
            row++;
            pen.Value(row, Left, CellKind.Text, CellValue.Of(words));
            pen.Value(row, Left + 1, CellKind.Credits, CellValue.Of(credits));
        }

        row++;
        pen.Value(row, Left, CellKind.Text, CellValue.Of("Left at the end"), strong: true);
        pen.Formula(
            row,
            Left + 1,
            CellKind.Credits,
            $"ROUND(SUM(C{first}:C{row - 1}),3)",
            CellValue.Of(statement.Client.Closing),
            strong: true
        );
        pen.Name(row, Left + 1, "Statement_Left");
        row++;
        pen.Value(row, Left, CellKind.Text, CellValue.Of("Bought once and still unused"));
        pen.Value(row, Left + 1, CellKind.Credits, CellValue.Of(statement.Client.PaidUnused));
        row++;
        pen.Value(row, Left, CellKind.Text, CellValue.Of("Used beyond your credits"));
        pen.Value(row, Left + 1, CellKind.Credits, CellValue.Of(statement.Client.Overage));
        return row;
    }

    private static int Charges(SheetPen pen, Edition edition, Statement statement, int header)
    {
        Header(pen, header, Left, ChargeColumns);
        var row = header;
        foreach (var line in statement.Charges)
        {
            row++;
            Charge(pen, row, line, statement);
        }

        // Excel knows no table without a row.
        row = Math.Max(row, header + 1);
        pen.Tables.Add(
            new TableDefinition(
                "Charges",
                header,
                Left,
                row,
                HasTotals: false,
                [
                    .. ChargeColumns.Select(column => new TableDefinition.Column(
                        column.Name,
                        null,
                        null,
                        null
                    )),
                ]
            )
        );
        row++;
        pen.Value(
            row,
            Left,
            CellKind.Text,
            CellValue.Of($"To pay ({edition.Book.Currency})"),
            strong: true
        );
        pen.Value(row, Left + 1, CellKind.Text, CellValue.Blank, strong: true);
        pen.Value(row, Left + 3, CellKind.Text, CellValue.Blank, strong: true);
        var tax = statement.ToPay - statement.Charged;
        Sum(Left + 2, "Net", CellValue.Of(statement.Charged));
        Sum(Left + 4, "Tax", CellValue.Of(tax));
        Sum(Left + 5, "Gross", CellValue.Of(statement.ToPay));
        pen.Name(row, Left + 2, "Statement_Charged");
        return row;

        void Sum(int column, string name, CellValue result) =>
            pen.Formula(row, column, CellKind.Money, $"SUM(Charges[{name}])", result, strong: true);
    }

    private static void Charge(SheetPen pen, int row, InvoiceLine line, Statement statement)
    {
        pen.Value(
            row,
            Left,
            CellKind.Typed,
            CellValue.Of(CleanText.Line(statement.What(line), 200))
        );
        pen.Value(row, Left + 1, CellKind.Month, CellValue.Of(line.Month));
        pen.Value(row, Left + 2, CellKind.Money, CellValue.Of(line.Net));
        pen.Value(
            row,
            Left + 3,
            CellKind.Percent,
            line.TaxRate is { } rate ? CellValue.Of(rate) : CellValue.Blank
        );
        pen.Value(row, Left + 4, CellKind.Money, CellValue.Of(line.Tax));
        pen.Formula(row, Left + 5, CellKind.Money, $"D{row}+F{row}", CellValue.Of(line.Gross));
    }

    private static (int First, int Last) Days(
        SheetPen pen,
        Edition edition,
        Statement statement,
        int header
    )
    {
        Header(pen, header, DayColumn, ("Day", CellKind.Date), ("Used", CellKind.Credits));
        var row = header;
        foreach (var day in statement.Days)
        {
            row++;
            pen.Value(row, DayColumn, CellKind.Date, CellValue.Of(day.Day));
            pen.Value(row, DayColumn + 1, CellKind.Credits, CellValue.Of(day.Used));
        }

        row = Math.Max(row, header + 1);
        pen.Tables.Add(
            new TableDefinition(
                "DailyUsage",
                header,
                DayColumn,
                row,
                HasTotals: false,
                [new("Day", null, null, null), new("Used", null, null, null)]
            )
        );
        pen.Value(row + 1, DayColumn, CellKind.Text, CellValue.Of("Total"), strong: true);
        pen.Formula(
            row + 1,
            DayColumn + 1,
            CellKind.Credits,
            "ROUND(SUM(DailyUsage[Used]),3)",
            CellValue.Of(statement.Client.Totals.Used),
            strong: true
        );
        pen.Name(row + 1, DayColumn + 1, "Statement_Used");
        return (header + 1, row + 1);
    }

    private static int Chart(
        SheetPen pen,
        Edition edition,
        Statement statement,
        int row,
        (int First, int Last) days
    )
    {
        if (statement.Days.Count == 0)
        {
            return row;
        }

        var most = statement.Days.MaxBy(day => day.Used)!;
        var last = days.First + statement.Days.Count - 1;
        pen.Charts.Add(
            new ChartPlan(
                "Credits used by day",
                $"Columns of the credits used on {statement.Days.Count} days; most on {edition.Formats.Day(most.Day)}: {edition.Formats.Credits(most.Used)}.",
                IsHorizontal: false,
                (Left - 1, row - 1, Left + 5, row - 1 + ChartRows),
                "#,##0",
                new ChartPlan.Labels(
                    $"Statement!$I${days.First}:$I${last}",
                    [.. statement.Days.Select(day => CellValue.Of(day.Day))]
                )
                {
                    Format = pen.Formats.For(CellKind.Date),
                },
                [
                    new ChartPlan.Series(
                        "Used",
                        $"Statement!$J${days.First}:$J${last}",
                        Look.Accent,
                        [.. statement.Days.Select(day => CellValue.Of(day.Used))]
                    ),
                ]
            )
        );
        return row + ChartRows;
    }

    private static void Header(
        SheetPen pen,
        int row,
        int column,
        params (string Words, CellKind Kind)[] heads
    )
    {
        foreach (var (words, kind) in heads)
        {
            pen.Words(row, column++, words, style => Look.Header(style, kind));
        }

        pen.Sheet.Row(row).Height = 20;
    }
}
