using CreditBot.Advice;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

public class OfferEdgeTests
{
    private static readonly Instant Now = At(2026, 11, 20, 10);

    private static Need Asks(
        decimal credits,
        RequestKind? kind = null,
        LocalDate? due = null,
        string? package = null
    ) =>
        new()
        {
            Amount = CreditsRange.Exactly(Cr(credits)),
            Kind = kind,
            Due = due,
            Package = package,
        };

    private static Offers For(ClientStory story, Need need) =>
        OfferMaking.For(story.Until(Now).State, story.Catalog, need, Now);

    /// <summary>Six months from May, each used on its 10th; what is beyond the month is bought on the same day.</summary>
    private static ClientStory Months(
        Catalog.Package? package = null,
        decimal? fee = null,
        params decimal[] used
    )
    {
        var story = ClientStory.Open(At(2026, 5, 1, 0), package, monthlyFee: fee);
        for (var i = 0; i < used.Length; i++)
        {
            story.Use(used[i], At(2026, 5 + i, 10));
        }

        return story;
    }

    [Fact]
    public void A_date_before_the_reset_makes_monthly_offers_start_at_once_and_charge_today()
    {
        var offers = For(
            ClientStory.Open(At(2026, 11, 1, 0)),
            Asks(60, RequestKind.Ongoing, Day(2026, 11, 25))
        );

        offers.ResetBeforeDue.ShouldBeNull();
        offers.Monthly.ArrivesAtOnce.ShouldBeTrue();
        offers.Monthly.Terms.Effective.ShouldBe(Effective.Now);
        offers.Monthly.ChargedToday.ShouldBe(Usd(118.80m));
        offers.Package!.ChargedToday.ShouldBe(Usd(100));
        offers.Package.ArrivesOn.ShouldBe(Day(2026, 11, 20));
    }

    [Fact]
    public void Only_what_is_above_the_highest_fee_billed_is_charged_today()
    {
        // Professional for a day in this period already: 199 are billed.
        var story = ClientStory
            .Open(At(2026, 11, 1, 0))
            .Change(
                new PlanChange.ToPackage("Professional", Cr(150), Usd(199)),
                Effective.Now,
                At(2026, 11, 5)
            )
            .Change(
                new PlanChange.ToPackage("Basic", Cr(50), Usd(99)),
                Effective.Now,
                At(2026, 11, 6)
            );

        var offers = For(story, Asks(60, due: Day(2026, 11, 25)));

        offers.Package!.ChargedToday.ShouldBe(Usd(0));
        offers.Package.MonthlyChange.ShouldBe(Usd(100));
        offers.Monthly.ChargedToday.ShouldBe(Usd(18.80m));
    }

    [Fact]
    public void A_client_with_nothing_left_and_no_date_gets_monthly_credits_at_once()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 0)).Use(50, At(2026, 11, 10));

        For(story, Asks(60)).Monthly.ArrivesAtOnce.ShouldBeTrue();
    }

    [Fact]
    public void A_date_on_the_day_of_the_reset_is_met_by_it() =>
        For(ClientStory.Open(At(2026, 11, 1, 0)), Asks(60, due: Day(2026, 12, 1)))
            .ResetBeforeDue!.DaysBefore.ShouldBe(0);

    [Fact]
    public void A_client_on_the_largest_package_has_no_third_option()
    {
        var offers = For(ClientStory.Open(At(2026, 11, 1, 0), Enterprise), Asks(100));

        offers.Package.ShouldBeNull();
        offers.All.Count.ShouldBe(2);
        offers.Comparison.ShouldBeNull();
        // 100 × 499 / 500
        offers.OneTime.Terms.Price.ShouldBe(Usd(99.80m));
        offers.Monthly.MonthlyCredits.ShouldBe(Cr(600));
    }

    [Fact]
    public void A_client_on_Professional_is_offered_Enterprise()
    {
        var offers = For(ClientStory.Open(At(2026, 11, 1, 0), Professional), Asks(60));

        offers.Package!.Terms.Package.ShouldBe("Enterprise");
        offers.Package.MonthlyChange.ShouldBe(Usd(300));
        // 60 × 199 / 150
        offers.OneTime.Terms.Price.ShouldBe(Usd(79.60m));
    }

    [Fact]
    public void The_largest_package_is_shown_even_when_it_is_not_enough_and_is_never_the_best_value()
    {
        var offers = For(
            Months(used: [700, 700, 700, 700, 700, 700]),
            Asks(600, RequestKind.Ongoing)
        );

        offers.Package!.Terms.Package.ShouldBe("Enterprise");
        offers.Package.IsEnough.ShouldBeFalse();
        offers.Package.IsBestValue.ShouldBeFalse();
        offers.BestValue.ShouldNotBeNull();
    }

    [Fact]
    public void A_named_package_is_the_third_option() =>
        For(ClientStory.Open(At(2026, 11, 1, 0)), Asks(60, package: "enterprise"))
            .Package!.Terms.Package.ShouldBe("Enterprise");

    [Fact]
    public void A_custom_fee_changes_what_an_upgrade_costs()
    {
        // 110 a month for 217.80: Professional would be 40 more credits for 18.80 less.
        var story = ClientStory.Open(At(2026, 11, 1, 0), monthlyCredits: 110, monthlyFee: 217.80m);

        var offers = For(story, Asks(30, RequestKind.Ongoing));

        offers.Package!.MonthlyChange.ShouldBe(Usd(-18.80m));
        offers.Package.Terms.Price.ShouldBe(Usd(-18.80m));
        offers.Monthly.CostsMoreForLessThan.ShouldBe(RequestKind.Upgrade);
        offers.BestValue!.Terms.Kind.ShouldBe(RequestKind.Upgrade);
    }

    [Fact]
    public void The_configured_price_of_an_extra_credit_holds_for_all()
    {
        var story = ClientStory.Open(
            At(2026, 11, 1, 0),
            catalog: Sells with
            {
                ExtraCreditPrice = Usd(1.5m),
            }
        );

        var offers = For(story, Asks(60));

        offers.OneTime.Terms.Price.ShouldBe(Usd(90));
        offers.Monthly.MonthlyChange.ShouldBe(Usd(90));
    }

    [Fact]
    public void What_was_enough_for_six_months_makes_one_time_credits_the_best_value()
    {
        // 60 beyond the month in one of six: 60 × 1.98 = 118.80, Professional would have cost 600 more.
        var offers = For(Months(used: [30, 40, 110, 35, 20, 45]), Asks(60, RequestKind.OneTime));

        offers.BestValue!.Terms.Kind.ShouldBe(RequestKind.OneTime);
        var comparison = offers.Comparison!;
        comparison.ExtraCost.ShouldBe(Usd(118.80m));
        comparison.ActuallyPaid.ShouldBe(Usd(0));
        comparison.PackageCostMore.ShouldBe(Usd(600));
        comparison.MonthsPassed.ShouldBe(1);
    }

    [Fact]
    public void An_ongoing_need_that_history_does_not_know_is_counted_in_each_month()
    {
        // Never beyond 50 so far, but 60 more a month from now: 6 × 60 × 1.98 = 712.80 against 600.
        var offers = For(Months(used: [40, 40, 40, 40, 40, 40]), Asks(60, RequestKind.Ongoing));

        offers.BestValue!.Terms.Package.ShouldBe("Professional");
        var comparison = offers.Comparison!;
        comparison.CountsNeed.ShouldBeTrue();
        comparison.ExtraCost.ShouldBe(Usd(712.80m));
        comparison.PackageCostMore.ShouldBe(Usd(600));
        comparison.MonthsPassed.ShouldBe(6);
    }

    [Fact]
    public void A_small_ongoing_need_is_best_met_by_a_larger_allocation()
    {
        // 20 more a month are 39.60, less than the 100 of Professional; at the same cost as extra credits it is no errand each month.
        var offers = For(Months(used: [40, 40, 40, 40, 40, 40]), Asks(20, RequestKind.Ongoing));

        offers.BestValue!.Terms.Kind.ShouldBe(RequestKind.Ongoing);
        offers.Monthly.CostsMoreForLessThan.ShouldBeNull();
    }

    [Fact]
    public void Only_the_months_there_are_are_compared()
    {
        var story = ClientStory
            .Open(At(2026, 9, 1, 0))
            .Use(150, At(2026, 9, 10))
            .Use(120, At(2026, 10, 10));

        var comparison = For(story, Asks(60)).Comparison!;

        comparison.Months.ShouldBe(2);
        comparison.FromMonth.ShouldBe(Day(2026, 9, 1));
        // 100 + 70 beyond 50
        comparison.ExtraCost.ShouldBe(Usd(336.60m));
        comparison.PackageCostMore.ShouldBe(Usd(200));
        comparison.MonthsPassed.ShouldBe(2);
    }

    [Fact]
    public void A_new_client_has_prices_without_a_comparison()
    {
        var once = For(ClientStory.Open(At(2026, 11, 12, 0)), Asks(60, RequestKind.OneTime));
        once.Comparison.ShouldBeNull();
        once.BestValue!.Terms.Kind.ShouldBe(RequestKind.OneTime);
        once.OneTime.CostOverPast.ShouldBeNull();

        var unclear = For(ClientStory.Open(At(2026, 11, 12, 0)), Asks(60));
        unclear.BestValue.ShouldBeNull();

        // 118.80 a month against 100 for more.
        var ongoing = For(ClientStory.Open(At(2026, 11, 12, 0)), Asks(60, RequestKind.Ongoing));
        ongoing.BestValue!.Terms.Package.ShouldBe("Professional");
        ongoing.Comparison.ShouldBeNull();
    }

    [Fact]
    public void A_client_that_has_not_started_gets_monthly_credits_with_its_start()
    {
        var offers = For(
            ClientStory.Open(At(2026, 11, 12, 9), startsOn: Day(2026, 12, 5)),
            Asks(60, due: Day(2026, 11, 30))
        );

        offers.Monthly.ArrivesOn.ShouldBe(Day(2026, 12, 5));
        offers.Monthly.Terms.Effective.ShouldBe(Effective.NextReset);
        offers.OneTime.ArrivesAtOnce.ShouldBeTrue();
    }

    [Fact]
    public void Rollover_terms_change_what_the_reset_does() =>
        For(ClientStory.Open(At(2026, 11, 1, 0), rollover: new RolloverTerms(Cr(20), 30)), Asks(60))
            .Monthly.AtReset.ShouldBe(AtReset.RenewedWithRollover);

    [Fact]
    public void An_offer_is_priced_as_it_will_be_charged_however_odd_its_unit_price()
    {
        // 7 × 199 / 150 = 9.28666…
        var story = ClientStory.Open(At(2026, 11, 1, 0), Professional);
        var offer = For(story, Asks(7)).OneTime;
        offer.Terms.Price.ToString().ShouldBe("9.29 USD");

        story.Request(1, offer.Terms).Decide(new DecideRequest.Approve(new(1)));

        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(offer.ChargedToday);
    }

    [Fact]
    public void What_an_offer_tells_is_what_approving_it_does()
    {
        foreach (var due in new LocalDate?[] { null, Day(2026, 11, 25), Day(2026, 12, 3) })
        {
            var offers = For(ClientStory.Open(At(2026, 11, 1, 0)), Asks(60, due: due));
            foreach (var offer in offers.All)
            {
                var story = ClientStory.Open(At(2026, 11, 1, 0)).Until(Now);
                story.Request(1, offer.Terms).Decide(new DecideRequest.Approve(new(1)));
                story
                    .Last.Charges.Sum(charge => charge.Net.Amount)
                    .ShouldBe(offer.ChargedToday.Amount);
                story.State.Balance.ShouldBe(offer.ArrivesAtOnce ? Cr(50) + offer.Adds : Cr(50));
                story.Until(At(2026, 12, 1)).State.Plan.MonthlyFee.ShouldBe(offer.MonthlyFee);
                story.State.Plan.MonthlyCredits.ShouldBe(offer.MonthlyCredits);
            }
        }
    }
}
