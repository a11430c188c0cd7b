namespace CreditBot.Reports.Workbook.Cells;

/// <summary>What a cell's value is, hence its number format and alignment.</summary>
internal enum CellKind
{
    /// <summary>Our own words.</summary>
    Text,

    /// <summary>What people typed: never taken for a formula, not even when somebody edits the cell.</summary>
    Typed,
    Wrapped,
    Count,
    Credits,
    Money,

    /// <summary>Money with its currency's symbol, for the few figures that stand out.</summary>
    MoneyWithSymbol,
    Percent,

    /// <summary>The difference of two shares.</summary>
    Points,

    /// <summary>A number as it is.</summary>
    Plain,
    Hours,
    Date,
    Moment,
    Month,
}

internal static class CellKinds
{
    public static bool IsText(this CellKind kind) =>
        kind is CellKind.Text or CellKind.Typed or CellKind.Wrapped;

    /// <summary>How a sum of such cells is shown: dates and shares add up to mere numbers.</summary>
    public static CellKind WhenSummed(this CellKind kind) =>
        kind is CellKind.Count or CellKind.Credits or CellKind.Money ? kind : CellKind.Plain;
}
