using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using NodaTime;
using Period = CreditBot.Ledger.Period;

namespace CreditBot.Advice;

/// <summary>Works out what a manager sees beside a request.</summary>
public static class ApprovalFiguring
{
    /// <param name="state">Caught up to <paramref name="now"/>.</param>
    /// <param name="marginNow">The client's margin in the running month (its line in the month's book).</param>
    /// <param name="poolLeft">Purchases less usage of all clients.</param>
    /// <param name="poolPerDay">From <see cref="PoolPerDay"/>.</param>
    public static ApprovalFacts For(
        ClientState state,
        RequestTerms terms,
        PackageCatalog catalog,
        Money marginNow,
        decimal poolLeft,
        decimal poolPerDay,
        Instant now
    ) =>
        new(
            AccountChecking.MonthlyUsed(state),
            state.Plan.MonthlyCredits,
            state.Balance,
            marginNow,
            MarginWith(state, terms, catalog, marginNow, now),
            poolLeft,
            PoolDays(poolLeft, poolPerDay),
            poolLeft >= RequestSize.Added(state, terms, catalog).Value
        );

    /// <summary>Whole days that the pool lasts at a pace; null when nothing is used.</summary>
    public static int? PoolDays(decimal left, decimal perDay) =>
        perDay > 0 ? (int)decimal.Floor(Math.Max(0m, left) / perDay) : null;

    /// <summary>The margin with these credits sold and used, at the list cost of today; of a month, when recurring.</summary>
    public static Money MarginWith(
        ClientState state,
        RequestTerms terms,
        PackageCatalog catalog,
        Money marginNow,
        Instant now
    ) =>
        marginNow
        + terms.Price
        - (
            catalog.CostOn(now.InZone(catalog.Zone).Date) * RequestSize.Added(state, terms, catalog)
        ).Rounded();

    /// <summary>Credits that all clients use a day at today's pace: each one's usage since the period before the running one began, by the days since.</summary>
    public static decimal PoolPerDay(IEnumerable<ClientState> clients, Instant now) =>
        clients.Sum(client =>
        {
            IReadOnlyList<Period> last = [.. client.Periods.Where(p => p.Start < now).TakeLast(2)];
            return last.Count == 0
                ? 0m
                : last.Sum(period => period.Used.Value)
                    / (decimal)Math.Max(1d, (now - last[0].Start).TotalDays);
        });
}
