using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Months;
using CreditBot.Tests.Ledger;
using CreditBot.Tests.Months;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

public class ApprovalFiguringTests
{
    [Fact]
    public void The_card_of_the_design_has_its_figures()
    {
        var story = BellaBakery.Story();
        var agency = MonthStory.AgencyOf();
        var month = new YearMonth(2026, 11);
        var margin = ClientMonths
            .Of(
                MonthStory.Source(story, month, agency),
                agency,
                month,
                new Dictionary<PersonId, string>(),
                before: null,
                BellaBakery.Friday
            )!
            .Book.Totals.Margin;

        var facts = ApprovalFiguring.For(
            story.State,
            Pricing.OneTime(story.State, Sells, Cr(60)),
            Sells,
            margin,
            poolLeft: 3140,
            poolPerDay: 76,
            BellaBakery.Friday
        );

        // Used 46/50; margin this month $94.40 now, $207.20 with these credits sold and used; pool 3,140 left, 41 days.
        facts.MonthlyUsed.ShouldBe(Cr(46));
        facts.Allocation.ShouldBe(Cr(50));
        facts.MarginNow.ToString().ShouldBe("94.40 USD");
        facts.MarginWith.ToString().ShouldBe("207.20 USD");
        facts.PoolLeft.ShouldBe(3140);
        facts.PoolDays.ShouldBe(41);
    }

    [Fact]
    public void An_upgrade_counts_the_credits_it_adds_to_a_month()
    {
        var state = ClientStory.Open(At(2026, 11, 1, 9)).State;

        // 99 + 100 more for the package − 100 more credits at 0.10.
        ApprovalFiguring
            .For(state, Pricing.Upgrade(state, Professional), Sells, Usd(99), 0, 0, At(2026, 11, 2))
            .MarginWith.ShouldBe(Usd(189));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(59.999, false)]
    [InlineData(-1, false)]
    public void A_pool_covers_what_the_request_adds_or_does_not(double left, bool covers)
    {
        var state = ClientStory.Open(At(2026, 11, 1, 9)).State;
        var terms = Pricing.OneTime(state, Sells, Cr(60));

        ApprovalFiguring
            .For(state, terms, Sells, Usd(99), (decimal)left, 5, At(2026, 11, 2))
            .PoolCovers.ShouldBe(covers);
    }

    [Fact]
    public void A_pool_that_is_overdrawn_lasts_no_day_and_one_that_nobody_uses_has_no_end()
    {
        var state = ClientStory.Open(At(2026, 11, 1, 9)).State;
        var terms = Pricing.OneTime(state, Sells, Cr(60));

        ApprovalFiguring
            .For(state, terms, Sells, Usd(99), -20, 5, At(2026, 11, 2))
            .PoolDays.ShouldBe(0);
        ApprovalFiguring
            .For(state, terms, Sells, Usd(99), 500, 0, At(2026, 11, 2))
            .PoolDays.ShouldBeNull();
    }

    [Fact]
    public void The_pace_of_the_pool_is_that_of_all_clients_since_the_period_before()
    {
        // 40 days since 1 October: 60 + 20 credits of the one, 120 of the other.
        var one = ClientStory
            .Open(At(2026, 10, 1))
            .Use(60, At(2026, 10, 5))
            .Use(20, At(2026, 11, 5));
        var two = ClientStory
            .Open(At(2026, 10, 1))
            .Use(120, At(2026, 10, 5))
            .Until(At(2026, 11, 5));
        var now = At(2026, 10, 1) + Duration.FromDays(40);

        ApprovalFiguring.PoolPerDay([one.State, two.State], now).ShouldBe(5m);
        ApprovalFiguring.PoolPerDay([], now).ShouldBe(0m);
    }
}
