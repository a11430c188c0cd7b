using CreditBot.Advice;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

/// <summary>The extra ways beside the three kinds, worked by hand on the client of design.md §1: 4 credits left on 27 Nov, 50 more on 1 Dec.</summary>
public class BridgingTests
{
    [Fact]
    public void The_reset_before_the_date_brings_the_rest()
    {
        // 60 by 3 Dec, of which the 50 of 1 Dec are a part: 10 are bought, 10 x 1.98.
        var bridge = Bridge(RequestKind.OneTime, Day(2026, 12, 3)).ShouldNotBeNull();
        bridge.For.ShouldBe(BridgeFor.RestFromReset);
        bridge.Offer.Terms.Credits.ShouldBe(Cr(10));
        bridge.Offer.Terms.Price.ShouldBe(Usd(19.80m));
    }

    [Fact]
    public void More_until_a_date_is_an_uplift_of_the_months_that_begin_by_then()
    {
        // Until 15 Feb the months of 1 Dec, 1 Jan and 1 Feb begin: 60 x 1.98 more in each, and 1 Mar is without them.
        var bridge = Bridge(RequestKind.Ongoing, Day(2027, 2, 15)).ShouldNotBeNull();
        bridge.For.ShouldBe(BridgeFor.Uplift);
        bridge.Offer.Terms.ShouldBe(
            new RequestTerms
            {
                Kind = RequestKind.Ongoing,
                Credits = Cr(60),
                Months = 3,
                Price = Usd(118.80m),
                Effective = Effective.NextReset,
            }
        );
        bridge.Offer.MonthlyCredits.ShouldBe(Cr(110));
        bridge.Offer.MonthlyFee.ShouldBe(Usd(217.80m));
        bridge.Offer.EndsOn.ShouldBe(Day(2027, 3, 1));
        // As many at once: 180 x 1.98.
        bridge.Once.ShouldNotBeNull().Terms.Price.ShouldBe(Usd(356.40m));
    }

    [Fact]
    public void The_months_that_were_said_count_whatever_the_date()
    {
        var bridge = Bridge(RequestKind.Ongoing, due: null, months: 2).ShouldNotBeNull();
        (bridge.Offer.Terms.Months, bridge.Offer.EndsOn).ShouldBe((2, Day(2027, 2, 1)));
    }

    [Fact]
    public void A_date_before_the_reset_leaves_nothing_to_bridge() =>
        Bridge(RequestKind.OneTime, Day(2026, 11, 30)).ShouldBeNull();

    private static Bridge? Bridge(RequestKind kind, LocalDate? due, int? months = null)
    {
        var story = BellaBakery.Story();
        var need = new Need
        {
            Amount = CreditsRange.Exactly(Cr(60)),
            Kind = kind,
            Due = due,
            Months = months,
        };
        return Bridging.Of(
            story.State,
            Sells,
            AccountChecking.Check(story.State, story.Usage, BellaBakery.Friday),
            need,
            OfferMaking.For(story.State, Sells, need, BellaBakery.Friday),
            BellaBakery.Friday
        );
    }
}
