using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Tests.Ledger;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Months;

/// <summary>First in, first out against the plainest way to work it out: every single use in one list, month by month.</summary>
public class PurchaseCostLawTests
{
    private static readonly DateTimeZone Zone = CreditBot.Tests.Ledger.Agency.NewYork;

    private static readonly Gen<(
        (int Start, RandomStep[] Steps)[] Lives,
        (int Days, int Credits, int Price)[] Purchases
    )> Cases = Gen.Select(
        RandomStory.Lives.Array[1, 3],
        Gen.Select(Gen.Int[0, 250], Gen.Int[1, 300_000], Gen.Int[1, 90_000]).Array[1, 6]
    );

    [Fact]
    public void Each_client_pays_for_the_purchases_that_its_usage_used_up() =>
        Cases.Sample(
            one =>
            {
                var stories = one.Lives.Select(Named).ToList();
                var agency = Bought(one.Purchases);
                var now = stories.Max(story => story.Now);
                foreach (var story in stories)
                {
                    story.Until(now);
                }

                var last = now.InZone(Zone).Date.ToYearMonth();
                var at = 0L;
                for (var month = new YearMonth(2025, 9); month <= last; month = month.PlusMonths(1))
                {
                    var book = MonthStory.Book(month, now, agency, clients: stories);
                    var line = Line(agency, month);
                    var costs = Plainly(agency, stories, month, line, ref at);
                    foreach (var client in book.Clients)
                    {
                        client.Totals.PurchaseCost.ShouldBe(
                            line.Count == 0
                                ? null
                                : new Money(
                                    costs.GetValueOrDefault((client.Id, month)),
                                    "USD"
                                ).Rounded()
                        );
                    }
                }
            },
            iter: RandomStory.Count / 2
        );

    private static ClientStory Named((int Start, RandomStep[] Steps) life, int number) =>
        RandomStory.Play(life, id: $"client-{number}");

    private static AgencyState Bought((int Days, int Credits, int Price)[] purchases)
    {
        var agency = MonthStory.AgencyOf();
        foreach (var (days, credits, price) in purchases.OrderBy(purchase => purchase.Days))
        {
            agency = agency.Buys(
                credits / 1000m,
                price / 100m,
                CreditBot.Tests.Ledger.Agency.At(2026, 1, 1) + Duration.FromDays(days)
            );
        }

        return agency;
    }

    private static List<AgencyEntry.Purchased> Line(AgencyState agency, YearMonth month)
    {
        var end = month.PlusMonths(1).OnDayOfMonth(1).AtStartOfDayInZone(Zone).ToInstant();
        return [.. agency.Purchases.Where(purchase => purchase.At < end)];
    }

    private static Dictionary<(ClientId, YearMonth), decimal> Plainly(
        AgencyState agency,
        List<ClientStory> stories,
        YearMonth month,
        List<AgencyEntry.Purchased> line,
        ref long at
    )
    {
        var drawn = new Dictionary<(ClientId Client, YearMonth Month, int Purchase), long>();
        foreach (var (time, client, _, signed) in Uses(agency, stories, month))
        {
            var (low, high) = signed < 0 ? (at + signed, at) : (at, at + signed);
            for (var purchase = 0; purchase <= line.Count; purchase++)
            {
                var part = Within(line, purchase, high) - Within(line, purchase, low);
                var key = (client, time.InZone(Zone).Date.ToYearMonth(), purchase);
                drawn[key] = drawn.GetValueOrDefault(key) + (signed < 0 ? -part : part);
            }

            at += signed;
        }

        return drawn
            .GroupBy(pair => (pair.Key.Client, pair.Key.Month))
            .ToDictionary(
                pairs => pairs.Key,
                pairs => pairs.Sum(pair => Cost(line, pair.Key.Purchase, pair.Value))
            );
    }

    /// <summary>How much of a purchase lies before a place in the line; beyond the last one lies the list.</summary>
    private static long Within(List<AgencyEntry.Purchased> line, int purchase, long place)
    {
        var rest = place - line.Take(purchase).Sum(before => before.Credits.Thousandths);
        return purchase == line.Count
            ? Math.Max(0, rest)
            : Math.Clamp(rest, 0, line[purchase].Credits.Thousandths);
    }

    private static decimal Cost(List<AgencyEntry.Purchased> line, int purchase, long thousandths) =>
        purchase == line.Count
            ? thousandths * 0.10m / 1000m
            : line[purchase].Price.Amount * thousandths / line[purchase].Credits.Thousandths;

    private static IEnumerable<(Instant At, ClientId Client, long Seq, long Signed)> Uses(
        AgencyState agency,
        List<ClientStory> stories,
        YearMonth month
    ) =>
        stories
            .SelectMany(story =>
                story.Entries.Select(entry =>
                    (
                        entry.At,
                        story.State.Id,
                        entry.Seq,
                        Signed: story.State.IsHistory(entry.At) ? 0
                        : entry is ClientEntry.Used used ? used.Usage.Credits.Thousandths
                        : entry is ClientEntry.Reversed back ? -back.Credits.Thousandths
                        : 0,
                        Counts: CountsIn(agency, entry)
                    )
                )
            )
            .Where(use => use.Signed != 0 && use.Counts == month)
            .OrderBy(use => use.At)
            .ThenBy(use => use.Id.Value, StringComparer.Ordinal)
            .ThenBy(use => use.Seq)
            .Select(use => (use.At, use.Id, use.Seq, use.Signed));

    /// <summary>The month of the use, or the first one after it that was open when it was written.</summary>
    private static YearMonth CountsIn(AgencyState agency, ClientEntry entry)
    {
        var month = entry.At.InZone(Zone).Date.ToYearMonth();
        while (agency.ClosesAt(month) <= entry.RecordedAt)
        {
            month = month.PlusMonths(1);
        }

        return month;
    }
}
