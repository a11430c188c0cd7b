using CreditBot.Months;

namespace CreditBot.Reports.Story;

/// <summary>A month book as far as one recipient may see it.</summary>
internal static class BookScope
{
    /// <summary>The book with the scope's clients only, and totals that are their sums.</summary>
    /// <remarks>The months before are known for the agency as a whole only, so a narrower scope has no line behind it.</remarks>
    public static MonthBook Narrowed(MonthBook book, ReportStyle style)
    {
        var scope = style.Scope;
        if (scope == ReportStyle.Everybody)
        {
            return book;
        }

        var one = style.Client;

        List<ClientBook> clients =
        [
            .. book.Clients.Where(client =>
                one is { } only ? client.Id == only : client.ManagerId?.Value == scope
            ),
        ];
        var ids = clients.Select(client => client.Id).ToHashSet();
        return book with
        {
            Clients = clients,
            Totals = MonthBooks.Sum(clients.Select(client => client.Totals), book.Currency),
            Before = book.Before is null
                ? null
                : MonthBooks.Sum(
                    clients.Select(client => client.Before).OfType<MonthTotals>(),
                    book.Currency
                ),
            Earlier = [],
            Requests = [.. book.Requests.Where(request => ids.Contains(request.Client))],
            Lines = [.. book.Lines.Where(line => ids.Contains(line.Client))],
            Daily = [.. book.Daily.Where(day => ids.Contains(day.Client))],
            // It tells of all clients together.
            Pool = null,
            Ledger = book.Ledger?.Where(line => ids.Contains(line.Client)),
            Review = [.. book.Review.Where(line => ids.Contains(line.Client))],
            Seals = [.. book.Seals.Where(seal => seal.Client is { } id && ids.Contains(id))],
        };
    }

    /// <summary>Whose clients these are, in words.</summary>
    public static string Label(MonthBook narrowed, ReportStyle style) =>
        style.Scope == ReportStyle.Everybody ? "All clients"
        : style.Client is { } one
            ? CleanText.Line(narrowed.Clients.Count > 0 ? narrowed.Clients[0].Name : one.Value)
        : narrowed.Clients.Count > 0 && narrowed.Clients[0].Manager is { } name
            ? $"Clients of {CleanText.Line(name)}"
        : $"Clients of {CleanText.Line(style.Scope)}";

    public static MonthTotals Zero(string currency) => MonthBooks.Sum([], currency);

    /// <summary>Whether it is known what usage really cost: from the agency's first purchase on.</summary>
    public static bool KnowsPurchases(MonthBook book) =>
        book.Clients.Any(client => client.Totals.PurchaseCost is not null);

    /// <summary>What the clients' figures come to, whatever the book says of its totals.</summary>
    public static MonthTotals SumOfClients(MonthBook book) =>
        MonthBooks.Sum(book.Clients.Select(client => client.Totals), book.Currency);
}
