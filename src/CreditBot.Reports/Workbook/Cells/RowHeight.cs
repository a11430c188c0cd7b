namespace CreditBot.Reports.Workbook.Cells;

/// <summary>Heights of rows, in points, by the lines of text in them.</summary>
internal static class RowHeight
{
    private const double Line = 13;
    private const double Air = 4;
    private const int MostLines = 12;

    public static double Of(int lines) => (Line * lines) + Air;

    /// <summary>How many lines a text takes in a column of <paramref name="width"/> characters; a word that doesn't fit starts a new one, hence the slack.</summary>
    public static int Lines(string text, double width)
    {
        var room = Math.Max(1, width * 0.95);
        var lines = 0d;
        foreach (var paragraph in text.Split('\n'))
        {
            lines += Math.Max(1, Math.Ceiling(paragraph.Length / room));
        }

        return (int)Math.Min(MostLines, lines);
    }
}
