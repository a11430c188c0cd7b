using CreditBot.Advice;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

public class OfferMakingTests
{
    private static readonly Need SixtyOnce = new()
    {
        Amount = CreditsRange.Exactly(Cr(60)),
        Kind = RequestKind.OneTime,
        Due = Day(2026, 12, 3),
        Reason = "relaunch",
    };

    [Fact]
    public void The_three_options_of_the_design_have_its_prices()
    {
        var offers = Offer(SixtyOnce);

        offers.Basis.ShouldBe(AmountBasis.Asked);
        offers
            .All.Select(offer => offer.Terms.Kind)
            .ShouldBe([RequestKind.OneTime, RequestKind.Ongoing, RequestKind.Upgrade]);

        // 60 credits once, now · $118.80
        offers.OneTime.Terms.Credits.ShouldBe(Cr(60));
        offers.OneTime.Terms.Price.ToString().ShouldBe("118.80 USD");
        offers.OneTime.ChargedToday.ShouldBe(Usd(118.80m));
        offers.OneTime.MonthlyChange.ShouldBe(Usd(0));
        offers.OneTime.MonthlyFee.ShouldBe(Usd(99));
        offers.OneTime.ArrivesAtOnce.ShouldBeTrue();
        offers.OneTime.ArrivesOn.ShouldBe(Day(2026, 11, 27));
        offers.OneTime.AtReset.ShouldBe(AtReset.Stay);

        // 110 a month from 1 Dec · +$118.80/month
        offers.Monthly.Terms.Credits.ShouldBe(Cr(60));
        offers.Monthly.Terms.Effective.ShouldBe(Effective.NextReset);
        offers.Monthly.MonthlyCredits.ShouldBe(Cr(110));
        offers.Monthly.MonthlyChange.ShouldBe(Usd(118.80m));
        offers.Monthly.MonthlyFee.ShouldBe(Usd(217.80m));
        offers.Monthly.ChargedToday.ShouldBe(Usd(0));
        offers.Monthly.ArrivesOn.ShouldBe(Day(2026, 12, 1));
        offers.Monthly.AtReset.ShouldBe(AtReset.Renewed);

        // Professional, 150 a month from 1 Dec · +$100.00/month
        var package = offers.Package.ShouldNotBeNull();
        package.Terms.Package.ShouldBe("Professional");
        package.MonthlyCredits.ShouldBe(Cr(150));
        package.MonthlyChange.ShouldBe(Usd(100));
        package.MonthlyFee.ShouldBe(Usd(199));
        package.ArrivesOn.ShouldBe(Day(2026, 12, 1));
        package.IsEnough.ShouldBeTrue();
    }

    [Fact]
    public void The_best_value_and_its_break_even_are_those_of_the_design()
    {
        var offers = Offer(SixtyOnce);

        offers.BestValue!.Terms.Package.ShouldBe("Professional");
        var comparison = offers.Comparison.ShouldNotBeNull();
        comparison.Package.ShouldBe("Professional");
        comparison.Months.ShouldBe(6);
        // 0 + 90 + 81 + 78 + 85 + 84
        comparison.ExtraCredits.ShouldBe(Cr(418));
        comparison.ExtraPrice.ShouldBe(Usd(1.98m));
        comparison.ExtraCost.ToString().ShouldBe("827.64 USD");
        comparison.ActuallyPaid.ShouldBe(Usd(827.64m));
        comparison.PackageCostMore.ToString().ShouldBe("600.00 USD");
        // 100 / 1.98 = 50.5
        comparison.PaysFrom.ShouldBe(Cr(51));
        comparison.MonthsPassed.ShouldBe(5);
        comparison.CountsNeed.ShouldBeFalse();

        // 110 a month costs more than Professional for less.
        offers.Monthly.CostsMoreForLessThan.ShouldBe(RequestKind.Upgrade);
        offers.OneTime.CostsMoreForLessThan.ShouldBeNull();
        offers.Package!.CostsMoreForLessThan.ShouldBeNull();

        offers.OneTime.CostOverPast.ShouldBe(Usd(827.64m));
        // 6 × 118.80, and (30 + 21 + 18 + 25 + 24) × 1.98 beyond 110.
        offers.Monthly.CostOverPast.ShouldBe(Usd(946.44m));
        offers.Package.CostOverPast.ShouldBe(Usd(600));
    }

    [Fact]
    public void A_reset_before_the_date_needed_is_counted()
    {
        var reset = Offer(SixtyOnce).ResetBeforeDue.ShouldNotBeNull();

        reset.On.ShouldBe(Day(2026, 12, 1));
        reset.Credits.ShouldBe(Cr(50));
        reset.DaysBefore.ShouldBe(2);
        reset.StillNeeded.ShouldBe(Cr(10));
    }

    private static Offers Offer(Need need) =>
        OfferMaking.For(BellaBakery.Story().State, Sells, need, BellaBakery.Friday);
}
