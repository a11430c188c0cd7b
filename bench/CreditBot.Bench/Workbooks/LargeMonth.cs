using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using NodaTime;

namespace CreditBot.Bench.Workbooks;

/// <summary>A month of a large agency, whose figures agree with each other; made, so that all of it is known.</summary>
internal static class LargeMonth
{
    private const string Usd = "USD";
    private static readonly YearMonth October = new(2026, 10);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <param name="days">Rows of daily usage, in all.</param>
    /// <param name="withLedger">A reset for each client and an entry for each day; made as they are read, as the store unpacks them.</param>
    public static MonthBook Make(int clients, int days, bool withLedger)
    {
        var perClient = Enumerable
            .Range(0, clients)
            .Select(client => (days / clients) + (client < days % clients ? 1 : 0))
            .ToArray();
        List<ClientBook> books = [.. perClient.Select((count, client) => Client(client, count))];
        return new MonthBook
        {
            AgencyName = "Large Agency",
            Month = October,
            Zone = Berlin,
            Currency = Usd,
            IsClosed = true,
            AsOf = Instant.FromUtc(2026, 11, 4, 6, 0),
            CostPerCredit = Dollars(0.10m),
            Totals = MonthBooks.Sum(books.Select(book => book.Totals), Usd),
            Earlier = [],
            Clients = books,
            Requests = [],
            Lines = [.. books.Select(Fee)],
            Daily =
            [
                .. Enumerable
                    .Range(1, 31)
                    .SelectMany(day =>
                        books
                            .Where((_, client) => day <= perClient[client])
                            .Select(book => new DailyUsage(
                                new LocalDate(2026, 10, day),
                                book.Id,
                                book.Name,
                                Credits.Of(Used(day))
                            ))
                    ),
            ],
            Review = [],
            Ledger = withLedger
                ? new LedgerLines(
                    clients + days,
                    () => books.SelectMany((book, client) => Lines(book, perClient[client]))
                )
                : null,
        };
    }

    private static decimal Used(int day) => day + 0.125m;

    private static ClientBook Client(int number, int days)
    {
        var used = Enumerable.Range(1, days).Sum(Used);
        return new ClientBook
        {
            Id = ClientId.Parse(FormattableString.Invariant($"client-{number:D5}")),
            Name = FormattableString.Invariant($"Client number {number:D5}"),
            Package = "Enterprise",
            Manager = "Dana Ruiz",
            ManagerId = new PersonId("dana"),
            Allocation = Credits.Of(1000m),
            Totals = new MonthTotals(
                Dollars(499m),
                Dollars(0m),
                Dollars(0m),
                Dollars(0m),
                Dollars(used * 0.10m).Rounded(),
                Credits.Of(used)
            ),
            Opening = Credits.Zero,
            Granted = Credits.Of(1000m),
            Burned = Credits.Of(used),
            Closing = Credits.Of(1000m - used),
            Expired = Credits.Zero,
            Voided = Credits.Zero,
            Overage = Credits.Zero,
            OneTimeBought = Credits.Zero,
            PaidUnused = Credits.Zero,
            PaidUnusedValue = Dollars(0m),
        };
    }

    private static InvoiceLine Fee(ClientBook client) =>
        new(client.Id, client.Name, October, ChargeKind.Fee, Dollars(499m), null, null, 1, 1);

    private static IEnumerable<LedgerLine> Lines(ClientBook client, int days)
    {
        var start = October.OnDayOfMonth(1).AtStartOfDayInZone(Berlin).ToInstant();
        yield return new LedgerLine(client.Id, 1, start, LedgerKind.Reset, October)
        {
            Fee = 499m,
            Granted = 1000m,
        };
        for (var day = 1; day <= days; day++)
        {
            yield return new LedgerLine(
                client.Id,
                day + 1,
                start + Duration.FromDays(day - 1) + Duration.FromHours(9),
                LedgerKind.Used,
                October
            )
            {
                Used = Used(day),
                Burned = Used(day),
                CostPerCredit = 0.10m,
            };
        }
    }

    private static Money Dollars(decimal amount) => new(amount, Usd);
}
