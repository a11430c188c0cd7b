using CreditBot.Amounts;
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
    private const int UsageChartColumn = 9;
    private const int UsageChartRows = 15;

    private static readonly string[] Names =
    [
        "Month",
        "Revenue",
        "Cost",
        "Adjustments",
        "Margin",
        "Margin %",
        "Used",
        "Allocated",
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
            new MonthPoint(
                book.Month,
                BookScope.SumOfClients(book),
                book.Clients.Sum(client => client.Allocation)
            ),
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
        MarginChart(pen, edition, points, header + 1, last, chartRow);
        return points.TrueForAll(point => point.Allocated is not null)
            ? Math.Max(last, UsageChart(pen, edition, points, header + 1, last))
            : last;
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
        Amount(9, "Summary_Allocation", CellValue.Of(point.Allocated), CellKind.Credits);

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

    /// <returns>The last row that it covers.</returns>
    private static int UsageChart(
        SheetPen pen,
        Edition edition,
        List<MonthPoint> points,
        int first,
        int last
    )
    {
        var formats = edition.Formats;
        var now = points[^1];
        var bottom = Math.Max(last, first + UsageChartRows);
        pen.Charts.Add(
            new ChartPlan(
                "Credits used against allocated, by month",
                $"Columns of the credits used and allocated in {points.Count} months; in {formats.Month(now.Month)} {formats.Credits(now.Totals.Used)} of {formats.Credits(now.Allocated!.Value)}.",
                IsHorizontal: false,
                (UsageChartColumn, first - 3, ChartRight, bottom),
                "#,##0",
                Months(points, first, last),
                [
                    new ChartPlan.Series(
                        "Used",
                        $"Summary!$H${first}:$H${last}",
                        Look.Accent,
                        [.. points.Select(point => CellValue.Of(point.Totals.Used))]
                    ),
                    new ChartPlan.Series(
                        "Allocated",
                        $"Summary!$I${first}:$I${last}",
                        Look.AccentLight,
                        [.. points.Select(point => CellValue.Of(point.Allocated))]
                    ),
                ]
            )
        );
        return bottom;
    }

    private static ChartPlan.Labels Months(List<MonthPoint> points, int first, int last) =>
        new(
            $"Summary!$B${first}:$B${last}",
            [.. points.Select(point => CellValue.Of(point.Month))]
        );

    private static void MarginChart(
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
                Months(points, first, last),
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
