using CreditBot.Ledger;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;
using static CreditBot.Tests.Months.MonthStory;

namespace CreditBot.Tests.Months;

/// <summary>A reversal counts in the month of what it reverses, or as an adjustment when that is closed (design.md §3.8).</summary>
public class ReversalMonthTests
{
    private static readonly YearMonth November = new(2026, 11);
    private static readonly YearMonth December = new(2026, 12);

    [Fact]
    public void Usage_reversed_while_its_month_is_open_costs_that_month_nothing()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(30, At(2026, 11, 5))
            .Use(40, At(2026, 11, 20))
            .Until(At(2026, 12, 1, 7))
            .Reverse(4, At(2026, 12, 2));

        // 20 of the 40 were overage: 39.60 billed on 1 December and given back on the 2nd.
        var line = Book(November, At(2026, 12, 3), clients: client).Clients[0];
        (line.Totals.Used, line.Totals.Cost, line.Totals.Overage, line.Overage).ShouldBe(
            (Cr(30), Usd(3), Usd(0), Cr(0))
        );
        // The 20 that came back to November's lot had expired by then; that is December's, as the reset is.
        (
            line.Opening,
            line.Granted,
            line.Returned,
            line.Burned,
            line.Expired,
            line.Closing
        ).ShouldBe((Cr(0), Cr(50), Cr(0), Cr(30), Cr(0), Cr(20)));
        var december = Book(December, At(2026, 12, 3), clients: client).Clients[0];
        (december.Opening, december.Granted, december.Expired, december.Closing).ShouldBe(
            (Cr(20), Cr(50), Cr(20), Cr(50))
        );
        december.Totals.Adjustments.ShouldBe(Usd(0));
        Book(November, At(2026, 12, 3), clients: client).Daily.ShouldHaveSingleItem();
    }

    [Fact]
    public void Usage_reversed_after_the_close_is_an_adjustment_in_the_earliest_open_month()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 2), priority: 0)
            .Use(25, At(2026, 11, 20))
            .Use(10, At(2026, 12, 5))
            .Reverse(4, At(2026, 12, 10));

        var november = Book(November, At(2026, 12, 11), clients: client);
        november.Totals.Used.ShouldBe(Cr(25));
        var december = Book(December, At(2026, 12, 11), clients: client).Clients[0];
        // 25 × 0.10 less cost is 2.50 more margin.
        (december.Totals.Used, december.Totals.Cost, december.Totals.Adjustments).ShouldBe(
            (Cr(10), Usd(1), Usd(2.50m))
        );
        (december.Opening, december.Granted, december.Returned, december.Burned).ShouldBe(
            (Cr(85), Cr(50), Cr(25), Cr(10))
        );
        (december.Expired, december.Closing).ShouldBe((Cr(50), Cr(100)));
    }

    [Fact]
    public void What_comes_back_after_the_close_to_a_lot_that_expired_is_returned_and_expired()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 20))
            .Reverse(3, At(2026, 12, 10));

        var december = Book(December, At(2026, 12, 11), clients: client).Clients[0];
        (december.Opening, december.Granted, december.Returned, december.Expired).ShouldBe(
            (Cr(30), Cr(50), Cr(20), Cr(50))
        );
        december.Closing.ShouldBe(Cr(50));
    }

    [Fact]
    public void A_grant_reversed_while_its_month_is_open_is_voided_there_with_a_negative_line()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 28), priority: 0)
            .Use(20, At(2026, 11, 29))
            .Reverse(3, At(2026, 12, 2));

        var line = Book(November, At(2026, 12, 3), clients: client).Clients[0];
        line.Totals.OneTime.ShouldBe(Usd(39.60m));
        line.OneTimeBought.ShouldBe(Cr(20));
        (line.Granted, line.Burned, line.Voided, line.Closing).ShouldBe(
            (Cr(110), Cr(20), Cr(40), Cr(50))
        );
        line.PaidUnused.ShouldBe(Cr(0));
    }

    [Fact]
    public void A_grant_reversed_after_the_close_is_an_adjustment_and_leaves_the_closed_month_alone()
    {
        var client = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 28), priority: 0)
            .Use(20, At(2026, 11, 29))
            .Reverse(3, At(2026, 12, 10));

        var november = Book(November, At(2026, 12, 11), clients: client).Clients[0];
        (november.Totals.OneTime, november.OneTimeBought).ShouldBe((Usd(118.80m), Cr(60)));
        var december = Book(December, At(2026, 12, 11), clients: client).Clients[0];
        (december.Totals.OneTime, december.Totals.Adjustments).ShouldBe((Usd(0), Usd(-79.20m)));
        (december.Voided, december.OneTimeBought, december.Closing).ShouldBe(
            (Cr(40), Cr(0), Cr(50))
        );
    }
}
