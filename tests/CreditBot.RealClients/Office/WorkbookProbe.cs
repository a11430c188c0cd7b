using System.Text.Json;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Office;

/// <summary>What a reader that isn't ours (openpyxl) sees in a workbook file.</summary>
/// <param name="Sheets">In the order of their tabs.</param>
/// <param name="Names">Defined names and what they stand for.</param>
internal sealed record WorkbookProbe(
    IReadOnlyList<WorkbookProbe.Sheet> Sheets,
    IReadOnlyDictionary<string, string> Names
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Sheet this[string name] => Sheets.Single(sheet => sheet.Name == name);

    public static async Task<WorkbookProbe> ReadAsync(string workbook)
    {
        // Debian's own interpreter, for which Debian packages openpyxl.
        var finished = await ChildProcess.RunAsync(
            "/usr/bin/python3",
            [
                "-W",
                "ignore",
                Repository.Of("tests/CreditBot.RealClients/Office/probe.py"),
                workbook,
            ],
            limit: TimeSpan.FromMinutes(2)
        );
        return JsonSerializer.Deserialize<WorkbookProbe>(finished.ShouldBeDone().Output, Json)!;
    }

    /// <param name="FrozenAt">The first cell that scrolls; null when nothing is frozen.</param>
    /// <param name="Filter">The range with filter buttons outside of tables.</param>
    /// <param name="Widths">By column letter, in characters.</param>
    /// <param name="Cells">By address (<c>B7</c>), without the empty ones.</param>
    internal sealed record Sheet(
        string Name,
        bool Hidden,
        string Dimensions,
        string? FrozenAt,
        string? Filter,
        bool Landscape,
        IReadOnlyList<Table> Tables,
        IReadOnlyList<Chart> Charts,
        IReadOnlyDictionary<string, double> Widths,
        IReadOnlyDictionary<string, Cell> Cells
    )
    {
        public Cell this[string address] => Cells[address];
    }

    internal sealed record Table(string Name, string Range);

    /// <param name="Kind">As openpyxl names it: BarChart, LineChart, …</param>
    internal sealed record Chart(string Kind, string? Title);

    /// <param name="Value">The cached value where there is a formula; a date in ISO form; undefined or null when a formula was never calculated.</param>
    /// <param name="Formula">With its leading =; null for a plain value.</param>
    internal sealed record Cell(JsonElement Value, string? Formula, string Format, bool Bold)
    {
        public decimal Number => Value.GetDecimal();

        public string? Text =>
            Value.ValueKind == JsonValueKind.String ? Value.GetString() : Value.GetRawText();

        /// <summary>Whether it shows an error such as #REF! instead of a value.</summary>
        public bool IsError =>
            Value.ValueKind == JsonValueKind.String && Value.GetString()!.StartsWith('#');
    }
}
