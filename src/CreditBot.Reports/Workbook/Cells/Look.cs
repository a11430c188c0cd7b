using ClosedXML.Excel;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>The workbook's few styles: one ink, one accent, hairlines, and a tint for what is in motion.</summary>
internal static class Look
{
    public const string BarColour = "FFB7CCE1";
    public const string Accent = "1F4E79";
    public const string AccentLight = "9DB8D2";
    private const string Ink = "1F2937";
    private const string Quiet = "6B7280";
    private const string Hairline = "D9DEE5";
    private const string HeaderFill = "EEF2F6";
    private const string Amber = "FFF4D6";
    private const string Green = "E6F4EA";

    public static XLColor Colour(string rgb) => XLColor.FromHtml($"#{rgb}");

    public static void Page(IXLWorksheet sheet)
    {
        sheet.Style.Font.FontName = "Arial";
        sheet.Style.Font.FontSize = 10;
        sheet.Style.Font.FontColor = Colour(Ink);
        sheet.RowHeight = 16;
        sheet.ShowGridLines = false;
    }

    public static void Title(IXLStyle style)
    {
        style.Font.FontSize = 18;
        style.Font.Bold = true;
        style.Font.FontColor = Colour(Accent);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
    }

    public static void Subtitle(IXLStyle style)
    {
        style.Font.FontColor = Colour(Quiet);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
    }

    public static void Section(IXLStyle style)
    {
        style.Font.FontSize = 12;
        style.Font.Bold = true;
        style.Font.FontColor = Colour(Accent);
    }

    /// <summary>The word Provisional or Final; the tint only repeats what the word says.</summary>
    public static void Badge(IXLStyle style, bool final)
    {
        style.Font.Bold = true;
        style.Fill.BackgroundColor = Colour(final ? Green : Amber);
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
    }

    public static void Sentence(IXLStyle style)
    {
        style.Alignment.WrapText = true;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
    }

    public static void Band(IXLStyle style)
    {
        style.Font.FontSize = 8;
        style.Font.FontColor = Colour(Quiet);
        style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        style.Border.BottomBorder = XLBorderStyleValues.Thin;
        style.Border.BottomBorderColor = Colour(AccentLight);
    }

    public static void Header(IXLStyle style, CellKind kind)
    {
        style.Font.Bold = true;
        style.Fill.BackgroundColor = Colour(HeaderFill);
        style.Border.BottomBorder = XLBorderStyleValues.Thin;
        style.Border.BottomBorderColor = Colour(Accent);
        style.Alignment.WrapText = true;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        style.Alignment.Horizontal = Side(kind);
    }

    public static void Body(IXLStyle style, CellKind kind, NumberFormats formats)
    {
        style.NumberFormat.Format = formats.For(kind);
        style.Alignment.Horizontal = Side(kind);
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        style.Alignment.WrapText = kind is CellKind.Wrapped;
        style.IncludeQuotePrefix = kind is CellKind.Typed or CellKind.Wrapped;
        style.Border.BottomBorder = XLBorderStyleValues.Hair;
        style.Border.BottomBorderColor = Colour(Hairline);
    }

    /// <summary>A sum: bold, under a line.</summary>
    public static void Sum(IXLStyle style, CellKind kind, NumberFormats formats)
    {
        Body(style, kind, formats);
        style.IncludeQuotePrefix = false;
        style.Font.Bold = true;
        style.Border.TopBorder = XLBorderStyleValues.Thin;
        style.Border.TopBorderColor = Colour(Accent);
        style.Border.BottomBorder = XLBorderStyleValues.None;
    }

    private static XLAlignmentHorizontalValues Side(CellKind kind) =>
        kind.IsText() ? XLAlignmentHorizontalValues.Left : XLAlignmentHorizontalValues.Right;
}
