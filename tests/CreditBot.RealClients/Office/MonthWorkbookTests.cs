using System.Globalization;
using System.Text.Json;
using CreditBot.Months;
using CreditBot.RealClients.Processes;
using CreditBot.Reports;
using CreditBot.Reports.Tests;
using CreditBot.Reports.Workbook;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditBot.RealClients.Office;

/// <summary>The month's workbook in programs that aren't ours: LibreOffice calculates it anew, openpyxl reads it.</summary>
public sealed class MonthWorkbookTests : IDisposable
{
    private static readonly ReportStyle English = new(
        CultureInfo.GetCultureInfo("en-US"),
        Books.Berlin
    );

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task LibreOffice_comes_to_the_result_that_stands_beside_each_formula()
    {
        var (written, recalculated) = await BothAsync(Books.HandWorked());

        Compare(written, recalculated).ShouldBeGreaterThan(200);
        recalculated["Control"]["A3"].Text.ShouldBe("All 113 checks are OK");
        recalculated["Summary"]["C5"].Text.ShouldBe("All 113 checks are OK");
    }

    [Fact]
    public async Task The_reference_example_is_calculated_by_LibreOffice()
    {
        var (_, recalculated) = await BothAsync(Books.Reference());
        var clients = recalculated["Clients"];
        var margin = clients.Cells.Single(cell =>
            cell.Key.EndsWith('4') && cell.Value.Text == "Margin"
        );

        clients[margin.Key.Replace('4', '5')].Number.ShouldBe(191m);
    }

    [Fact]
    public async Task Random_months_are_calculated_the_same_by_LibreOffice()
    {
        for (var seed = 100; seed < 100 + Counts.Of(quick: 2, full: 50); seed++)
        {
            var (written, recalculated) = await BothAsync(RandomBooks.Make(seed));

            Compare(written, recalculated).ShouldBeGreaterThan(50, $"seed {seed}");
            recalculated["Control"]
                ["A3"]
                .Text!.ShouldStartWith("All ", Case.Sensitive, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_figure_that_was_typed_over_shows_on_Control()
    {
        for (var seed = 200; seed < 200 + Counts.Of(quick: 3, full: 50); seed++)
        {
            var file = Save(Books.HandWorked(), $"tampered-{seed}.xlsx");
            var where = Tamper(file, new Random(seed));

            var recalculated = await RecalculatedAsync(file);

            recalculated["Control"]
                ["A3"]
                .Text!.ShouldEndWith("differ (Control)", Case.Sensitive, where);
            recalculated["Summary"]["C5"].Text.ShouldBe(recalculated["Control"]["A3"].Text);
        }
    }

    [Fact]
    public async Task Another_reader_sees_tables_charts_headers_and_pages()
    {
        var seen = await WorkbookProbe.ReadAsync(Save(Books.HandWorked(), "seen.xlsx"));

        seen.Sheets.Select(sheet => sheet.Name)
            .ShouldBe([
                "Summary",
                "Clients",
                "Review",
                "Requests",
                "Billing",
                "Outstanding",
                "Balances",
                "Daily usage",
                "Ledger",
                "Control",
            ]);
        seen.Sheets.ShouldAllBe(sheet => sheet.Landscape && !sheet.Hidden);
        seen["Clients"].Tables.ShouldBe([new("Clients", "A4:Z10")]);
        seen["Clients"].FrozenAt.ShouldBe("B5");
        seen["Ledger"].Tables.ShouldBe([new("Ledger", "A4:U23")]);
        seen["Daily usage"].Tables.ShouldBe([new("DailyUsage", "A4:E13")]);
        seen["Summary"]
            .Charts.ShouldBe([
                new("BarChart", "Margin by month (USD)"),
                new("BarChart", "Credits used against allocated, by month"),
                new("BarChart", "Credits used against allocation"),
            ]);
        seen["Clients"]["A8"].Text.ShouldBe("=cmd|' /C calc'!A0");
        seen["Clients"]["A8"].Formula.ShouldBeNull();
        seen["Clients"]["K5"].Format.ShouldBe("#,##0.00;-#,##0.00;\"–\"");
        seen.Names["Summary_Margin"].ShouldBe("Summary!$C$22");
    }

    [Fact]
    public async Task It_prints_into_pictures_for_a_person_to_look_at()
    {
        var pages = await LibreOffice.PicturesAsync(
            Save(Books.HandWorked(), "printed.xlsx"),
            "month-workbook"
        );

        pages.Count.ShouldBeInRange(10, 13);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>How many formulas were compared.</returns>
    private static int Compare(WorkbookProbe written, WorkbookProbe recalculated)
    {
        var count = 0;
        foreach (var sheet in written.Sheets)
        {
            foreach (
                var (address, cell) in sheet.Cells.Where(cell =>
                    cell.Value.Formula is not null && !IsTyped(cell.Value)
                )
            )
            {
                var place = $"{sheet.Name}!{address} {cell.Formula}";
                var again = recalculated[sheet.Name]
                    .Cells.GetValueOrDefault(address)
                    .ShouldNotBeNull(place);
                if (cell.Value.ValueKind == JsonValueKind.Number)
                {
                    again.Number.ShouldBe(
                        cell.Number,
                        Math.Max(0.000_000_001m, Math.Abs(cell.Number) * 0.000_000_001m),
                        place
                    );
                }
                else
                {
                    again.Text.ShouldBe(cell.Text, place);
                }

                count++;
            }
        }

        return count;
    }

    // openpyxl takes a typed text that starts with = for a formula; such a cell has its own text as its value.
    private static bool IsTyped(WorkbookProbe.Cell cell) => cell.Text == cell.Formula;

    private async Task<(WorkbookProbe Written, WorkbookProbe Recalculated)> BothAsync(
        MonthBook book
    )
    {
        var file = Save(book, "month.xlsx");
        return (await WorkbookProbe.ReadAsync(file), await RecalculatedAsync(file));
    }

    private async Task<WorkbookProbe> RecalculatedAsync(string file)
    {
        Directory.CreateDirectory(_folder.Of("again"));
        return await WorkbookProbe.ReadAsync(
            await LibreOffice.RecalculateAsync(file, _folder.Of("again"))
        );
    }

    private string Save(MonthBook book, string name)
    {
        var file = _folder.Of(name);
        File.WriteAllBytes(file, MonthWorkbook.ToBytes(book, English));
        return file;
    }

    /// <summary>Adds 1 to a figure in one of the tables, or types over a formula there.</summary>
    private static string Tamper(string file, Random random)
    {
        string[] sheets =
        [
            "Clients",
            "Requests",
            "Billing",
            "Outstanding",
            "Balances",
            "Daily usage",
            "Ledger",
        ];
        var name = sheets[random.Next(sheets.Length)];
        using var document = SpreadsheetDocument.Open(file, isEditable: true);
        var book = document.WorkbookPart!;
        var sheet = book.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == name);
        var cells = ((WorksheetPart)book.GetPartById(sheet.Id!))
            .Worksheet.Descendants<Row>()
            // Below the header and above the totals, which follow a reader's filter and are no source of anything.
            .Where(row => row.RowIndex! > 4U)
            .SkipLast(1)
            .SelectMany(row => row.Elements<Cell>())
            .Where(cell => cell is { DataType: null, CellValue: not null })
            .ToList();
        var cell = cells[random.Next(cells.Count)];
        var was = double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);
        cell.CellFormula = null;
        cell.CellValue = new CellValue(was + 1);
        return $"{name}!{cell.CellReference} was {was}";
    }
}
