using CreditBot.Amounts;
using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>Which clients moved the margin most against the month before, and by which part of their bill.</summary>
internal static class MarginMoves
{
    private const int Shown = 3;

    /// <summary>A sentence, or null when there is no month before or nothing moved.</summary>
    public static string? Tell(MonthBook book, ReportFormats formats)
    {
        if (book.Before is null)
        {
            return null;
        }

        var none = BookScope.Zero(book.Currency);
        List<string> moves =
        [
            .. book
                .Clients.Select(client =>
                    (Client: client, By: client.Totals.Margin - (client.Before ?? none).Margin)
                )
                .Where(move => !move.By.IsZero)
                .OrderByDescending(move => Math.Abs(move.By.Amount))
                .ThenBy(move => move.Client.Id.Value, StringComparer.Ordinal)
                .Take(Shown)
                .Select(move =>
                    $"{CleanText.Line(move.Client.Name, 40)} {formats.Signed(move.By)} ({Cause(move.Client, none)})"
                ),
        ];
        return moves.Count == 0 ? null : $"What moved margin most: {formats.Listed(moves)}.";
    }

    // The part that went furthest in the direction that the margin went.
    private static string Cause(ClientBook client, MonthTotals none)
    {
        if (client.Before is null)
        {
            return "new";
        }

        var now = client.Totals;
        var before = client.Before ?? none;
        (string Words, Money By)[] parts =
        [
            ("monthly fee", now.Fee - before.Fee),
            ("one-time credits", now.OneTime - before.OneTime),
            ("overage", now.Overage - before.Overage),
            ("adjustments", now.Adjustments - before.Adjustments),
            (now.Used > before.Used ? "more used" : "less used", before.Cost - now.Cost),
        ];
        var up = now.Margin.Amount > before.Margin.Amount;
        return parts.MaxBy(part => up ? part.By.Amount : -part.By.Amount).Words;
    }
}
