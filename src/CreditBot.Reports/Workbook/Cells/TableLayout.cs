using ClosedXML.Excel;

namespace CreditBot.Reports.Workbook.Cells;

/// <summary>Lays a table out: bands, header, a first row that carries the styles, totals; the rows themselves are streamed later.</summary>
internal sealed class TableLayout<T>(
    SheetPen pen,
    string name,
    IReadOnlyList<TableColumn<T>> columns,
    IReadOnlyCollection<T> rows
)
{
    private const int Left = 1;

    private readonly string?[] _formulas =
    [
        .. columns.Select(column => Expanded(name, column.Formula)),
    ];

    private bool HasTotals => columns.Any(column => column.Summed);

    /// <param name="key">A column that every row fills.</param>
    public PlacedTable Place(int headerRow, string key)
    {
        pen.Widths([.. columns.Select(column => column.Width)]);
        Bands(headerRow - 1);
        var sums = Sums();
        var first = headerRow + 1;
        // A table without rows has an empty one: Excel knows no table without.
        var last = headerRow + Math.Max(1, rows.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            pen.Words(headerRow, Left + i, column.Name, style => Look.Header(style, column.Kind));
            Look.Body(pen.Sheet.Cell(first, Left + i).Style, column.Kind, pen.Formats);
            if (HasTotals)
            {
                Total(last + 1, Left + i, column, sums);
            }

            if (i > 0 && column.Kind.IsText())
            {
                // Or words would touch the number to their left.
                pen.Sheet.Cell(headerRow, Left + i).Style.Alignment.Indent = 1;
                pen.Sheet.Cell(first, Left + i).Style.Alignment.Indent = 1;
            }

            if (column.HasBar)
            {
                pen.Bars.Add(
                    new DataBar(
                        $"{SheetPen.Address(first, Left + i)}:{SheetPen.Address(last, Left + i)}"
                    )
                );
            }
        }

        pen.Sheet.Row(headerRow).Height = 32;
        pen.Tables.Add(Definition(headerRow, last));
        pen.Bodies.Add(new TableBody(first, Left, rows.Count, rows.Select(Row)));
        return new PlacedTable(name, first, rows.Count, key, sums);
    }

    private TableBody.Row Row(T row)
    {
        var cells = new (string? Formula, CellValue Value)[columns.Count];
        var lines = 1;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (_formulas[i], columns[i].Value(row));
            if (columns[i].Kind is CellKind.Wrapped && cells[i].Value.Text is { } text)
            {
                lines = Math.Max(lines, RowHeight.Lines(text, columns[i].Width));
            }
        }

        return new TableBody.Row(cells, lines);
    }

    private TableDefinition Definition(int headerRow, int last) =>
        new(
            name,
            headerRow,
            Left,
            last,
            HasTotals,
            [
                .. columns.Select(
                    (column, i) =>
                        new TableDefinition.Column(
                            column.Name,
                            _formulas[i],
                            HasTotals ? TotalFormula(column) : null,
                            HasTotals && i == 0 ? "Total" : null
                        )
                ),
            ]
        );

    private void Total(
        int row,
        int at,
        TableColumn<T> column,
        IReadOnlyList<PlacedTable.ColumnSum> sums
    )
    {
        if (TotalFormula(column) is { } formula)
        {
            var result =
                column.Total?.Result
                ?? CellValue.Of(sums.Single(sum => sum.Column == column.Name).Sum);
            pen.Formula(row, at, column.Kind, formula, result, strong: true);
            return;
        }

        pen.Value(
            row,
            at,
            at == Left ? CellKind.Text : column.Kind,
            at == Left ? CellValue.Of("Total") : CellValue.Blank,
            strong: true
        );
    }

    // SUBTOTAL, so that the row follows a filter that the reader sets.
    private string? TotalFormula(TableColumn<T> column) =>
        column.Total?.Formula ?? (column.Summed ? $"SUBTOTAL(109,{name}[{column.Name}])" : null);

    private static string? Expanded(string name, string? formula) =>
        formula
            ?.Replace("[@", $"{name}[[#This Row],[", StringComparison.Ordinal)
            .Replace("@]", "]]", StringComparison.Ordinal);

    private List<PlacedTable.ColumnSum> Sums()
    {
        var numeric = columns.Where(column => !column.Kind.IsText()).ToList();
        var sums = new decimal[numeric.Count];
        var absolutes = new decimal[numeric.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                var number = numeric[i].Value(row).Number ?? 0;
                sums[i] += number;
                absolutes[i] += Math.Abs(number);
            }
        }

        return
        [
            .. numeric.Select(
                (column, i) =>
                    new PlacedTable.ColumnSum(column.Name, column.Kind, sums[i], absolutes[i])
            ),
        ];
    }

    private void Bands(int row)
    {
        for (var from = 0; from < columns.Count; )
        {
            var to = from;
            while (to + 1 < columns.Count && columns[to + 1].Band == columns[from].Band)
            {
                to++;
            }

            if (columns[from].Band.Length > 0)
            {
                var range = pen.Sheet.Range(row, Left + from, row, Left + to);
                range.Merge();
                range.FirstCell().SetValue(columns[from].Band);
                Look.Band(range.Style);
            }

            from = to + 1;
        }
    }
}
