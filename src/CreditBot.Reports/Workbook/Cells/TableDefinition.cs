namespace CreditBot.Reports.Workbook.Cells;

/// <summary>An Excel table over cells of a sheet.</summary>
/// <param name="HeaderRow">The row of the columns' names.</param>
/// <param name="FirstColumn">From 1.</param>
/// <param name="LastRow">The last row of data, the totals row not counted.</param>
internal sealed record TableDefinition(
    string Name,
    int HeaderRow,
    int FirstColumn,
    int LastRow,
    bool HasTotals,
    IReadOnlyList<TableDefinition.Column> Columns
)
{
    public string Range =>
        $"{SheetPen.Address(HeaderRow, FirstColumn)}:{SheetPen.Address(LastRow + (HasTotals ? 1 : 0), LastColumn)}";

    public string FilterRange =>
        $"{SheetPen.Address(HeaderRow, FirstColumn)}:{SheetPen.Address(LastRow, LastColumn)}";

    private int LastColumn => FirstColumn + Columns.Count - 1;

    /// <param name="Formula">What every row of the column holds; null for plain values.</param>
    /// <param name="Total">The totals row's formula; null for none.</param>
    internal sealed record Column(string Name, string? Formula, string? Total, string? TotalLabel);
}

/// <summary>Rows that are streamed into the sheet when the file is written; they take their styles from the frame's row at <paramref name="FirstRow"/>.</summary>
internal sealed record TableBody(
    int FirstRow,
    int FirstColumn,
    int Count,
    IEnumerable<TableBody.Row> Rows
)
{
    /// <summary>The cells of a row, in the columns' order, each with its column's formula, if it has one.</summary>
    /// <param name="Lines">Lines of text in its fullest cell: spreadsheets don't measure wrapped text of files they didn't write.</param>
    internal readonly record struct Row(
        IReadOnlyList<(string? Formula, CellValue Value)> Cells,
        int Lines
    );
}

/// <summary>Bars inside the cells of a column that holds shares: empty at 0, full at 1.</summary>
internal sealed record DataBar(string Range);
