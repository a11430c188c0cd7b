using System.Globalization;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>The clients that used most, against what they are allocated, as rows that look into Clients and as bars.</summary>
internal static class SummaryUsers
{
    private const int Left = 2;
    private const int Most = 10;

    /// <returns>The last row that the sheet's words or charts reach.</returns>
    public static int Write(SheetPen pen, Edition edition, int row)
    {
        var top = edition
            .Book.Clients.Select((client, index) => (Client: client, Place: index + 1))
            .Where(entry => !entry.Client.Totals.Used.IsZero)
            .OrderByDescending(entry => entry.Client.Totals.Used)
            .ThenBy(entry => entry.Place)
            .Take(Most)
            .ToList();
        if (top.Count == 0)
        {
            return row;
        }

        pen.Words(row, Left, "Most used", Look.Section);
        var header = row + 1;
        string[] names = ["Client", "Used", "Allocation", "% used"];
        for (var i = 0; i < names.Length; i++)
        {
            var kind = i == 0 ? CellKind.Text : CellKind.Credits;
            pen.Words(header, Left + i, names[i], style => Look.Header(style, kind));
        }

        for (var i = 0; i < top.Count; i++)
        {
            Client(pen, header + 1 + i, top[i].Client, top[i].Place);
        }

        pen.Bars.Add(new DataBar($"E{header + 1}:E{header + top.Count}"));
        Chart(pen, edition, [.. top.Select(entry => entry.Client)], header + 1);
        return pen.Charts.Max(chart => chart.At.ToRow) + 1;
    }

    private static void Client(SheetPen pen, int row, ClientBook client, int place)
    {
        string At(string column) =>
            string.Create(CultureInfo.InvariantCulture, $"INDEX(Clients[{column}],{place})");
        pen.Formula(row, Left, CellKind.Text, At("Client"), CellValue.Of(client.Name));
        pen.Formula(row, 3, CellKind.Credits, At("Used"), CellValue.Of(client.Totals.Used));
        pen.Formula(row, 4, CellKind.Credits, At("Allocation"), CellValue.Of(client.Allocation));
        pen.Formula(
            row,
            5,
            CellKind.Percent,
            $"IF(D{row}=0,\"–\",C{row}/D{row})",
            CellValue.Ratio(client.Totals.Used.Value, client.Allocation.Value)
        );
    }

    private static void Chart(SheetPen pen, Edition edition, List<ClientBook> clients, int first)
    {
        var last = first + clients.Count - 1;
        pen.Charts.Add(
            new ChartPlan(
                "Credits used against allocation",
                $"Bars of the credits that {clients.Count} clients used beside what they are allocated; most used: "
                    + $"{CleanText.Line(clients[0].Name)} with {edition.Formats.Credits(clients[0].Totals.Used)} of {edition.Formats.Credits(clients[0].Allocation)}.",
                IsHorizontal: true,
                (6, first - 3, 15, first - 1 + Math.Max(14, clients.Count + 4)),
                "#,##0",
                new ChartPlan.Labels(
                    $"Summary!$B${first}:$B${last}",
                    [.. clients.Select(client => CellValue.Of(client.Name))]
                ),
                [
                    new ChartPlan.Series(
                        "Used",
                        $"Summary!$C${first}:$C${last}",
                        Look.Accent,
                        [.. clients.Select(client => CellValue.Of(client.Totals.Used))]
                    ),
                    new ChartPlan.Series(
                        "Allocation",
                        $"Summary!$D${first}:$D${last}",
                        Look.AccentLight,
                        [.. clients.Select(client => CellValue.Of(client.Allocation))]
                    ),
                ]
            )
        );
    }
}
