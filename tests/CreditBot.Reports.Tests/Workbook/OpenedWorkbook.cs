using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CreditBot.Reports.Tests.Workbook;

/// <summary>A workbook file as its XML says it, read by other means than wrote it.</summary>
internal sealed partial class OpenedWorkbook
{
    private static readonly XNamespace Main =
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly XNamespace R =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, Dictionary<string, Cell>> _sheets = new(
        StringComparer.Ordinal
    );

    public OpenedWorkbook(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        XDocument Part(string name)
        {
            using var part = zip.GetEntry(name)!.Open();
            return XDocument.Load(part);
        }

        var shared = Part("xl/sharedStrings.xml")
            .Root!.Elements(Main + "si")
            .Select(Words)
            .ToList();
        var targets = Part("xl/_rels/workbook.xml.rels")
            .Root!.Elements()
            .ToDictionary(
                rel => rel.Attribute("Id")!.Value,
                rel => rel.Attribute("Target")!.Value.TrimStart('/'),
                StringComparer.Ordinal
            );
        foreach (var sheet in Part("xl/workbook.xml").Descendants(Main + "sheet"))
        {
            var cells = Part(targets[sheet.Attribute(R + "id")!.Value])
                .Descendants(Main + "c")
                .Select(cell => Read(cell, shared))
                .Where(cell => cell.Formula is not null || cell.Shown.Length > 0);
            _sheets[sheet.Attribute("name")!.Value] = cells.ToDictionary(
                cell => cell.Address,
                StringComparer.Ordinal
            );
        }

        Parts = [.. zip.Entries.Select(entry => entry.FullName)];
    }

    public IReadOnlyList<string> Parts { get; }

    public IEnumerable<string> Sheets => _sheets.Keys;

    public Cell this[string sheet, string address] => _sheets[sheet][address];

    public IReadOnlyCollection<Cell> Cells(string sheet) => _sheets[sheet].Values;

    /// <summary>The cell of a table's row under a column's name; the row is found by the text in its first column.</summary>
    public Cell Of(string sheet, string row, string column, int headerRow = 4)
    {
        var letters = Cells(sheet)
            .Single(cell => cell.Row == headerRow && cell.Shown == column)
            .Letters;
        var number = Cells(sheet)
            .Single(cell => cell.Letters == "A" && cell.Row > headerRow && cell.Shown == row)
            .Row;
        return _sheets[sheet][$"{letters}{number}"];
    }

    /// <summary>What every sheet shows, a line a row, formulas after their results.</summary>
    public string Listing()
    {
        var lines = new List<string>();
        foreach (var sheet in Sheets)
        {
            lines.Add($"== {sheet}");
            lines.AddRange(
                Cells(sheet)
                    .GroupBy(cell => cell.Row)
                    .OrderBy(row => row.Key)
                    .Select(row =>
                        $"{row.Key}: {string.Join(" | ", row.OrderBy(cell => cell.Letters.Length).ThenBy(cell => cell.Letters, StringComparer.Ordinal).Select(Shown))}"
                    )
            );
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Shown(Cell cell) =>
        cell.Formula is { } formula ? $"{cell.Shown} {{={formula}}}" : cell.Shown;

    private static Cell Read(XElement cell, List<string> shared)
    {
        var type = cell.Attribute("t")?.Value ?? "n";
        var value = cell.Element(Main + "v")?.Value ?? "";
        var shown = type switch
        {
            "s" when value.Length > 0 => shared[int.Parse(value, CultureInfo.InvariantCulture)],
            "s" => "",
            "inlineStr" => Words(cell.Element(Main + "is")!),
            "str" => Unescaped(value),
            _ => value,
        };
        return new Cell(
            cell.Attribute("r")!.Value,
            type is "s" or "inlineStr" or "str",
            shown,
            cell.Element(Main + "f")?.Value
        );
    }

    private static string Words(XElement holder) =>
        Unescaped(string.Concat(holder.Descendants(Main + "t").Select(text => text.Value)));

    private static string Unescaped(string text) =>
        Escape()
            .Replace(
                text,
                match =>
                    (
                        (char)
                            ushort.Parse(
                                match.Groups["code"].ValueSpan,
                                NumberStyles.HexNumber,
                                CultureInfo.InvariantCulture
                            )
                    ).ToString()
            );

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();

    /// <param name="Shown">The text, or the number's digits; of a formula, the result that was written beside it.</param>
    internal sealed record Cell(string Address, bool IsText, string Shown, string? Formula)
    {
        public string Letters { get; } = Address.TrimEnd("0123456789".ToCharArray());

        public int Row { get; } =
            int.Parse(
                Address.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()),
                CultureInfo.InvariantCulture
            );

        public decimal Number =>
            decimal.Parse(Shown, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
