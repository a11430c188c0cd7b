using ClosedXML.Excel;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>What all sheets share: title lines, what stays in view, how it prints.</summary>
internal static class SheetFrame
{
    /// <summary>The row of a table's column names.</summary>
    public const int HeaderRow = 4;

    public static void Head(SheetPen pen, Edition edition, string title, string note)
    {
        Look.Page(pen.Sheet);
        pen.Words(1, 1, $"{title} · {edition.Formats.Month(edition.Book.Month)}", Look.Title);
        pen.Sheet.Row(1).Height = 28;
        pen.Words(
            2,
            1,
            $"{edition.AgencyLine} · {edition.ScopeLabel} · {Wording.Edition(edition.Book)}. {note}",
            Look.Subtitle
        );
        pen.Sheet.Row(2).Height = 18;
    }

    /// <summary>Landscape, as wide as one page, with the rows down to <paramref name="headerRow"/> on each page; 0 for none.</summary>
    public static void Print(SheetPen pen, Edition edition, int headerRow, int frozenColumns)
    {
        var sheet = pen.Sheet;
        var page = sheet.PageSetup;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.PaperSize = UsesLetter(edition) ? XLPaperSize.LetterPaper : XLPaperSize.A4Paper;
        page.FitToPages(1, headerRow > 0 ? 0 : 1);
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.5).SetBottom(0.6).SetFooter(0.3);
        var agency = ExcelText.InFooter(CleanText.Line(edition.Book.AgencyName, 60));
        page.Footer.Left.AddText(
            $"{agency} · {edition.Formats.Month(edition.Book.Month)} · {Wording.Edition(edition.Book)}"
        );
        page.Footer.Right.AddText(XLHFPredefinedText.SheetName);
        page.Footer.Right.AddText(" · ");
        page.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        page.Footer.Right.AddText("/");
        page.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
        if (headerRow > 0)
        {
            page.SetRowsToRepeatAtTop(headerRow, headerRow);
            sheet.SheetView.Freeze(headerRow, frozenColumns);
        }
    }

    private static bool UsesLetter(Edition edition) =>
        edition.Formats.Culture.Name
            is "en-US"
                or "en-CA"
                or "fr-CA"
                or "es-MX"
                or "en-PH"
                or "es-CO"
                or "es-CL";
}
