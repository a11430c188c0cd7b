namespace CreditBot.Reports.Workbook.Cells;

/// <summary>A native chart: its place, its words and its series, each with the values that viewers show which don't calculate.</summary>
/// <param name="AltText">What it shows, for those who can't see it.</param>
/// <param name="IsHorizontal">Bars to the right instead of columns.</param>
/// <param name="At">Top left and bottom right cell, as zero-based column and row.</param>
internal sealed record ChartPlan(
    string Title,
    string AltText,
    bool IsHorizontal,
    (int Column, int Row, int ToColumn, int ToRow) At,
    string NumberFormat,
    ChartPlan.Labels Categories,
    IReadOnlyList<ChartPlan.Series> AllSeries
)
{
    /// <param name="Reference">Where they stand: Summary!$B$40:$B$51.</param>
    /// <param name="Values">Texts, or days.</param>
    internal sealed record Labels(string Reference, IReadOnlyList<CellValue> Values)
    {
        /// <summary>How numbers among them are shown.</summary>
        public string Format { get; init; } = "mmm yyyy";
    }

    internal sealed record Series(
        string Name,
        string Reference,
        string Colour,
        IReadOnlyList<CellValue> Values
    );
}
