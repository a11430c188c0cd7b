using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>The line behind the month: up to twelve months with their margin, as a table and as columns.</summary>
internal static class SummaryMonths
{
    private const int Left = 2;
    private const int ChartColumn = 7;
    private const int ChartRight = 15;
    private const int ChartHeight = 17;

    private static readonly string[] Names =
    [
        "Month",
        "Revenue",
        "Cost",
        "Adjustments",
        "Margin",
        "Margin %",
        "Used",
    ];

    /// <returns>The last row used.</returns>
    public static int Write(SheetPen pen, Edition edition, int row, int chartRow)
    {
        var book = edition.Book;
        if (book.Earlier.Count == 0)
        {
            return row - 2;
        }

        List<MonthPoint> points =
        [
            .. book.Earlier.TakeLast(11),
            new MonthPoint(book.Month, BookScope.SumOfClients(book)),
        ];
        pen.Words(row, Left, "Twelve months", Look.Section);
        var header = row + 1;
        for (var i = 0; i < Names.Length; i++)
        {
            var kind = i == 0 ? CellKind.Text : CellKind.Money;
            pen.Words(header, Left + i, Names[i], style => Look.Header(style, kind));
        }

        for (var i = 0; i < points.Count; i++)
        {
            Point(pen, header + 1 + i, points[i], isLast: i == points.Count - 1);
        }

        var last = header + points.Count;
        pen.Tables.Add(Table(header, last));
        Chart(pen, edition, points, header + 1, last, chartRow);
        return last;
    }

    private static void Point(SheetPen pen, int row, MonthPoint point, bool isLast)
    {
        var totals = point.Totals;
        pen.Value(row, Left, CellKind.Month, CellValue.Of(point.Month));
        pen.Sheet.Cell(row, Left).Style.Alignment.Horizontal = ClosedXML
            .Excel
            .XLAlignmentHorizontalValues
            .Left;
        Amount(3, "Summary_Revenue", CellValue.Of(totals.Revenue), CellKind.Money);
        Amount(4, "Summary_Cost", CellValue.Of(totals.Cost), CellKind.Money);
        Amount(5, "Summary_Adjustments", CellValue.Of(totals.Adjustments), CellKind.Money);
        pen.Formula(row, 6, CellKind.Money, $"C{row}-D{row}+E{row}", CellValue.Of(totals.Margin));
        pen.Formula(
            row,
            7,
            CellKind.Percent,
            $"IF(C{row}=0,\"–\",F{row}/C{row})",
            CellValue.Ratio(totals.Margin.Amount, totals.Revenue.Amount)
        );
        Amount(8, "Summary_Used", CellValue.Of(totals.Used), CellKind.Credits);

        void Amount(int column, string name, CellValue value, CellKind kind)
        {
            if (isLast)
            {
                pen.Formula(row, column, kind, name, value);
            }
            else
            {
                pen.Value(row, column, kind, value);
            }
        }
    }

    private static TableDefinition Table(int header, int last) =>
        new(
            "Months",
            header,
            Left,
            last,
            HasTotals: false,
            [.. Names.Select(name => new TableDefinition.Column(name, null, null, null))]
        );

    private static void Chart(
        SheetPen pen,
        Edition edition,
        List<MonthPoint> points,
        int first,
        int last,
        int chartRow
    )
    {
        var formats = edition.Formats;
        var best = points.MaxBy(point => point.Totals.Margin.Amount)!;
        pen.Charts.Add(
            new ChartPlan(
                $"Margin by month ({edition.Book.Currency})",
                $"Columns of the margin of {points.Count} months up to {formats.Month(edition.Book.Month)}, "
                    + $"now {formats.Money(edition.Book.Totals.Margin)}; the highest is {formats.Month(best.Month)} with {formats.Money(best.Totals.Margin)}.",
                IsHorizontal: false,
                (ChartColumn, chartRow - 1, ChartRight, chartRow + ChartHeight),
                "#,##0",
                new ChartPlan.Labels(
                    $"Summary!$B${first}:$B${last}",
                    [.. points.Select(point => CellValue.Of(point.Month))]
                ),
                [
                    new ChartPlan.Series(
                        "Margin",
                        $"Summary!$F${first}:$F${last}",
                        Look.Accent,
                        [.. points.Select(point => CellValue.Of(point.Totals.Margin))]
                    ),
                ]
            )
        );
    }
}
