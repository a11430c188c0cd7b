using System.Text;
using CsvHelper;

namespace CreditBot.Commands.Imports;

/// <summary>Something in a file that can't be brought in.</summary>
/// <param name="Line">In the file, from 1, as editors count.</param>
/// <param name="Column">By its heading; null when it is the whole line.</param>
internal sealed record ImportFault(int Line, string? Column, string Fault);

/// <summary>A row of a file with its headings.</summary>
internal sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>What stands there, without spaces around it; null when nothing does.</summary>
    public string? Find(string column) =>
        Values.TryGetValue(column, out var value) && value.Trim() is { Length: > 0 } text
            ? text
            : null;
}

/// <summary>A CSV file as spreadsheets of any country write it: separated by comma, semicolon or tab, with a byte order mark or without.</summary>
/// <param name="HasDecimalComma">Whether the separator says that numbers are written with a comma.</param>
internal sealed record CsvTable(
    IReadOnlyList<string> Headings,
    IReadOnlyList<CsvRow> Rows,
    bool HasDecimalComma,
    IReadOnlyList<ImportFault> Faults
)
{
    /// <summary>The file's text.</summary>
    /// <exception cref="CommandFailedException">It is no text in UTF-8 or UTF-16.</exception>
    public static string TextOf(byte[] bytes)
    {
        using var reader = new StreamReader(
            new MemoryStream(bytes),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
        );
        try
        {
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new CommandFailedException("The file is no text. Save it as CSV UTF-8.")
                : text;
        }
        catch (DecoderFallbackException wrong)
        {
            throw new CommandFailedException(
                "The file isn't written in UTF-8. Save it as CSV UTF-8.",
                wrong
            );
        }
    }

    public static CsvTable Of(string text, IReadOnlyList<string> columns)
    {
        text = text.TrimStart('\uFEFF');
        var end = text.IndexOfAny(['\r', '\n']);
        var first = end < 0 ? text : text[..end];
        var separator =
            first.Contains('\t', StringComparison.Ordinal) ? '\t'
            : first.Contains(';', StringComparison.Ordinal) ? ';'
            : ',';
        var rows = new List<CsvRow>();
        var faults = new List<ImportFault>();
        IReadOnlyList<string> headings = [];
        using var reader = CsvReader.FromText(
            text,
            CsvReaderOptions.Default with
            {
                Separator = separator,
                HasHeader = false,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
            }
        );
        try
        {
            while (reader.Read())
            {
                var line = (int)reader.LineNumber;
                var cells = Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(reader.GetString)
                    .ToList();
                if (cells.TrueForAll(string.IsNullOrWhiteSpace))
                {
                    continue;
                }

                if (headings.Count == 0)
                {
                    headings = Named(cells, columns, line, faults);
                }
                else
                {
                    rows.Add(RowOf(cells, headings, line, faults));
                }
            }
        }
        catch (CsvFormatException wrong)
        {
            faults.Add(
                new ImportFault(
                    (int)wrong.LineNumber,
                    null,
                    "A quotation mark stands where none can, or isn't closed. A text that holds one is written in quotation marks, with that one doubled."
                )
            );
        }

        return new CsvTable(headings, rows, separator != ',', faults);
    }

    private static List<string> Named(
        List<string> cells,
        IReadOnlyList<string> columns,
        int line,
        List<ImportFault> faults
    )
    {
        var headings = new List<string>();
        foreach (var cell in cells.Select(cell => cell.Trim()))
        {
            var column = columns.FirstOrDefault(known =>
                known.Equals(cell, StringComparison.OrdinalIgnoreCase)
            );
            if (column is null)
            {
                faults.Add(
                    new ImportFault(
                        line,
                        cell,
                        $"There is no such column. Those that there are: {string.Join(", ", columns)}."
                    )
                );
            }
            else if (headings.Contains(column))
            {
                faults.Add(new ImportFault(line, column, "It stands there twice."));
            }

            headings.Add(column ?? cell);
        }

        return headings;
    }

    private static CsvRow RowOf(
        List<string> cells,
        IReadOnlyList<string> headings,
        int line,
        List<ImportFault> faults
    )
    {
        if (cells.Count != headings.Count)
        {
            faults.Add(
                new ImportFault(
                    line,
                    null,
                    $"The line has {cells.Count} values, and there are {headings.Count} columns."
                )
            );
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (heading, cell) in headings.Zip(cells))
        {
            values.TryAdd(heading, cell);
        }

        return new CsvRow(line, values);
    }
}
