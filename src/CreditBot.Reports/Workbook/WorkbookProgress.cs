namespace CreditBot.Reports.Workbook;

/// <summary>How far the writing of a workbook has come.</summary>
/// <param name="Rows">Written so far of this sheet's table.</param>
public readonly record struct WorkbookProgress(string Sheet, int Rows, int Of);
