using CreditBot.Advice;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Advice;

/// <summary>How much is offered, and where that comes from, when the client doesn't say.</summary>
public class NeededAmountTests
{
    private static readonly Instant Now = At(2026, 11, 20, 10);

    private static Offers For(ClientStory story, Need need) =>
        OfferMaking.For(story.Until(Now).State, story.Catalog, need, Now);

    private static Need Work(decimal low, decimal high, LocalDate? due = null) =>
        new() { Work = new Estimate(new CreditsRange(Cr(low), Cr(high)), [], []), Due = due };

    [Fact]
    public void Of_a_range_the_upper_end_is_covered()
    {
        var offers = For(
            ClientStory.Open(At(2026, 11, 1, 0)),
            new Need { Amount = new CreditsRange(Cr(50), Cr(80)) }
        );

        (offers.Amount, offers.Basis).ShouldBe((Cr(80), AmountBasis.Asked));
    }

    [Fact]
    public void Work_is_covered_less_what_is_there()
    {
        // 60 for the work, 50 there.
        var offers = For(ClientStory.Open(At(2026, 11, 1, 0)), Work(40, 60));

        (offers.Amount, offers.Basis, offers.IsCovered).ShouldBe((Cr(10), AmountBasis.Work, false));
    }

    [Fact]
    public void Work_that_is_covered_is_said_to_be()
    {
        var offers = For(ClientStory.Open(At(2026, 11, 1, 0)), Work(20, 40));

        offers.IsCovered.ShouldBeTrue();
        offers.Amount.ShouldBe(Cr(40));
    }

    [Fact]
    public void Work_after_a_reset_counts_what_arrives_then_and_what_is_used_until_then()
    {
        // September and October took 61 in 61 days: 1 a day. 50 arrive on 1 December; 3 go by the 4th, 47 are left for 60.
        var story = ClientStory
            .Open(At(2026, 9, 1, 0))
            .Use(30, At(2026, 9, 10))
            .Use(31, At(2026, 10, 10));

        For(story, Work(50, 60, Day(2026, 12, 4))).Amount.ShouldBe(Cr(13));
    }

    [Fact]
    public void Work_before_the_reset_counts_what_is_left_then()
    {
        // 1 a day: of 50 on the 20th, 45 are left on the 25th.
        var story = ClientStory
            .Open(At(2026, 9, 1, 0))
            .Use(30, At(2026, 9, 10))
            .Use(31, At(2026, 10, 10));

        For(story, Work(50, 60, Day(2026, 11, 25))).Amount.ShouldBe(Cr(15));
    }

    [Fact]
    public void Otherwise_it_is_the_usual_shortfall()
    {
        // Beyond 50: 90, 81, 78, 85, 84; the median is 84.
        var offers = OfferMaking.For(
            BellaBakery.Story().State,
            Sells,
            new Need(),
            BellaBakery.Friday
        );

        (offers.Amount, offers.Basis).ShouldBe((Cr(84), AmountBasis.UsualShortfall));
        offers.BestValue!.Terms.Package.ShouldBe("Professional");
        // The last top-up, October's 84, is a shortcut at today's price.
        offers.LastTopUp!.Terms.Credits.ShouldBe(Cr(84));
        offers.LastTopUp.Terms.Price.ShouldBe(Usd(166.32m));
    }

    [Fact]
    public void Then_the_last_top_up()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 0))
            .Grant(25, 49.50m, At(2026, 11, 5))
            .Grant(10, at: At(2026, 11, 6));

        var offers = For(story, new Need());

        (offers.Amount, offers.Basis).ShouldBe((Cr(25), AmountBasis.LastTopUp));
    }

    [Theory]
    [InlineData(50, 10)]
    [InlineData(150, 30)]
    [InlineData(70, 20)]
    [InlineData(0, 10)]
    public void Then_a_fifth_of_the_allocation_in_whole_tens(int allocation, int amount)
    {
        var offers = For(
            ClientStory.Open(At(2026, 11, 1, 0), monthlyCredits: allocation),
            new Need()
        );

        (offers.Amount, offers.Basis).ShouldBe((Cr(amount), AmountBasis.Fallback));
        offers.LastTopUp.ShouldBeNull();
    }
}
