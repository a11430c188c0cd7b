using CreditBot.Amounts;
using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>What changed in a month and why, in three to six sentences, each computed from the book.</summary>
internal static class MonthStory
{
    private const int Most = 6;

    public static IReadOnlyList<string> Tell(MonthBook book, ReportFormats formats)
    {
        string?[] all =
        [
            Margin(book, formats),
            MarginMoves.Tell(book, formats),
            Used(book, formats),
            Attention(book, formats),
            Unprofitable(book, formats),
            Adjusted(book, formats),
            RanOut(book, formats),
            Expired(book, formats),
            NewClients(book, formats),
        ];
        return [.. all.OfType<string>().Take(Most).Select(OneStop)];
    }

    // "14. Okt." and "Acme Inc." bring a full stop of their own.
    private static string OneStop(string sentence) =>
        sentence.EndsWith("..", StringComparison.Ordinal) ? sentence[..^1] : sentence;

    private static string Margin(MonthBook book, ReportFormats formats)
    {
        var now = book.Totals;
        var share = Share(now) is { } percent ? $" ({formats.Percent(percent)} of revenue)" : "";
        if (book.Before is not { } before)
        {
            return $"Margin was {formats.Money(now.Margin)}{share}: revenue {formats.Money(now.Revenue)}, cost {formats.Money(now.Cost)}.";
        }

        var change = now.Margin - before.Margin;
        var went = change.Amount switch
        {
            > 0 => $"rose by {formats.Money(change)} to",
            < 0 => $"fell by {formats.Money(-change)} to",
            _ => "stayed at",
        };
        var adjustments = now.Adjustments - before.Adjustments;
        var because =
            $"revenue {formats.Signed(now.Revenue - before.Revenue)}, cost {formats.Signed(now.Cost - before.Cost)}"
            + (adjustments.IsZero ? "" : $", adjustments {formats.Signed(adjustments)}");
        return $"Margin {went} {formats.Money(now.Margin)}{share}: {because} against {formats.MonthName(book.Month.PlusMonths(-1))}.";
    }

    private static string Used(MonthBook book, ReportFormats formats)
    {
        var used = book.Totals.Used;
        var allocated = book.Clients.Sum(client => client.Allocation);
        var share = allocated.IsZero
            ? ""
            : $", {formats.Percent(used.Value / allocated.Value)} of the {formats.Credits(allocated)} allocated";
        if (book.Before is not { } before)
        {
            return $"Clients used {formats.Credits(used)} credits{share}.";
        }

        var month = formats.MonthName(book.Month.PlusMonths(-1));
        var compared =
            used == before.Used ? $"as many as in {month}"
            : used > before.Used
                ? $"{formats.Credits(used - before.Used)} more than in {month}{Ratio(used, before.Used, formats)}"
            : $"{formats.Credits(before.Used - used)} fewer than in {month}{Ratio(used, before.Used, formats)}";
        return $"Clients used {formats.Credits(used)} credits, {compared}{share}.";
    }

    private static string Attention(MonthBook book, ReportFormats formats)
    {
        var clients = book.Review.Select(line => line.Client).Distinct().Count();
        if (clients == 0)
        {
            return "No client needs attention: none never uses its credits, always runs out or spiked.";
        }

        var effect = book.Review.Sum(book.Currency, line => line.MarginEffect ?? Zero(book));
        var gain = effect.IsZero
            ? ""
            : $" Acting on every proposal would change a month's margin by {formats.Signed(effect)}.";
        return $"{formats.Count(clients, "client needs", "clients need")} attention (Review).{gain}";
    }

    private static string? Unprofitable(MonthBook book, ReportFormats formats)
    {
        List<string> names =
        [
            .. book
                .Clients.Where(client => client.Totals.Margin.Amount < 0)
                .OrderBy(client => client.Totals.Margin.Amount)
                .Select(client => $"{Name(client)} ({formats.Money(client.Totals.Margin)})"),
        ];
        return names.Count == 0
            ? null
            : $"{formats.Count(names.Count, "client brought", "clients brought")} in less than {(names.Count == 1 ? "it" : "they")} cost: {formats.Listed(names)}.";
    }

    private static string? Adjusted(MonthBook book, ReportFormats formats) =>
        book.Totals.Adjustments.IsZero
            ? null
            : $"Adjustments of {formats.Signed(book.Totals.Adjustments)} belong to months that were closed already{Late(book, formats)}.";

    /// <summary>The usage that came in late, by the month it belongs to.</summary>
    private static string Late(MonthBook book, ReportFormats formats)
    {
        List<string> months =
        [
            .. (book.Ledger?.Read() ?? [])
                .Where(line => line.Month != book.Month && line.Used != 0)
                .GroupBy(line => line.Month)
                .OrderBy(month => month.Key)
                .Select(month =>
                    $"{formats.Credits(month.Sum(line => line.Used))} credits of {formats.MonthName(month.Key)}"
                ),
        ];
        return months.Count == 0 ? "" : $"; late usage: {formats.Listed(months)}";
    }

    private static string? RanOut(MonthBook book, ReportFormats formats)
    {
        List<string> names =
        [
            .. book
                .Clients.Where(client => client.RanOutOn is not null)
                .OrderBy(client => client.RanOutOn)
                .Select(client => $"{Name(client)} on {formats.Day(client.RanOutOn!.Value)}"),
        ];
        return names.Count == 0
            ? null
            : $"{formats.Count(names.Count, "client", "clients")} ran out of credits during the month: {formats.Listed(names)}.";
    }

    private static string? Expired(MonthBook book, ReportFormats formats)
    {
        var expired = book.Clients.Sum(client => client.Expired);
        List<string> most =
        [
            .. book
                .Clients.Where(client => !client.Expired.IsZero)
                .OrderByDescending(client => client.Expired)
                .Take(2)
                .Select(client => $"{Name(client)} ({formats.Credits(client.Expired)})"),
        ];
        return expired.IsZero
            ? null
            : $"{formats.Credits(expired)} credits expired unused, most at {formats.Listed(most)}.";
    }

    private static string? NewClients(MonthBook book, ReportFormats formats)
    {
        List<string> names = [.. book.Clients.Where(client => client.Before is null).Select(Name)];
        return book.Before is null || names.Count == 0
            ? null
            : $"New this month: {formats.Listed(names)}.";
    }

    private static decimal? Share(MonthTotals totals) =>
        totals.Revenue.Amount > 0 ? totals.Margin.Amount / totals.Revenue.Amount : null;

    private static string Ratio(Credits now, Credits before, ReportFormats formats) =>
        before.IsZero
            ? ""
            : $" ({formats.SignedPercent((now.Value - before.Value) / before.Value)})";

    private static string Name(ClientBook client) => CleanText.Line(client.Name, 40);

    private static Money Zero(MonthBook book) => Money.Zero(book.Currency);
}
