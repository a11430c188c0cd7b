using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditBot.RealClients.Office;

/// <summary>What somebody might do to a workbook to make it say something else.</summary>
internal static class Tampering
{
    /// <summary>Adds 1 to a figure in one of the tables, or types over a formula there.</summary>
    public static string Once(string file, Random random)
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
        using var document = SpreadsheetDocument.Open(file, isEditable: true);
        var book = document.WorkbookPart!;
        // A month may have no request, or nobody who used anything.
        var filled = sheets.Where(name => Figures(book, name).Count > 0).ToList();
        var name = filled[random.Next(filled.Count)];
        var cells = Figures(book, name);
        var cell = cells[random.Next(cells.Count)];
        var was = double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);
        cell.CellFormula = null;
        cell.CellValue = new CellValue(was + 1);
        return $"{name}!{cell.CellReference} was {was}";
    }

    /// <summary>Below the header and above the totals, which follow a reader's filter and are no source of anything.</summary>
    private static List<Cell> Figures(WorkbookPart book, string name)
    {
        var sheet = book.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == name);
        return
        [
            .. ((WorksheetPart)book.GetPartById(sheet.Id!))
                .Worksheet.Descendants<Row>()
                .Where(row => row.RowIndex! > 4U)
                .SkipLast(1)
                .SelectMany(row => row.Elements<Cell>())
                .Where(cell => cell is { DataType: null, CellValue: not null }),
        ];
    }
}
