using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Reports.Tests;

/// <summary>A month worked by hand: five clients in October 2026; each figure that tests name was added up on paper.</summary>
internal static class Books
{
    public static readonly YearMonth October = new(2026, 10);
    public static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private const string Usd = "USD";

    /// <summary>Revenue 1,253.52 (995.00 fees, 118.80 one-time, 139.72 overage), cost 85.05, adjustments -3.20, margin 1,165.27.</summary>
    public static MonthBook HandWorked(bool closed = false) =>
        new()
        {
            AgencyName = "Harbour & Söhne",
            Month = October,
            Zone = Berlin,
            Currency = Usd,
            IsClosed = closed,
            AsOf = Instant.FromUtc(2026, 11, closed ? 4 : 1, 6, 0),
            CostPerCredit = Dollars(0.10m),
            Totals = Totals(995.00m, 118.80m, 139.72m, 85.05m, 850.5m, -3.20m),
            Before = Totals(896.00m, 79.20m, 0m, 37.50m, 375m),
            Earlier =
            [
                Point(5, 698m, 0m, 21.40m, 214m),
                Point(6, 698m, 39.60m, 25.10m, 251m),
                Point(7, 797m, 0m, 30.00m, 300m),
                Point(8, 896m, 19.80m, 33.25m, 332.5m),
                Point(9, 896m, 79.20m, 37.50m, 375m),
            ],
            Clients = [Bella, Corner, Delta, Evil, Fresh],
            Requests = Requests(),
            Lines =
            [
                Line(Bella, ChargeKind.Fee, 99m, 3),
                Line(Bella, ChargeKind.OneTime, 118.80m, 7) with
                {
                    State = LineState.Paid,
                    Text = "60 credits once",
                    Request = new RequestId(12),
                },
                Line(Bella, ChargeKind.OneTime, 39.60m, 8) with
                {
                    State = LineState.Void,
                    Text = "20 credits once",
                },
                Line(Bella, ChargeKind.OneTime, -39.60m, 9) with
                {
                    State = LineState.Void,
                    Text = "Cancels 8.1: 20 credits once",
                    Of = new LineId(8, 1),
                },
                Line(Corner, ChargeKind.Fee, 99m, 4),
                Line(Delta, ChargeKind.Fee, 199m, 5) with
                {
                    TaxCode = "S",
                    TaxRate = 0.19m,
                },
                Line(Evil, ChargeKind.Fee, 499m, 6),
                Line(Evil, ChargeKind.Overage, 139.72m, 61),
                Line(Evil, ChargeKind.OneTime, -3.20m, 62) with
                {
                    Month = new YearMonth(2026, 9),
                    Text = "Credit for 2 credits",
                    Of = new LineId(40, 1),
                    Counts = October,
                },
                Line(Fresh, ChargeKind.Fee, 99m, 1),
            ],
            Daily =
            [
                Day(Bella, 2, 40m),
                Day(Bella, 14, 68m),
                Day(Bella, 20, 10m),
                Day(Delta, 5, 30m),
                Day(Delta, 26, 50m),
                Day(Evil, 12, 240.25m),
                Day(Evil, 21, 399.75m),
                Day(Fresh, 30, 12.5m),
            ],
            Ledger = LedgerLines.Of([.. Entries()]),
            Review =
            [
                new(
                    Bella.Id,
                    Bella.Name,
                    Finding.AlwaysOut,
                    "Dry before the reset in September and October; 118 of 50 used, 68 bought or owed.",
                    "Offer Professional (150 a month for $199.00): it pays from 51 extra credits a month.",
                    Dollars(88.20m)
                ),
                new(
                    Corner.Id,
                    Corner.Name,
                    Finding.NeverUsed,
                    "Used 0 of 50 in September and October.",
                    "Reduce to 10 credits a month before the client asks why it pays.",
                    Dollars(-79.20m)
                ),
                new(
                    Evil.Id,
                    Evil.Name,
                    Finding.Spike,
                    "640 credits, against a median of 205 and a limit of 410.",
                    "Train on batch edits: 31 of 44 sessions held a single edit.",
                    null
                ),
            ],
        };

    /// <summary>
    /// The same month after the agency bought 600 credits for $45.00 (0.075 each) and 300 for $27.00 (0.09 each), of which
    /// September had used 100. By day, then client: Bella 40 + 68 + 10, Delta 30 + 50, Evil 240.25 + 399.75, Fresh 12.5.
    /// The first purchase's last 500 go to the 2nd (40), the 5th (30), the 12th (240.25), the 14th (68), the 20th (10) and, for
    /// 111.75, the 21st; the second one's 300 to the rest of the 21st (288) and 12 of the 26th. Beyond: 38 of the 26th, 12.5 of
    /// the 30th, at 0.10. So Bella 118 × 0.075 = 8.85; Delta 30 × 0.075 + 12 × 0.09 + 38 × 0.10 = 7.13; Evil 352 × 0.075 + 288 × 0.09
    /// = 52.32; Fresh 1.25; together 69.55.
    /// </summary>
    public static MonthBook Purchased()
    {
        var book = HandWorked();
        List<ClientBook> clients =
        [
            WithPurchases(Bella, 8.85m, 0m),
            WithPurchases(Corner, 0m, 0m),
            WithPurchases(Delta, 7.13m, 38m),
            WithPurchases(Evil, 52.32m, 0m),
            WithPurchases(Fresh, 1.25m, 12.5m),
        ];
        return book with
        {
            Clients = clients,
            Totals = MonthBooks.Sum(clients.Select(client => client.Totals), Usd),
            Pool = new PoolMonth(
                Of(100m),
                [
                    new(4, new LocalDate(2026, 8, 31), Of(600m), Dollars(45m), Of(100m), 500m),
                    new(9, new LocalDate(2026, 10, 1), Of(300m), Dollars(27m), Of(0m), 300m),
                ],
                50.5m
            ),
        };
    }

    private static ClientBook WithPurchases(ClientBook client, decimal cost, decimal beyond) =>
        client with
        {
            Totals = client.Totals with
            {
                PurchaseCost = Dollars(cost),
                PurchaseAdjustments = client.Totals.Adjustments,
                Unpurchased = Of(beyond),
            },
        };

    /// <summary>The reference example of design.md §3.9: 80 credits on a fee of $199 at $0.10 cost $8.00 and leave $191.00.</summary>
    public static MonthBook Reference()
    {
        var totals = Delta.Totals;
        return HandWorked() with
        {
            Totals = totals,
            Before = null,
            Earlier = [],
            Clients = [Delta with { Before = null }],
            Requests = [],
            Lines = [Line(Delta, ChargeKind.Fee, 199m, 5)],
            Daily = [Day(Delta, 5, 30m), Day(Delta, 26, 50m)],
            Review = [],
        };
    }

    public static ClientBook Bella { get; } =
        Client("bella-bakery", "Bella Bakery", "Basic", 50m, "dana", "Dana") with
        {
            Totals = Totals(99m, 118.80m, 0m, 11.80m, 118m),
            Before = Totals(99m, 79.20m, 0m, 9.00m, 90m),
            Opening = Of(6m),
            Granted = Of(110m),
            Burned = Of(108m),
            Expired = Of(2m),
            Closing = Of(6m),
            Overage = Of(10m),
            OneTimeBought = Of(60m),
            PaidUnused = Of(6m),
            PaidUnusedValue = Dollars(11.88m),
            RanOutOn = new LocalDate(2026, 10, 14),
            Findings = [Finding.AlwaysOut],
        };

    public static ClientBook Corner { get; } =
        Client("corner-cafe", "Corner Café", "Basic", 50m, "sam", "Sam") with
        {
            Totals = Totals(99m, 0m, 0m, 0m, 0m),
            Before = Totals(99m, 0m, 0m, 0m, 0m),
            Opening = Of(50m),
            Granted = Of(50m),
            Expired = Of(50m),
            Closing = Of(50m),
            Findings = [Finding.NeverUsed],
        };

    public static ClientBook Delta { get; } =
        Client("delta-dental", "Delta Dental", "Professional", 150m, "dana", "Dana") with
        {
            Totals = Totals(199m, 0m, 0m, 8.00m, 80m),
            Before = Totals(199m, 0m, 0m, 7.50m, 75m),
            Opening = Of(20m),
            Granted = Of(150m),
            Burned = Of(80m),
            Expired = Of(20m),
            Closing = Of(70m),
        };

    public static ClientBook Evil { get; } =
        Client("1-2", "=cmd|' /C calc'!A0", "Enterprise", 500m, "sam", "Sam") with
        {
            Totals = Totals(499m, 0m, 139.72m, 64.00m, 640m, -3.20m),
            Before = Totals(499m, 0m, 0m, 21.00m, 210m),
            Opening = Of(30m),
            Granted = Of(500m),
            Burned = Of(500m),
            Expired = Of(30m),
            Closing = Of(0m),
            Overage = Of(140m),
            RanOutOn = new LocalDate(2026, 10, 21),
            Findings = [Finding.Spike],
        };

    public static ClientBook Fresh { get; } =
        Client("007", "007", "Basic", 50m, null, null) with
        {
            Totals = Totals(99m, 0m, 0m, 1.25m, 12.5m),
            Granted = Of(50m),
            Burned = Of(12.5m),
            Closing = Of(37.5m),
        };

    public static Money Dollars(decimal amount) => new(amount, Usd);

    public static InvoiceLine Line(ClientBook client, ChargeKind kind, decimal net, long seq) =>
        new(client.Id, client.Name, October, kind, Dollars(net), null, null, seq, 1);

    public static DailyUsage Day(ClientBook client, int day, decimal used) =>
        new(new LocalDate(2026, 10, day), client.Id, client.Name, Of(used));

    public static MonthTotals Totals(
        decimal fee,
        decimal oneTime,
        decimal overage,
        decimal cost,
        decimal used,
        decimal adjustments = 0m
    ) =>
        new(
            Dollars(fee),
            Dollars(oneTime),
            Dollars(overage),
            Dollars(adjustments),
            Dollars(cost),
            Of(used)
        );

    private static Credits Of(decimal credits) => Credits.Of(credits);

    private static MonthPoint Point(
        int month,
        decimal fee,
        decimal oneTime,
        decimal cost,
        decimal used
    ) => new(new YearMonth(2026, month), Totals(fee, oneTime, 0m, cost, used), Of(800m));

    /// <summary>The entries behind it: fees and grants on the 1st, then usage by day, a lot bought, a line cancelled, a credit for September.</summary>
    private static IEnumerable<LedgerLine> Entries()
    {
        yield return Entry(Bella, 3, 1, LedgerKind.Reset) with
        {
            Fee = 99m,
            Granted = 50m,
            Expired = 2m,
        };
        yield return Use(Bella, 4, 2, 40m);
        yield return Entry(Bella, 7, 14, LedgerKind.Granted) with
        {
            OneTime = 118.80m,
            Granted = 60m,
        };
        yield return Entry(Bella, 8, 14, LedgerKind.Granted) with
        {
            OneTime = 39.60m,
        };
        yield return Entry(Bella, 9, 14, LedgerKind.LinesMarked) with
        {
            OneTime = -39.60m,
        };
        yield return Use(Bella, 10, 14, 68m);
        yield return Use(Bella, 11, 20, 10m, overage: 10m);
        yield return Entry(Corner, 4, 1, LedgerKind.Reset) with
        {
            Fee = 99m,
            Granted = 50m,
            Expired = 50m,
        };
        yield return Entry(Delta, 5, 1, LedgerKind.Reset) with
        {
            Fee = 199m,
            Granted = 150m,
            Expired = 20m,
        };
        yield return Use(Delta, 6, 5, 30m);
        yield return Use(Delta, 7, 26, 50m);
        yield return Entry(Evil, 6, 1, LedgerKind.Reset) with
        {
            Fee = 499m,
            Granted = 500m,
            Expired = 30m,
        };
        yield return Use(Evil, 7, 12, 240.25m);
        yield return Use(Evil, 60, 21, 399.75m, overage: 140m);
        yield return Entry(Evil, 61, 31, LedgerKind.Reset) with
        {
            OverageBilled = 139.72m,
        };
        yield return Entry(Evil, 62, 31, LedgerKind.Reversed) with
        {
            Month = new YearMonth(2026, 9),
            OneTime = -3.20m,
        };
        yield return Entry(Fresh, 1, 1, LedgerKind.Reset) with
        {
            Fee = 99m,
            Granted = 50m,
        };
        yield return Use(Fresh, 2, 30, 12.5m);
    }

    public static LedgerLine Entry(ClientBook client, long seq, int day, LedgerKind kind) =>
        new(
            client.Id,
            seq,
            new LocalDate(2026, 10, day)
                .At(new LocalTime(9, 30))
                .InZoneLeniently(Berlin)
                .ToInstant(),
            kind,
            October
        );

    public static LedgerLine Use(
        ClientBook client,
        long seq,
        int day,
        decimal used,
        decimal overage = 0m
    ) =>
        Entry(client, seq, day, LedgerKind.Used) with
        {
            Used = used,
            Overage = overage,
            Burned = used - overage,
            CostPerCredit = 0.10m,
        };

    private static ClientBook Client(
        string id,
        string name,
        string package,
        decimal allocation,
        string? managerId,
        string? manager
    ) =>
        new()
        {
            Id = ClientId.Parse(id),
            Name = name,
            Package = package,
            Manager = manager,
            ManagerId = managerId is null ? null : new PersonId(managerId),
            Allocation = Of(allocation),
            Totals = Totals(0m, 0m, 0m, 0m, 0m),
            Opening = Credits.Zero,
            Closing = Credits.Zero,
            Granted = Credits.Zero,
            Burned = Credits.Zero,
            Expired = Credits.Zero,
            Voided = Credits.Zero,
            Overage = Credits.Zero,
            OneTimeBought = Credits.Zero,
            PaidUnused = Credits.Zero,
            PaidUnusedValue = Dollars(0m),
        };

    private static List<RequestLine> Requests() =>
        [
            new(
                new RequestId(12),
                Bella.Id,
                Bella.Name,
                new RequestTerms
                {
                    Kind = RequestKind.OneTime,
                    Credits = Of(60m),
                    Price = Dollars(118.80m),
                },
                RequestState.Approved,
                Instant.FromUtc(2026, 10, 14, 7, 30),
                Instant.FromUtc(2026, 10, 14, 9, 15),
                "Dana",
                "the relaunch",
                Dollars(118.80m)
            )
            {
                Line = new Charge(ChargeKind.OneTime, October, Dollars(118.80m)),
            },
            new(
                new RequestId(13),
                Evil.Id,
                Evil.Name,
                new RequestTerms
                {
                    Kind = RequestKind.Ongoing,
                    Credits = Of(100m),
                    Price = Dollars(99.80m),
                },
                RequestState.Declined,
                Instant.FromUtc(2026, 10, 24, 7, 0),
                Instant.FromUtc(2026, 10, 26, 8, 0),
                "Sam",
                "=HYPERLINK(\"http://evil.example\";\"click\")",
                null
            ),
            new(
                new RequestId(14),
                Delta.Id,
                Delta.Name,
                new RequestTerms
                {
                    Kind = RequestKind.Upgrade,
                    Package = "Enterprise",
                    Price = Dollars(300m),
                },
                RequestState.Open,
                Instant.FromUtc(2026, 10, 31, 15, 0),
                null,
                null,
                null,
                null
            ),
        ];
}
