using CreditBot.Advice;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

/// <summary>More by the month for some months, which ends by itself (design.md §4), worked by hand: Basic, 50 credits for $99 a month.</summary>
public class UpliftTests
{
    /// <summary>60 more a month for $118.80, for three months.</summary>
    private static readonly PlanChange ForThree = new PlanChange.Add(Cr(60), Usd(118.80m), 3);

    private static readonly Plan Basic = new("Basic", Cr(50), Usd(99));
    private static readonly Plan Uplifted = new("Basic", Cr(110), Usd(217.80m));

    [Fact]
    public void From_the_reset_it_holds_for_its_months_and_then_comes_off_by_an_entry_of_its_own()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(ForThree, Effective.NextReset, At(2026, 11, 5))
            .Until(At(2027, 2, 1));
        // December, January and February.
        story.State.Plan.ShouldBe(Uplifted);
        story.State.Balance.ShouldBe(Cr(110));

        story.Until(At(2027, 3, 1));
        story.State.Plan.ShouldBe(Basic);
        story.State.Balance.ShouldBe(Cr(50));
        story.State.Uplifts.ShouldBe(Uplifts.None);
        var over = story
            .Entries.OfType<ClientEntry.UpliftEnded>()
            .ShouldHaveSingleItem()
            .ShouldNotBeNull();
        (over.At, over.PerMonth, over.PricePerMonth).ShouldBe(
            (At(2027, 3, 1), Cr(60), Usd(118.80m))
        );
        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(Usd(99));
        Fees(story).ShouldBe([99m, 217.80m, 217.80m, 217.80m, 99m]);
    }

    [Fact]
    public void Now_it_begins_with_the_running_month()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(ForThree, Effective.Now, At(2026, 11, 5));
        story.State.Balance.ShouldBe(Cr(110));

        // November, December and January.
        story.Until(At(2027, 2, 1)).State.Plan.ShouldBe(Basic);
        Fees(story).ShouldBe([99m, 118.80m, 217.80m, 217.80m, 99m]);
    }

    [Fact]
    public void One_that_is_over_in_a_pause_ends_once_when_the_client_is_resumed()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(new PlanChange.Add(Cr(60), Usd(118.80m), 1), Effective.Now, At(2026, 11, 5))
            .Set(Standing.Paused, at: At(2026, 11, 20))
            .Set(Standing.Active, at: At(2027, 2, 5));
        // November had it; the pause began in November and what follows is Basic again.
        story.State.Plan.ShouldBe(Basic);
        story.State.Uplifts.ShouldBe(Uplifts.None);

        story.Until(At(2027, 3, 5)).State.Plan.ShouldBe(Basic);
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void The_check_tells_the_day_on_which_it_ends()
    {
        // Now from 5 November: November, December and January have it. From the reset: until the end of February.
        foreach (
            var (effective, ends) in new[]
            {
                (Effective.Now, Day(2027, 2, 1)),
                (Effective.NextReset, Day(2027, 3, 1)),
            }
        )
        {
            var story = ClientStory
                .Open(At(2026, 11, 1, 9))
                .Change(ForThree, effective, At(2026, 11, 5))
                .Until(At(2026, 12, 1));
            AccountChecking
                .Check(story.State, [], At(2026, 12, 1))
                .UpliftEnds.ShouldBe([new UpliftEnd(Cr(60), ends)]);
        }
    }

    [Fact]
    public void Two_end_each_in_its_own_time()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(ForThree, Effective.Now, At(2026, 11, 5))
            .Change(new PlanChange.Add(Cr(10), Usd(20), 1), Effective.NextReset, At(2026, 11, 6));

        story.Until(At(2026, 12, 1)).State.Plan.MonthlyCredits.ShouldBe(Cr(120));
        story.Until(At(2027, 1, 1)).State.Plan.ShouldBe(Uplifted);
        story.Until(At(2027, 2, 1)).State.Plan.ShouldBe(Basic);
    }

    [Fact]
    public void A_package_leaves_nothing_of_it_to_come_off()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(ForThree, Effective.Now, At(2026, 11, 5))
            .Change(
                new PlanChange.ToPackage("Professional", Cr(150), Usd(199)),
                Effective.NextReset,
                At(2026, 11, 6)
            )
            .Until(At(2027, 3, 1));

        story.State.Plan.ShouldBe(new Plan("Professional", Cr(150), Usd(199)));
        story.Entries.OfType<ClientEntry.UpliftEnded>().ShouldBeEmpty();
    }

    [Fact]
    public void A_bare_allocation_replaces_its_credits_and_its_price_still_comes_off()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(ForThree, Effective.Now, At(2026, 11, 5))
            .Change(
                new PlanChange.ToAllocation(Cr(80), MonthlyFee: null),
                Effective.NextReset,
                At(2026, 11, 6)
            )
            .Until(At(2026, 12, 1));
        story.State.Plan.ShouldBe(new Plan("Basic", Cr(80), Usd(217.80m)));

        story.Until(At(2027, 2, 1)).State.Plan.ShouldBe(new Plan("Basic", Cr(80), Usd(99)));
    }

    [Fact]
    public void More_from_the_reset_with_which_it_ends_is_reckoned_on_the_plan_without_it()
    {
        // February is the last month of three with 60 more: 110 for $217.80. From 1 March it is 50 for $99 again,
        // so that 60 more from then are 110 for $217.80, not 170.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(ForThree, Effective.NextReset, At(2026, 11, 5))
            .Until(At(2027, 2, 10));
        var need = new Need
        {
            Amount = new CreditsRange(Cr(60), Cr(60)),
            Kind = RequestKind.Ongoing,
        };

        var offer = OfferMaking.For(story.State, Sells, need, story.Now).Monthly;

        (offer.MonthlyCredits, offer.MonthlyFee, offer.MonthlyChange, offer.Adds).ShouldBe(
            (Cr(110), Usd(217.80m), Usd(118.80m), Cr(60))
        );
        story
            .Change(
                new PlanChange.Add(offer.Terms.Credits!.Value, offer.Terms.Price),
                offer.Terms.Effective,
                At(2027, 2, 11)
            )
            .Until(At(2027, 3, 1))
            .State.Plan.ShouldBe(Uplifted);
    }

    private static IEnumerable<decimal> Fees(ClientStory story) =>
        story.Entries.SelectMany(entry => entry.Charges).Select(charge => charge.Net.Amount);
}
