using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>Builds month books: totals sum rounded lines, and nothing in them is typed in (design.md §3.8–10).</summary>
/// <remarks>Clients may be worked out one at a time (<see cref="ClientMonths.Of"/>), so that only one stream's entries are in memory.</remarks>
public static class MonthBooks
{
    /// <summary>The book of a month from its clients' parts.</summary>
    /// <param name="earlier">Books of months before, oldest first, kept or built.</param>
    /// <param name="now">Up to when the parts know.</param>
    /// <param name="uses">The single uses of all clients on <see cref="PurchaseCosts.DaysToSplit"/>; most months have no such day.</param>
    /// <exception cref="ArgumentException">Uses are missing.</exception>
    public static MonthBook Build(
        AgencyState agency,
        YearMonth month,
        IEnumerable<ClientMonth> clients,
        IReadOnlyList<MonthBook> earlier,
        Instant now,
        IReadOnlyList<PoolUse>? uses = null
    )
    {
        var catalog = agency.Terms.Catalog;
        var (costed, pool) = PurchaseCosts.Of(agency, month, [.. clients], uses ?? []);
        var parts = costed
            .Where(part => !part.IsGone)
            .OrderBy(part => part.Book.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(part => part.Book.Id.Value, StringComparer.Ordinal)
            .ToList();
        return new MonthBook
        {
            AgencyName = agency.Terms.Name,
            Month = month,
            Zone = catalog.Zone,
            Currency = catalog.Currency,
            IsClosed = now >= agency.ClosesAt(month),
            AsOf = now,
            CostPerCredit = catalog.CostOn(month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1)),
            Totals = Sum(parts.Select(part => part.Book.Totals), catalog.Currency),
            Before = earlier.LastOrDefault(book => book.Month == month.PlusMonths(-1))?.Totals,
            Earlier =
            [
                .. earlier
                    .Where(book => book.Month < month)
                    .TakeLast(11)
                    .Select(book => new MonthPoint(
                        book.Month,
                        book.Totals,
                        book.Clients.Sum(client => client.Allocation)
                    )),
            ],
            Clients = [.. parts.Select(part => part.Book)],
            Requests = [.. parts.SelectMany(part => part.Requests).OrderBy(line => line.Id)],
            Lines = [.. parts.SelectMany(part => part.Lines)],
            Daily = [.. parts.SelectMany(part => part.Daily).OrderBy(day => day.Day)],
            Pool = pool,
            Review =
            [
                .. parts
                    .SelectMany(part =>
                        part.Review.Select(finding => ReviewWords.Line(part.Book, finding))
                    )
                    .OrderBy(line => Weight(line.Finding))
                    .ThenByDescending(line => Math.Abs(line.MarginEffect?.Amount ?? 0m)),
            ],
        };
    }

    /// <summary>The client's book of the month before, for comparison.</summary>
    public static ClientBook? Before(
        IReadOnlyList<MonthBook> earlier,
        YearMonth month,
        ClientId client
    ) =>
        earlier
            .LastOrDefault(book => book.Month == month.PlusMonths(-1))
            ?.Clients.FirstOrDefault(book => book.Id == client);

    /// <summary>Sums of rounded figures.</summary>
    public static MonthTotals Sum(IEnumerable<MonthTotals> totals, string currency)
    {
        var zero = Money.Zero(currency);
        return totals.Aggregate(
            new MonthTotals(zero, zero, zero, zero, zero, Credits.Zero),
            (sum, one) =>
                new MonthTotals(
                    sum.Fee + one.Fee,
                    sum.OneTime + one.OneTime,
                    sum.Overage + one.Overage,
                    sum.Adjustments + one.Adjustments,
                    sum.Cost + one.Cost,
                    sum.Used + one.Used
                )
                {
                    PurchaseCost = Sum(sum.PurchaseCost, one.PurchaseCost),
                    PurchaseAdjustments = Sum(sum.PurchaseAdjustments, one.PurchaseAdjustments),
                    Unpurchased = one.Unpurchased is { } beyond
                        ? beyond + (sum.Unpurchased ?? Credits.Zero)
                        : sum.Unpurchased,
                }
        );
    }

    private static Money? Sum(Money? sum, Money? one) =>
        sum is { } so && one is { } more ? so + more : sum ?? one;

    // Worst first: a client that can't work, then one that costs more than it should, then one that may leave.
    private static int Weight(Finding finding) =>
        finding switch
        {
            Finding.AlwaysOut => 0,
            Finding.Spike => 1,
            _ => 2,
        };
}
