using ClosedXML.Excel;
using CreditBot.Months;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>Control: every check as a live formula that shows OK, or the difference.</summary>
internal static class ControlSheet
{
    private const int What = 1;
    private const int Expected = 2;
    private const int Found = 3;
    private const int Result = 4;
    private const int VerdictRow = 3;
    private const int FirstRow = 5;

    /// <returns>What the checks come to, as the formula in the named cell says it.</returns>
    public static CellValue Write(SheetPen pen, Edition edition, IReadOnlyList<PlacedTable> tables)
    {
        SheetFrame.Head(
            pen,
            edition,
            "Control",
            "Each check compares two figures: OK, or the difference."
                + (
                    edition.TooManyEntries is { } entries
                        ? $" The month's {edition.Formats.Count(entries)} entries are more than a sheet holds, so there is no Ledger sheet."
                        : ""
                )
        );
        pen.Widths(58, 18, 18, 16);
        var row = FirstRow;
        var checks = new List<Check>();
        foreach (var (section, group) in Checks.Of(edition, tables))
        {
            row = Section(pen, row, section, [.. group], checks);
        }

        var verdict = Verdict(pen, row - 1, checks);
        Mark(pen, row - 1);
        Seals(pen, row, edition.Book.Seals);
        SheetFrame.Print(pen, edition, VerdictRow, frozenColumns: 0);
        return verdict;
    }

    private static int Section(
        SheetPen pen,
        int row,
        string section,
        IReadOnlyList<Check> group,
        List<Check> all
    )
    {
        string[] heads = [section, "Expected", "Found", "Result"];
        for (var i = 0; i < heads.Length; i++)
        {
            var kind = i == 0 ? CellKind.Text : CellKind.Money;
            pen.Words(row, What + i, heads[i], style => Look.Header(style, kind));
        }

        foreach (var check in group)
        {
            row++;
            One(pen, row, check);
            all.Add(check);
        }

        return row + 2;
    }

    /// <summary>The ledgers as these figures know them: <c>verify</c> compares a store with its seals, whoever has this file can too.</summary>
    private static void Seals(SheetPen pen, int row, IReadOnlyList<LedgerSeal> seals)
    {
        if (seals.Count == 0)
        {
            return;
        }

        pen.Words(
            row,
            What,
            "Ledgers behind these figures",
            style => Look.Header(style, CellKind.Text)
        );
        pen.Words(row, Expected, "Last entry", style => Look.Header(style, CellKind.Count));
        pen.Words(row, Found, "Its SHA-256", style => Look.Header(style, CellKind.Text));
        pen.Words(row, Result, "", style => Look.Header(style, CellKind.Text));
        foreach (var seal in seals)
        {
            row++;
            pen.Value(row, What, CellKind.Text, CellValue.Of(CleanText.Line(seal.Name)));
            pen.Value(row, Expected, CellKind.Count, CellValue.Of((decimal)seal.Seq));
            // Longer than its column; nothing stands to its right.
            pen.Words(row, Found, seal.Hash);
        }
    }

    private static void One(SheetPen pen, int row, Check check)
    {
        pen.Value(row, What, CellKind.Text, CellValue.Of(check.What));
        if (check.ExpectedFormula is { } formula)
        {
            pen.Formula(row, Expected, check.Kind, formula, CellValue.Of(check.Expected));
        }
        else
        {
            pen.Value(row, Expected, check.Kind, CellValue.Of(check.Expected));
        }

        pen.Formula(row, Found, check.Kind, check.FoundFormula, CellValue.Of(check.Found));
        pen.Formula(
            row,
            Result,
            check.Kind,
            $"IF(ROUND(C{row}-B{row},4)=0,\"OK\",ROUND(C{row}-B{row},4))",
            ResultOf(check)
        );
    }

    private static CellValue Verdict(SheetPen pen, int last, List<Check> checks)
    {
        var off = checks.Count(check => check.Difference != 0);
        var oks = $"COUNTIF(D{FirstRow}:D{last},\"OK\")";
        var all = checks.Count;
        var verdict = CellValue.Of(
            off == 0 ? $"All {all} checks are OK" : $"{off} of {all} checks differ (Control)"
        );
        pen.Formula(
            VerdictRow,
            What,
            CellKind.Text,
            $"IF({oks}={all},\"All {all} checks are OK\",({all}-{oks})&\" of {all} checks differ (Control)\")",
            verdict
        );
        pen.Name(VerdictRow, What, SummarySheet.ChecksName);
        var style = pen.Sheet.Cell(VerdictRow, What).Style;
        Look.Section(style);
        style.Border.BottomBorder = XLBorderStyleValues.None;
        pen.Sheet.Row(VerdictRow).Height = 22;
        return verdict;
    }

    // The words say it; the tint only helps to find it.
    private static void Mark(SheetPen pen, int last)
    {
        var format = pen
            .Sheet.Range(FirstRow, Result, last, Result)
            .AddConditionalFormat()
            .WhenIsTrue($"ISNUMBER($D{FirstRow})");
        format.Fill.BackgroundColor = Look.Colour("FDE2E1");
        format.Font.Bold = true;
        format.Font.FontColor = Look.Colour("9B1C1C");
    }

    private static CellValue ResultOf(Check check) =>
        check.Difference == 0 ? CellValue.Of("OK") : CellValue.Of(check.Difference);
}
