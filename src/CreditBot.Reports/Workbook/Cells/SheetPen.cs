using ClosedXML.Excel;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>Lays one sheet out: ClosedXML holds its frame, this beside it what ClosedXML can't write (results of formulas, tables' rows, bars, charts).</summary>
internal sealed class SheetPen(IXLWorksheet sheet, NumberFormats formats)
{
    private readonly Dictionary<string, CellValue> _results = new(StringComparer.Ordinal);

    public IXLWorksheet Sheet { get; } = sheet;

    public NumberFormats Formats { get; } = formats;

    /// <summary>What each formula of the frame comes to, by address.</summary>
    public IReadOnlyDictionary<string, CellValue> Results => _results;

    public List<TableDefinition> Tables { get; } = [];

    public List<TableBody> Bodies { get; } = [];

    public List<DataBar> Bars { get; } = [];

    public List<ChartPlan> Charts { get; } = [];

    /// <summary>The widths of columns A, B, C …, in characters.</summary>
    public void Widths(params double[] widths)
    {
        for (var i = 0; i < widths.Length; i++)
        {
            Sheet.Column(i + 1).Width = widths[i];
        }
    }

    public IXLCell Words(int row, int column, string text, Action<IXLStyle>? look = null)
    {
        var cell = Sheet.Cell(row, column);
        // Not Value, which would read "007" as 7 and "=1+1" as a formula.
        cell.SetValue(text);
        look?.Invoke(cell.Style);
        return cell;
    }

    public void Value(int row, int column, CellKind kind, CellValue value, bool strong = false)
    {
        var cell = Styled(row, column, kind, strong);
        if (value.Text is { } text)
        {
            cell.SetValue(text);
        }
        else if (value.Number is { } number)
        {
            cell.SetValue(number);
        }
    }

    /// <summary>A live formula, with the result that viewers show which don't calculate.</summary>
    public IXLCell Formula(
        int row,
        int column,
        CellKind kind,
        string formula,
        CellValue result,
        bool strong = false
    )
    {
        var cell = Styled(row, column, kind, strong);
        cell.FormulaA1 = formula;
        _results[Address(row, column)] = result;
        return cell;
    }

    /// <summary>A name by which formulas on other sheets call a cell.</summary>
    public void Name(int row, int column, string name) =>
        Sheet.Workbook.NamedRanges.Add(name, Sheet.Cell(row, column).AsRange());

    public static string Address(int row, int column) => $"{Letters(column)}{row}";

    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    private IXLCell Styled(int row, int column, CellKind kind, bool strong)
    {
        var cell = Sheet.Cell(row, column);
        if (strong)
        {
            Look.Sum(cell.Style, kind, Formats);
        }
        else
        {
            Look.Body(cell.Style, kind, Formats);
        }

        return cell;
    }
}
