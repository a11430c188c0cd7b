using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Reports.Tests;

/// <summary>Months that nobody worked by hand, whose figures agree with each other; one seed, one month.</summary>
internal static class RandomBooks
{
    public static MonthBook Make(int seed)
    {
        var random = new Random(seed);
        var clients = Enumerable
            .Range(1, random.Next(0, 12))
            .Select(number => Client(random, number))
            .ToList();
        var pool =
            random.Next(2) == 0
                ? null
                : Pool(random, clients.Sum(client => client.Totals.Used.Value));
        if (pool is not null)
        {
            clients = [.. clients.Select(client => WithPurchases(random, client))];
        }

        var daily = clients.SelectMany(client => Days(random, client)).ToList();
        return Books.HandWorked(random.Next(2) == 0) with
        {
            Pool = pool,
            Ledger =
                random.Next(5) == 0
                    ? null
                    : LedgerLines.Of([.. clients.SelectMany(client => Entries(client, daily))]),
            Clients = clients,
            Totals = MonthBooks.Sum(clients.Select(client => client.Totals), "USD"),
            Before = random.Next(3) == 0 ? null : Totals(random, 1000),
            Earlier =
            [
                .. Enumerable
                    .Range(0, random.Next(0, 12))
                    .Select(ago => new MonthPoint(
                        Books.October.PlusMonths(ago - 11),
                        Totals(random, 400 + (100 * ago)),
                        random.Next(9) == 0 ? null : Amount(random, 900)
                    )),
            ],
            Lines = [.. clients.SelectMany(Lines)],
            Daily = daily,
            Requests =
            [
                .. clients.Take(5).Select((client, index) => Request(random, client, index)),
            ],
            Review =
            [
                .. clients
                    .Where(client => client.Findings.Count > 0)
                    .Select(client => new ReviewLine(
                        client.Id,
                        client.Name,
                        client.Findings[0],
                        "Used so much.",
                        "Offer something.",
                        random.Next(2) == 0 ? null : Books.Dollars(Cents(random, -100, 100))
                    )),
            ],
        };
    }

    private static ClientBook Client(Random random, int number)
    {
        var used = Amount(random, 600);
        var overage = Credits.Of(Math.Round(used.Value * random.Next(0, 3) / 4, 3));
        var burned = used - overage;
        var opening = Amount(random, 80);
        var expired = Credits.Of(Math.Round(opening.Value / 2, 3));
        var voided = Amount(random, 20);
        var closing = Amount(random, 200);
        var granted = new Credits(
            Math.Max(
                0,
                closing.Thousandths
                    + burned.Thousandths
                    + expired.Thousandths
                    + voided.Thousandths
                    - opening.Thousandths
            )
        );
        return Books.Delta with
        {
            Id = ClientId.Parse($"c-{number}"),
            Name = Hostile.Texts[random.Next(Hostile.Texts.Count)],
            Allocation =
                random.Next(8) == 0 ? Credits.Zero : new Credits(50_000 * random.Next(1, 10)),
            Totals = Totals(random, 300) with
            {
                Used = used,
                Cost = Books.Dollars(used.Value * 0.10m).Rounded(),
                Adjustments =
                    random.Next(3) == 0 ? Books.Dollars(Cents(random, -20, 20)) : Books.Dollars(0),
            },
            Before = random.Next(4) == 0 ? null : Totals(random, 300),
            Opening = opening,
            Granted = granted,
            Burned = burned,
            Expired = expired,
            Voided = voided,
            Closing = opening + granted - burned - expired - voided,
            Overage = overage,
            OneTimeBought = Amount(random, 50),
            PaidUnused = Amount(random, 50),
            PaidUnusedValue = Books.Dollars(Cents(random, 0, 90)),
            RanOutOn = overage.IsZero ? null : new LocalDate(2026, 10, random.Next(1, 32)),
            Findings = random.Next(3) == 0 ? [(Finding)random.Next(3)] : [],
        };
    }

    private static PoolMonth Pool(Random random, decimal used)
    {
        List<PurchaseDraw> purchases =
        [
            .. Enumerable
                .Range(1, random.Next(0, 5))
                .Select(number => new PurchaseDraw(
                    number,
                    new LocalDate(2026, 9, number),
                    new Credits(random.Next(1, 900_000)),
                    Books.Dollars(Cents(random, 0, 90)),
                    Amount(random, 50),
                    random.Next(-5000, 90_000) / 1000m
                )),
        ];
        return new PoolMonth(
            Amount(random, 900),
            purchases,
            used - purchases.Sum(purchase => purchase.Drawn)
        );
    }

    /// <summary>Entries that add up to a client's figures: all that the 1st brings, the usage of its days, and a line for September.</summary>
    private static IEnumerable<LedgerLine> Entries(ClientBook client, List<DailyUsage> daily)
    {
        yield return Books.Entry(client, 1, 1, LedgerKind.Reset) with
        {
            Fee = client.Totals.Fee.Amount,
            OneTime = client.Totals.OneTime.Amount,
            OverageBilled = client.Totals.Overage.Amount,
            Granted = client.Granted.Value,
            Expired = client.Expired.Value,
            Voided = client.Voided.Value,
        };
        var overage = client.Overage.Value;
        var seq = 2;
        foreach (var day in daily.Where(day => day.Client == client.Id))
        {
            var uncovered = Math.Min(overage, day.Used.Value);
            overage -= uncovered;
            yield return Books.Use(client, seq++, day.Day.Day, day.Used.Value, uncovered);
        }

        yield return Books.Entry(client, seq, 31, LedgerKind.Other) with
        {
            Month = Books.October.PlusMonths(-1),
            OverageBilled = 7.77m,
        };
    }

    private static ClientBook WithPurchases(Random random, ClientBook client) =>
        client with
        {
            Totals = client.Totals with
            {
                PurchaseCost = Books.Dollars(Cents(random, 0, 90)),
                PurchaseAdjustments = Books.Dollars(Cents(random, -9, 9)),
                Unpurchased = Amount(random, 40),
            },
        };

    private static MonthTotals Totals(Random random, int most) =>
        Books.Totals(
            Cents(random, 0, most),
            random.Next(2) == 0 ? 0 : Cents(random, -40, most),
            random.Next(2) == 0 ? 0 : Cents(random, 0, most),
            Cents(random, 0, most),
            Amount(random, most).Value
        );

    private static IEnumerable<InvoiceLine> Lines(ClientBook client)
    {
        var id = client.Totals;
        if (!id.Fee.IsZero)
        {
            yield return Books.Line(client, ChargeKind.Fee, id.Fee.Amount, 1);
        }

        // In two parts, so that a sum has something to add.
        yield return Books.Line(client, ChargeKind.OneTime, id.OneTime.Amount + 12.34m, 2);
        yield return Books.Line(client, ChargeKind.OneTime, -12.34m, 3);
        yield return Books.Line(client, ChargeKind.Overage, id.Overage.Amount, 4);
        yield return Books.Line(client, ChargeKind.Overage, 7.77m, 5) with
        {
            Month = Books.October.PlusMonths(-1),
            TaxRate = 0.2m,
        };
    }

    private static IEnumerable<DailyUsage> Days(Random random, ClientBook client)
    {
        var left = client.Totals.Used.Thousandths;
        for (var day = 1; left > 0; day++)
        {
            var part = day == 31 ? left : Math.Min(left, random.Next(1, 60_000));
            left -= part;
            yield return Books.Day(client, day, new Credits(part).Value);
        }
    }

    private static RequestLine Request(Random random, ClientBook client, int index) =>
        new(
            new RequestId(index + 1),
            client.Id,
            client.Name,
            new RequestTerms
            {
                Kind = RequestKind.OneTime,
                Credits = Amount(random, 90),
                Price = Books.Dollars(Cents(random, 0, 200)),
            },
            (RequestState)random.Next(8),
            Instant.FromUtc(2026, 10, random.Next(1, 28), random.Next(24), random.Next(60)),
            random.Next(2) == 0
                ? null
                : Instant.FromUtc(2026, 10, 29, random.Next(24), random.Next(60)),
            "Dana",
            Hostile.Texts[random.Next(Hostile.Texts.Count)],
            random.Next(2) == 0 ? null : Books.Dollars(Cents(random, 0, 200))
        );

    private static Credits Amount(Random random, int most) =>
        random.Next(6) == 0 ? Credits.Zero : new Credits(random.Next(0, most * 1000));

    private static decimal Cents(Random random, int least, int most) =>
        random.Next(least * 100, (most * 100) + 1) / 100m;
}
