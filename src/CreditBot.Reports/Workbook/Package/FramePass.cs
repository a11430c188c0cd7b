using CreditBot.Reports.Workbook.Cells;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>Adds to the frame that ClosedXML wrote what ClosedXML can't: results of formulas, tables, bars and charts.</summary>
internal static class FramePass
{
    public static void Complete(Stream frame, IReadOnlyList<SheetPen> pens)
    {
        using var document = SpreadsheetDocument.Open(frame, isEditable: true);
        var book = document.WorkbookPart!;
        // It knows none of the streamed formulas; whoever opens the file makes a new one.
        book.DeletePart(book.CalculationChainPart!);
        foreach (var name in book.Workbook.DefinedNames!.Elements<DefinedName>())
        {
            name.Text = OneCell(name.Text);
        }

        uint tableId = 0;
        foreach (var pen in pens)
        {
            var entry = book
                .Workbook.Sheets!.Elements<Sheet>()
                .Single(sheet => sheet.Name == pen.Sheet.Name);
            var part = (WorksheetPart)book.GetPartById(entry.Id!);
            Results(part.Worksheet, pen);
            View(part.Worksheet, pen);
            Bars.Add(part.Worksheet, pen.Bars);
            ChartParts.Add(part, pen.Charts);
            tableId = TableParts.Add(part, pen.Tables, tableId);
        }
    }

    private static void Results(Worksheet sheet, SheetPen pen)
    {
        foreach (var cell in sheet.Descendants<Cell>().Where(cell => cell.CellFormula is not null))
        {
            var result = pen.Results[cell.CellReference!.Value!];
            if (result.Text is { } text)
            {
                cell.DataType = CellValues.String;
                cell.CellValue = new DocumentFormat.OpenXml.Spreadsheet.CellValue(
                    ExcelText.Escaped(text)
                );
            }
            else
            {
                cell.DataType = null;
                cell.CellValue = result.Number is null
                    ? null
                    : new DocumentFormat.OpenXml.Spreadsheet.CellValue(result.Digits);
            }
        }
    }

    private static void View(Worksheet sheet, SheetPen pen)
    {
        foreach (var pane in sheet.Descendants<Pane>())
        {
            pane.State = PaneStateValues.Frozen;
        }

        // ClosedXML has seen the frame's cells only.
        var last = pen.Tables.Select(table => table.LastRow + (table.HasTotals ? 1 : 0));
        var row = last.Append(pen.Sheet.LastRowUsed().RowNumber()).Max();
        var column = pen.Sheet.LastColumnUsed().ColumnNumber();
        sheet.SheetDimension = new SheetDimension
        {
            Reference = $"A1:{SheetPen.Address(row, column)}",
        };

        // "007" is a client's name here, no number that lost its way.
        sheet.AddChild(
            new IgnoredErrors(
                new IgnoredError
                {
                    SequenceOfReferences = new([sheet.SheetDimension.Reference!.Value!]),
                    NumberStoredAsText = true,
                }
            )
        );
    }

    // ClosedXML writes a name for one cell as a range from the cell to itself.
    private static string OneCell(string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var bang = reference.LastIndexOf('!');
        return colon > bang && reference[(bang + 1)..colon] == reference[(colon + 1)..]
            ? reference[..colon]
            : reference;
    }
}
