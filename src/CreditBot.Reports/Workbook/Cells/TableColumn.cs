namespace CreditBot.Reports.Workbook.Cells;

/// <summary>A column of a table sheet.</summary>
/// <param name="Value">The row's value; of a formula column, the formula's result.</param>
internal sealed record TableColumn<T>(
    string Name,
    double Width,
    CellKind Kind,
    Func<T, CellValue> Value
)
{
    /// <summary>The words above a run of columns that belong together.</summary>
    public string Band { get; init; } = "";

    /// <summary>What every row holds; columns of the same row as [@Name].</summary>
    public string? Formula { get; init; }

    /// <summary>Whether the totals row sums it.</summary>
    public bool Summed { get; init; }

    /// <summary>A totals formula other than a sum, with its result.</summary>
    public (string Formula, CellValue Result)? Total { get; init; }

    /// <summary>Shares between 0 and 1 with a bar behind them.</summary>
    public bool HasBar { get; init; }
}

/// <summary>A table as it was laid out: what the checks compare with.</summary>
/// <param name="Key">A column that every row fills.</param>
/// <param name="Sums">Each column of numbers with the sum of what was written.</param>
internal sealed record PlacedTable(
    string Name,
    int FirstRow,
    int Count,
    string Key,
    IReadOnlyList<PlacedTable.ColumnSum> Sums
)
{
    /// <param name="Absolute">The sum of the figures without their signs.</param>
    internal sealed record ColumnSum(string Column, CellKind Kind, decimal Sum, decimal Absolute);

    public decimal SumOf(string column) => Sums.Single(sum => sum.Column == column).Sum;

    public decimal AbsoluteSumOf(string column) =>
        Sums.Single(sum => sum.Column == column).Absolute;
}
