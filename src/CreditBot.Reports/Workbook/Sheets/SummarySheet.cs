using ClosedXML.Excel;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Summary: the month on one page; how it stands, what changed and why, the figures against last month, two charts.</summary>
internal static class SummarySheet
{
    /// <summary>The name of the cell that says how the checks came out; Control fills it.</summary>
    public const string ChecksName = "Control_Result";

    private const int Left = 2;
    private const int Right = 15;
    private const int CharactersALine = 165;

    /// <param name="checks">What the Control sheet comes to.</param>
    public static SummaryFigures Write(SheetPen pen, Edition edition, CellValue checks)
    {
        Look.Page(pen.Sheet);
        pen.Widths(2, 30, 15, 15, 15, 13, 12, 12, 12, 12, 12, 12, 12, 12, 12);
        Head(pen, edition, checks);
        var row = Sentences(pen, edition, 7);
        row = Changes(pen, edition, row + 1);
        var figures = SummaryFigures.Write(pen, edition, row + 1);
        row = SummaryMonths.Write(pen, edition, figures.LastRow + 2, chartRow: row + 1);
        var last = SummaryUsers.Write(pen, edition, row + 2);
        SheetFrame.Print(pen, edition, headerRow: 0, frozenColumns: 0);
        // Without it a chart that ends below the last words is cut off.
        pen.Sheet.PageSetup.PrintAreas.Add(1, 1, last, Right);
        return figures;
    }

    private static void Head(SheetPen pen, Edition edition, CellValue checks)
    {
        pen.Words(1, Left, edition.Formats.Month(edition.Book.Month), Look.Title);
        pen.Sheet.Row(1).Height = 30;
        pen.Words(2, Left, $"{edition.AgencyLine} · {edition.ScopeLabel}", Look.Subtitle);
        pen.Words(
            4,
            Left,
            Wording.Edition(edition.Book),
            style => Look.Badge(style, edition.Book.IsClosed)
        );
        pen.Words(4, Left + 1, edition.Standing);
        pen.Sheet.Cell(4, Left + 1).Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        pen.Sheet.Cell(4, Left + 1).Style.Alignment.Indent = 1;
        pen.Sheet.Row(4).Height = 20;
        pen.Words(
            5,
            Left,
            "Checks",
            style => style.Alignment.Vertical = XLAlignmentVerticalValues.Center
        );
        pen.Formula(5, Left + 1, CellKind.Text, ChecksName, checks);
        var verdict = pen.Sheet.Cell(5, Left + 1).Style;
        verdict.Border.BottomBorder = XLBorderStyleValues.None;
        verdict.Alignment.Indent = 1;
        pen.Sheet.Row(5).Height = 18;
    }

    private static int Sentences(SheetPen pen, Edition edition, int row)
    {
        pen.Words(row, Left, "What changed and why", Look.Section);
        foreach (var sentence in edition.Sentences)
        {
            Paragraph(pen, ++row, sentence);
        }

        return row + 1;
    }

    private static int Changes(SheetPen pen, Edition edition, int row)
    {
        if (edition.Changes.Count == 0)
        {
            return row - 1;
        }

        pen.Words(row, Left, "Changed since the provisional edition", Look.Section);
        foreach (var change in edition.Changes)
        {
            Paragraph(pen, ++row, $"{change.What}: {change.Provisional} → {change.Final}");
        }

        return row + 1;
    }

    // Merged cells don't grow with their text, so the height is set by its length.
    private static void Paragraph(SheetPen pen, int row, string text)
    {
        pen.Words(row, Left, text);
        var range = pen.Sheet.Range(row, Left, row, Right);
        range.Merge();
        Look.Sentence(range.Style);
        pen.Sheet.Row(row).Height = RowHeight.Of(RowHeight.Lines(text, CharactersALine));
    }
}
