using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditBot.RealClients.Office;

/// <summary>A workbook as it was written against the same one calculated anew.</summary>
internal static partial class Recalculated
{
    /// <returns>How many formulas were compared.</returns>
    public static int Compare(WorkbookProbe written, WorkbookProbe recalculated)
    {
        var count = 0;
        foreach (var sheet in written.Sheets)
        {
            foreach (
                var (address, cell) in sheet.Cells.Where(cell =>
                    cell.Value.Formula is not null && !IsTyped(cell.Value)
                )
            )
            {
                var place = $"{sheet.Name}!{address} {cell.Formula}";
                var again = recalculated[sheet.Name]
                    .Cells.GetValueOrDefault(address)
                    .ShouldNotBeNull(place);
                if (cell.Value.ValueKind == JsonValueKind.Number)
                {
                    again.Number.ShouldBe(
                        cell.Number,
                        Math.Max(0.000_000_001m, Math.Abs(cell.Number) * 0.000_000_001m),
                        place
                    );
                }
                else
                {
                    Plain(again.Text).ShouldBe(Plain(cell.Text), place);
                }

                count++;
            }
        }

        return count;
    }

    // openpyxl takes a typed text that starts with = for a formula; such a cell has its own text as its value.
    private static bool IsTyped(WorkbookProbe.Cell cell) => cell.Text == cell.Formula;

    /// <summary>LibreOffice writes the escapes of what XML can't hold in lower case and drops carriage returns; openpyxl leaves escapes of results as they are.</summary>
    private static string? Plain(string? text) =>
        text is null
            ? null
            : Escape()
                .Replace(text, found => found.Value.ToUpperInvariant())
                .Replace("_X000D_", "", StringComparison.Ordinal);

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, 1000)]
    private static partial Regex Escape();
}
