using System.Globalization;
using CreditBot.Months;
using CreditBot.RealClients.Processes;
using CreditBot.Reports;
using CreditBot.Reports.Tests;
using CreditBot.Reports.Workbook;

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

        Recalculated.Compare(written, recalculated).ShouldBeGreaterThan(200);
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

            Recalculated.Compare(written, recalculated).ShouldBeGreaterThan(50, $"seed {seed}");
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
            var where = Tampering.Once(file, new Random(seed));

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

    [Fact]
    public async Task A_statement_is_one_page_and_calculated_the_same_by_LibreOffice()
    {
        var file = _folder.Of("statement.xlsx");
        await File.WriteAllBytesAsync(
            file,
            MonthWorkbook.ToBytes(
                Books.HandWorked(),
                English with
                {
                    Scope = "client:bella-bakery",
                }
            ),
            TestContext.Current.CancellationToken
        );

        var recalculated = await RecalculatedAsync(file);
        Recalculated
            .Compare(await WorkbookProbe.ReadAsync(file), recalculated)
            .ShouldBeGreaterThan(6);
        recalculated.Sheets.ShouldHaveSingleItem().Name.ShouldBe("Statement");
        (await LibreOffice.PicturesAsync(file, "statement")).ShouldHaveSingleItem();
    }

    public void Dispose() => _folder.Dispose();

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
}
