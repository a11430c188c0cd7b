using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Package;

/// <summary>Writes the finished package: the tables' rows streamed in, and nothing in it that changes from run to run.</summary>
internal static partial class PackageWriter
{
    private const string Properties = "docProps/core.xml";

    // The earliest that a zip entry can say; a real time would make equal workbooks differ.
    private static readonly DateTimeOffset Then = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(
        Stream frame,
        IReadOnlyList<SheetPen> pens,
        Stream output,
        IProgress<WorkbookProgress>? progress
    )
    {
        frame.Position = 0;
        using var source = new ZipArchive(frame, ZipArchiveMode.Read, leaveOpen: true);
        // Through a seekable stream: into others the archive's own headers come out different.
        using var made = new MemoryStream();
        using (var target = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            var sheets = SheetNames(source, pens);
            foreach (
                var entry in source
                    .Entries.OrderBy(Rank)
                    .ThenBy(e => e.FullName, StringComparer.Ordinal)
            )
            {
                var copy = target.CreateEntry(NewName(entry.FullName), CompressionLevel.Optimal);
                copy.LastWriteTime = Then;
                using var from = entry.Open();
                using var to = copy.Open();
                if (sheets.TryGetValue(entry.FullName, out var pen) && pen.Bodies.Count > 0)
                {
                    var name = pen.Sheet.Name;
                    var of = pen.Bodies.Sum(body => body.Count);
                    RowStream.Copy(
                        from,
                        to,
                        pen.Bodies,
                        rows => progress?.Report(new WorkbookProgress(name, rows, of))
                    );
                }
                else if (entry.FullName is "[Content_Types].xml" or "_rels/.rels")
                {
                    Renamed(from, to);
                }
                else
                {
                    from.CopyTo(to);
                }
            }
        }

        made.WriteTo(output);
    }

    private static int Rank(ZipArchiveEntry entry) =>
        entry.FullName switch
        {
            "[Content_Types].xml" => 0,
            "_rels/.rels" => 1,
            _ => 2,
        };

    private static string NewName(string name) =>
        name.EndsWith(".psmdcp", StringComparison.Ordinal) ? Properties : name;

    // ClosedXML numbers its sheets' parts in the order of their tabs.
    private static Dictionary<string, SheetPen> SheetNames(
        ZipArchive source,
        IReadOnlyList<SheetPen> pens
    )
    {
        var names = pens.Select((pen, i) => (Name: $"xl/worksheets/sheet{i + 1}.xml", Pen: pen))
            .ToDictionary(entry => entry.Name, entry => entry.Pen, StringComparer.Ordinal);
        return names.Keys.All(name => source.GetEntry(name) is not null)
            ? names
            : throw new InvalidOperationException("The frame's sheets have other names.");
    }

    // The packaging library gives the properties' part and some relations random names.
    private static void Renamed(Stream from, Stream to)
    {
        using var reader = new StreamReader(from, Encoding.UTF8);
        var text = reader.ReadToEnd();
        text = PropertiesPart().Replace(text, "/" + Properties);
        var next = 0;
        text = RandomId().Replace(text, _ => $"Id=\"rIdRoot{++next}\"");
        text = PropertiesDefault()
            .Replace(
                text,
                """<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" />"""
            );
        to.Write(new UTF8Encoding(false).GetBytes(text));
    }

    [GeneratedRegex(
        "/package/services/metadata/core-properties/[0-9a-f]+\\.psmdcp",
        RegexOptions.None,
        1000
    )]
    private static partial Regex PropertiesPart();

    [GeneratedRegex("Id=\"R[0-9a-f]{8,}\"", RegexOptions.None, 1000)]
    private static partial Regex RandomId();

    [GeneratedRegex("<Default Extension=\"psmdcp\"[^>]*/>", RegexOptions.None, 1000)]
    private static partial Regex PropertiesDefault();
}
