using CreditBot.Ledger;
using CreditBot.Requests;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

public class PlanChangeTests
{
    private static PlanChange To(decimal credits, decimal? fee = null) =>
        new PlanChange.ToAllocation(Cr(credits), fee is { } money ? Usd(money) : null);

    [Fact]
    public void A_larger_allocation_now_grants_the_difference()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(46, At(2026, 11, 10))
            .Change(To(110), Effective.Now, At(2026, 11, 20));

        story.Last.Grants.ShouldHaveSingleItem().Granted.ShouldBe(Cr(60));
        story.Last.Grants[0].ExpiresAt.ShouldBe(At(2026, 12, 1));
        story.State.Balance.ShouldBe(Cr(64));
        story.Last.Charges.ShouldBeEmpty();
        story.State.Plan.MonthlyFee.ShouldBe(Usd(99));
    }

    [Fact]
    public void A_smaller_allocation_now_takes_back_only_what_is_unused()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), Professional)
            .Use(120, At(2026, 11, 10))
            .Change(To(50), Effective.Now, At(2026, 11, 20));

        // 150 − 50 would be 100, but only 30 are unused.
        story.Last.Takes.ShouldHaveSingleItem().Credits.ShouldBe(Cr(30));
        story.State.Balance.ShouldBe(Cr(0));
        story.State.Current!.MonthlyNet.ShouldBe(Cr(120));
    }

    [Fact]
    public void Up_down_and_up_again_gives_the_credits_once()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(To(110), Effective.Now, At(2026, 11, 5))
            .Use(80, At(2026, 11, 10))
            .Change(To(50), Effective.Now, At(2026, 11, 11))
            .Change(To(110), Effective.Now, At(2026, 11, 12));

        // G goes 50, 110, 80 (30 unused taken back), 110.
        story.State.Current!.MonthlyNet.ShouldBe(Cr(110));
        story.State.Balance.ShouldBe(Cr(30));
    }

    [Fact]
    public void A_reduction_takes_back_the_last_to_burn_first()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(To(80), Effective.Now, At(2026, 11, 5))
            .Change(To(60), Effective.Now, At(2026, 11, 6));

        // Of the two lots of the month the younger one, entry 3's, burns last.
        story.Last.Takes.ShouldHaveSingleItem().Lot.Seq.ShouldBe(3);
    }

    [Fact]
    public void Only_the_fee_above_the_highest_already_billed_is_billed()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(To(150, 199), Effective.Now, At(2026, 11, 5));
        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(Usd(100));

        story.Change(To(50, 99), Effective.Now, At(2026, 11, 6));
        story.Last.Charges.ShouldBeEmpty();

        story.Change(To(200, 249), Effective.Now, At(2026, 11, 7));
        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(Usd(50));
        story.State.Current!.HighestFee.ShouldBe(Usd(249));
    }

    [Fact]
    public void A_package_change_resets_credits_and_fee_and_leaves_one_time_credits_alone()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), monthlyCredits: 70, monthlyFee: 130)
            .Grant(60, 118.80m, At(2026, 11, 5))
            .Change(
                new PlanChange.ToPackage("Enterprise", Cr(500), Usd(499)),
                Effective.Now,
                At(2026, 11, 6)
            );

        story.State.Plan.ShouldBe(new Plan("Enterprise", Cr(500), Usd(499)));
        story.Lot(3).Remaining.ShouldBe(Cr(60));
        story.State.Balance.ShouldBe(Cr(560));
        story.Last.Charges[0].Net.ShouldBe(Usd(369));
    }

    [Fact]
    public void A_change_from_the_next_reset_waits_and_applies_to_the_plan_as_it_then_stands()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(new PlanChange.Add(Cr(60), Usd(118.80m)), Effective.NextReset, At(2026, 11, 5));

        story.State.Balance.ShouldBe(Cr(50));
        story.State.Plan.MonthlyCredits.ShouldBe(Cr(50));
        story.Until(At(2026, 12, 1));
        story.State.Plan.ShouldBe(new Plan("Basic", Cr(110), Usd(217.80m)));
        story.State.Balance.ShouldBe(Cr(110));
        story.State.PendingChange.ShouldBeNull();
        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(Usd(217.80m));
    }

    [Fact]
    public void A_newer_change_replaces_the_one_that_waits_and_now_clears_it()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(To(200), Effective.NextReset, At(2026, 11, 5))
            .Change(To(80), Effective.NextReset, At(2026, 11, 6));
        story.State.PendingChange.ShouldBe(To(80));

        story.Change(To(90), Effective.Now, At(2026, 11, 7));
        story.State.PendingChange.ShouldBeNull();
        story.Until(At(2026, 12, 1)).State.Balance.ShouldBe(Cr(90));
    }

    [Fact]
    public void A_bare_allocation_keeps_the_fee_unless_it_gives_one()
    {
        To(80).ApplyTo(new Plan("Basic", Cr(50), Usd(99))).MonthlyFee.ShouldBe(Usd(99));
        To(80, 120).ApplyTo(new Plan("Basic", Cr(50), Usd(99))).MonthlyFee.ShouldBe(Usd(120));
    }

    [Fact]
    public void Credits_added_now_repay_debt_first()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(60, At(2026, 11, 10))
            .Change(To(110), Effective.Now, At(2026, 11, 11));

        story.State.DebtTotal.ShouldBe(Cr(0));
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void Before_the_first_period_a_change_waits_for_it()
    {
        var story = ClientStory
            .Open(At(2026, 11, 12, 9), startsOn: Day(2026, 12, 5))
            .Change(To(80), Effective.Now, At(2026, 11, 13));

        story.State.Balance.ShouldBe(Cr(0));
        story.Until(At(2026, 12, 5)).State.Balance.ShouldBe(Cr(80));
    }

    [Fact]
    public void Down_to_nothing_and_up_again()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(To(0, 0), Effective.NextReset, At(2026, 11, 5))
            .Until(At(2026, 12, 1));

        story.Last.Grants.ShouldBeEmpty();
        story.Last.Charges.ShouldBeEmpty();
        story.State.Balance.ShouldBe(Cr(0));
        story.Change(To(50, 99), Effective.Now, At(2026, 12, 2));
        story.State.Balance.ShouldBe(Cr(50));
        story.Last.Charges.ShouldHaveSingleItem().Net.ShouldBe(Usd(99));
    }
}
