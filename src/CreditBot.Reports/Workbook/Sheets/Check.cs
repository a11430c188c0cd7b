using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>One check of the Control sheet: two figures that must be equal.</summary>
/// <param name="ExpectedFormula">Null when the expected figure is what the ledger said, written down.</param>
internal sealed record Check(
    string What,
    CellKind Kind,
    string? ExpectedFormula,
    decimal Expected,
    string FoundFormula,
    decimal Found
)
{
    /// <summary>Both to the fourth decimal, so that a spreadsheet's binary fractions don't cry wolf.</summary>
    public decimal Difference => Math.Round(Found - Expected, 4, MidpointRounding.AwayFromZero);
}
