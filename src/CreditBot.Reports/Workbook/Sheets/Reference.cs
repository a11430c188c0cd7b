using CreditBot.Amounts;
using CreditBot.Reports.Story;
using CreditBot.Reports.Workbook.Cells;

namespace CreditBot.Reports.Workbook.Sheets;

/// <summary>The columns at the end of a table that say whose row it is.</summary>
internal static class Reference
{
    public const string Band = "Reference";

    /// <summary>The client's number, by which formulas on other sheets find it, and its id.</summary>
    /// <param name="band">Empty on a sheet without bands.</param>
    public static IEnumerable<TableColumn<T>> Of<T>(
        Edition edition,
        Func<T, ClientId> client,
        string band = Band
    )
    {
        yield return new(
            "No",
            7,
            CellKind.Count,
            row => CellValue.Of((decimal)edition.Numbers[client(row)])
        )
        {
            Band = band,
        };
        yield return new("Client id", 18, CellKind.Typed, row => CellValue.Of(client(row).Value))
        {
            Band = band,
        };
    }
}
