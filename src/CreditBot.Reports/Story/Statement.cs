using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>What a client is told of its own month: usage, credits and charges, never cost or margin.</summary>
internal sealed class Statement
{
    private readonly ReportFormats _formats;

    /// <param name="book">Narrowed to one client.</param>
    private Statement(MonthBook book, ClientBook client, ReportFormats formats)
    {
        _formats = formats;
        Client = client;
        Month = book.Month;
        // A void line and the one that cancels it come to nothing, and nobody has to pay them.
        Charges = [.. book.Lines.Where(line => line.State != LineState.Void)];
        Charged = Charges.Sum(book.Currency, line => line.Net);
        ToPay = Charges.Sum(book.Currency, line => line.Gross);
        Days = [.. book.Daily.OrderBy(day => day.Day)];
        Credits = [.. Movements(client)];
    }

    public ClientBook Client { get; }

    public NodaTime.YearMonth Month { get; }

    public string Name => CleanText.Line(Client.Name);

    public IReadOnlyList<InvoiceLine> Charges { get; }

    /// <summary>Net.</summary>
    public Money Charged { get; }

    public Money ToPay { get; }

    public IReadOnlyList<DailyUsage> Days { get; }

    /// <summary>From the beginning of the month to its end; signed, so that they add up to <see cref="ClientBook.Closing"/>.</summary>
    public IReadOnlyList<(string Words, decimal Credits)> Credits { get; }

    /// <summary>"118 of 50 credits used, $217.80 charged".</summary>
    public string Headline => $"{UsedWords} used, {_formats.Money(Charged)} charged";

    /// <summary>Two to four sentences, each computed.</summary>
    public IEnumerable<string> Sentences
    {
        get
        {
            var c = Client;
            var share = c.Allocation.IsZero
                ? ""
                : $", {_formats.Percent(c.Totals.Used.Value / c.Allocation.Value)} of your monthly credits";
            yield return $"You used {_formats.Credits(c.Totals.Used)} credits{share}; {_formats.Credits(c.Closing)} were left at the end of the month.";
            if (c.RanOutOn is { } day)
            {
                yield return OneStop($"Your credits ran out on {_formats.Day(day)}.");
            }

            if (!c.Overage.IsZero)
            {
                yield return $"{_formats.Credits(c.Overage)} credits were used beyond what you had.";
            }

            if (!c.PaidUnused.IsZero)
            {
                yield return $"{_formats.Credits(c.PaidUnused)} credits that you have bought are still unused.";
            }
        }
    }

    /// <summary>Null when the book doesn't hold the client.</summary>
    public static Statement? Of(MonthBook narrowed, ReportFormats formats) =>
        narrowed.Clients is [var client] ? new Statement(narrowed, client, formats) : null;

    /// <summary>What a charge is for; the month too, when it is another.</summary>
    public string What(InvoiceLine line) =>
        Wording.Of(line.Kind)
        + (line.Text is { Length: > 0 } text ? $": {text}" : "")
        + (line.Month == Month ? "" : $" ({_formats.Month(line.Month)})");

    /// <summary>The figures that make another edition news to a client.</summary>
    public static IReadOnlyList<EditionChange> Changes(
        Statement? before,
        Statement? after,
        ReportFormats formats
    )
    {
        if (after is null)
        {
            return [];
        }

        (string What, string Provisional, string Final)[] figures =
        [
            (
                "Charged",
                before is null ? "–" : formats.Money(before.Charged),
                formats.Money(after.Charged)
            ),
            (
                "Credits used",
                before is null ? "–" : formats.Credits(before.Client.Totals.Used),
                formats.Credits(after.Client.Totals.Used)
            ),
            (
                "Credits left",
                before is null ? "–" : formats.Credits(before.Client.Closing),
                formats.Credits(after.Client.Closing)
            ),
        ];
        return
        [
            .. figures
                .Where(figure => figure.Provisional != figure.Final)
                .Select(figure => new EditionChange(figure.What, figure.Provisional, figure.Final)),
        ];
    }

    private string UsedWords =>
        Client.Allocation.IsZero
            ? $"{_formats.Credits(Client.Totals.Used)} credits"
            : $"{_formats.Credits(Client.Totals.Used)} of {_formats.Credits(Client.Allocation)} credits";

    private static IEnumerable<(string Words, decimal Credits)> Movements(ClientBook client)
    {
        yield return ("At the beginning of the month", client.Opening.Value);
        yield return ("Granted", client.Granted.Value);
        if (!client.Returned.IsZero)
        {
            yield return ("Given back", client.Returned.Value);
        }

        yield return ("Used from your credits", -client.Burned.Value);
        yield return ("Expired unused", -client.Expired.Value);
        if (!client.Voided.IsZero)
        {
            yield return ("Taken back", -client.Voided.Value);
        }
    }

    private static string OneStop(string sentence) =>
        sentence.EndsWith("..", StringComparison.Ordinal) ? sentence[..^1] : sentence;
}
