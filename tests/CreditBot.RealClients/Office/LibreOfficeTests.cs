using CreditBot.RealClients.Processes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditBot.RealClients.Office;

public sealed class LibreOfficeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_formula_is_calculated_anew_even_when_the_file_says_otherwise()
    {
        var workbook = TwoCells(cached: "5");
        Directory.CreateDirectory(_folder.Of("out"));

        var before = await WorkbookProbe.ReadAsync(workbook);
        var after = await WorkbookProbe.ReadAsync(
            await LibreOffice.RecalculateAsync(workbook, _folder.Of("out"))
        );

        before["Sums"]["A1"].Number.ShouldBe(21m);
        before["Sums"]["B1"].Formula.ShouldBe("=A1*2");
        before["Sums"]["B1"].Number.ShouldBe(5m);
        after["Sums"]["B1"].Number.ShouldBe(42m);
        after["Sums"]["B1"].Formula.ShouldBe("=A1*2");
    }

    [Fact]
    public async Task A_workbook_is_printed_into_pictures()
    {
        var pages = await LibreOffice.PicturesAsync(TwoCells(cached: "42"), "harness-workbook");

        new FileInfo(pages.ShouldHaveSingleItem()).Length.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task What_is_no_workbook_is_told()
    {
        await File.WriteAllBytesAsync(
            _folder.Of("broken.xlsx"),
            [80, 75, 3, 4, 0, 0],
            TestContext.Current.CancellationToken
        );

        var read = () => LibreOffice.RecalculateAsync(_folder.Of("broken.xlsx"), _folder.Of("out"));

        (await read.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain(
            "broken.xlsx"
        );
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A1 holds 21 and B1 the formula A1*2, with a value of our choice remembered beside it.</summary>
    private string TwoCells(string cached)
    {
        var file = _folder.Of("two-cells.xlsx");
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var sheet = book.AddNewPart<WorksheetPart>();
        var number = new Cell { CellReference = "A1", CellValue = new CellValue("21") };
        var formula = new Cell
        {
            CellReference = "B1",
            CellFormula = new CellFormula("A1*2"),
            CellValue = new CellValue(cached),
        };
        sheet.Worksheet = new Worksheet(new SheetData(new Row(number, formula) { RowIndex = 1 }));
        book.Workbook = new Workbook(
            new Sheets(
                new Sheet
                {
                    Id = book.GetIdOfPart(sheet),
                    SheetId = 1,
                    Name = "Sums",
                }
            )
        );
        return file;
    }
}
