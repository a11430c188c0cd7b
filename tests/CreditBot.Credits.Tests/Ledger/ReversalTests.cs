using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

/// <summary>Reversals, sentence by sentence (design.md §3.13).</summary>
public class ReversalTests
{
    private static (long Lot, decimal Credits, ReturnTo To)[] Returns(ClientStory story) =>
        [.. story.Last.Returns.Select(back => (back.Lot.Seq, back.Credits.Value, back.To))];

    private static string Seq(ClientStory story) =>
        story.ShouldBeRefused().ShouldBeOfType<Refusal.Invalid>().Field;

    [Fact]
    public void Reversed_usage_returns_each_lots_part_to_it()
    {
        // 50 of the month and 20 of the 60 bought.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5))
            .Use(70, At(2026, 11, 10))
            .Reverse(4, At(2026, 11, 12));

        Returns(story).ShouldBe([(2, 50m, ReturnTo.Remaining), (3, 20m, ReturnTo.Remaining)]);
        story.Last.Effect.ShouldBe(70_000);
        story.State.Balance.ShouldBe(Cr(110));
        story.State.Current!.Used.ShouldBe(Cr(0));
        story.State.PoolUsed.ShouldBe(Cr(0));
        story.Usage.ShouldBeEmpty();
    }

    [Fact]
    public void A_reversal_counts_at_the_time_of_what_it_reverses()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(10, At(2026, 11, 10))
            .Reverse(3, At(2026, 11, 12));

        (story.Last.At, story.Last.RecordedAt).ShouldBe((At(2026, 11, 10), At(2026, 11, 12)));
        story.Last.Texts[TextNames.Reason].ShouldBe("by mistake");
    }

    [Fact]
    public void Credits_of_an_expired_lot_expire_again_at_once()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 10))
            .Reverse(3, At(2026, 12, 5));

        Returns(story).ShouldBe([(2, 20m, ReturnTo.Expired)]);
        story.State.Balance.ShouldBe(Cr(50));
        (story.Lot(2).Burned, story.Lot(2).Expired).ShouldBe((Cr(0), Cr(50)));
        story.State.Periods[0].Used.ShouldBe(Cr(0));
        story.State.Periods[0].Expired.ShouldBe(Cr(50));
    }

    [Fact]
    public void What_was_drawn_from_expiry_goes_back_there()
    {
        // 30 of November's 50 expired on 1 December; late usage drew 10 of them.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 10))
            .Use(10, At(2026, 11, 28), recordedAt: At(2026, 12, 2))
            .Reverse(5, At(2026, 12, 3));

        var back = story.Last.Returns.ShouldHaveSingleItem();
        (back.Credits, back.To, back.FromExpiry).ShouldBe((Cr(10), ReturnTo.Expired, true));
        story.Last.Effect.ShouldBe(0);
        story.Lot(2).Expired.ShouldBe(Cr(30));
        story.State.Periods[0].Expired.ShouldBe(Cr(30));
    }

    [Fact]
    public void Credits_of_a_lot_whose_grant_was_reversed_are_void_at_once()
    {
        // The reversed grant lost its unused 40; the 20 that were used come back and go the same way.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5), priority: 0)
            .Use(20, At(2026, 11, 10))
            .Reverse(3, At(2026, 11, 11))
            .Reverse(4, At(2026, 11, 12));

        Returns(story).ShouldBe([(3, 20m, ReturnTo.Voided)]);
        story.Lot(3).Voided.ShouldBe(Cr(60));
        story.State.Balance.ShouldBe(Cr(50));
        story.Last.Charges.ShouldBeEmpty();
    }

    [Fact]
    public void Overage_that_is_not_billed_yet_is_owed_no_more()
    {
        // 10 and 5 beyond 50, at 99 / 50 a credit; the 10 are reversed.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 20))
            .Use(5, At(2026, 11, 21))
            .Reverse(3, At(2026, 11, 22));

        story.State.Current!.OverageOwed.ShouldBe(Usd(9.90m));
        story.State.Current!.Overage.ShouldBe(Cr(5));
        story.Last.Charges.ShouldBeEmpty();
        story.Until(At(2026, 12, 1));
        story
            .Last.Charges[0]
            .ShouldBe(new Charge(ChargeKind.Overage, new YearMonth(2026, 11), Usd(9.90m)));
    }

    [Fact]
    public void A_line_that_was_made_is_lowered_by_a_line_of_its_own_in_the_same_month_rounded_alone()
    {
        // Twice 0.333 credits at 1.98: together 1.31868, billed 1.32; one of them alone 0.65934, given back 0.66.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(50, At(2026, 11, 10))
            .Use(0.333m, At(2026, 11, 20))
            .Use(0.333m, At(2026, 11, 21))
            .Until(At(2026, 12, 1));
        story.Last.Charges[0].Net.ShouldBe(Usd(1.32m));

        story.Reverse(5, At(2026, 12, 10));

        story.Last.Charges.ShouldBe([
            new Charge(ChargeKind.Overage, new YearMonth(2026, 11), Usd(-0.66m)),
        ]);
        story.State.Periods[0].Overage.ShouldBe(Cr(0.333m));
    }

    [Fact]
    public void Usage_of_the_instant_at_which_a_resumption_opened_the_next_period_counts_no_more_in_its_own()
    {
        // Seq: 1 opened, 2 period, 3 paused, 4 the month's 50 expired, 5 used 15, 6 period of the resumption.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Set(Standing.Paused, At(2026, 11, 20))
            .Use(15, At(2027, 1, 10, 8))
            .Set(Standing.Active, At(2027, 1, 10, 8))
            .Reverse(5, At(2027, 1, 12));

        story.State.Periods.Select(period => period.Used).ShouldBe([Cr(0), Cr(0)]);
        story.State.Periods.Select(period => period.Overage).ShouldBe([Cr(0), Cr(0)]);
        story.State.Current!.Start.ShouldBe(At(2027, 1, 10, 8));
    }

    [Fact]
    public void Late_overage_with_a_line_of_its_own_is_lowered_too()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(50, At(2026, 11, 10))
            .Use(10, At(2026, 11, 28), recordedAt: At(2026, 12, 2));
        story.Last.Charges[0].Net.ShouldBe(Usd(19.80m));

        story.Reverse(story.State.Version, At(2026, 12, 3));

        story.Last.Charges.ShouldBe([
            new Charge(ChargeKind.Overage, new YearMonth(2026, 11), Usd(-19.80m)),
        ]);
    }

    [Fact]
    public void Debt_that_is_outstanding_is_cancelled()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(60, At(2026, 11, 20))
            .Reverse(3, At(2026, 11, 21));

        story.State.DebtTotal.ShouldBe(Cr(0));
        story.State.Balance.ShouldBe(Cr(50));
        story.Grant(20).State.Balance.ShouldBe(Cr(70));
    }

    [Fact]
    public void Debt_that_is_repaid_goes_back_to_the_lots_that_repaid_it()
    {
        // 25 owed: the 20 granted repay 20, December's 50 the other 5.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(75, At(2026, 11, 20))
            .Grant(20, at: At(2026, 11, 21))
            .Until(At(2026, 12, 1));
        (story.State.DebtTotal, story.State.Balance).ShouldBe((Cr(0), Cr(45)));

        story.Reverse(3, At(2026, 12, 2));

        Returns(story)
            .ShouldBe([
                (2, 50m, ReturnTo.Expired),
                (4, 20m, ReturnTo.Remaining),
                (5, 5m, ReturnTo.Remaining),
            ]);
        story.State.Balance.ShouldBe(Cr(70));
    }

    [Fact]
    public void Of_debt_that_is_partly_repaid_the_rest_is_cancelled()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(75, At(2026, 11, 20))
            .Grant(20, at: At(2026, 11, 21))
            .Reverse(3, At(2026, 11, 22));

        story.State.DebtTotal.ShouldBe(Cr(0));
        story.State.Balance.ShouldBe(Cr(70));
    }

    [Fact]
    public void Credits_that_come_back_repay_no_debt()
    {
        // 10 are owed by the second use; the 50 of the first come back and stay.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(50, At(2026, 11, 20))
            .Use(10, At(2026, 11, 21))
            .Reverse(3, At(2026, 11, 22));

        (story.State.DebtTotal, story.State.Balance).ShouldBe((Cr(10), Cr(50)));
    }

    [Fact]
    public void A_grant_gives_up_its_unused_rest_and_that_rests_part_of_the_price()
    {
        // 40 of 60 are left: 118.80 × 40 / 60.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5), priority: 0)
            .Use(20, At(2026, 11, 10))
            .Reverse(3, At(2026, 12, 2));

        story.Last.Takes.ShouldBe([new LotTake(new(3, 1), Cr(40), TakeReason.Voided)]);
        story.Last.Charges.ShouldBe([
            new Charge(ChargeKind.OneTime, new YearMonth(2026, 11), Usd(-79.20m)),
        ]);
        story.State.Balance.ShouldBe(Cr(50));
        story.State.Periods[0].OneTimeBought.ShouldBe(Cr(20));
        story.State.Periods[0].OneTimePaid.ShouldBe(Usd(39.60m));
    }

    [Fact]
    public void The_price_given_back_is_rounded_once()
    {
        // 10.00 × 1 / 3 = 3.333…
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(3, 10m, At(2026, 11, 5), priority: 0)
            .Use(2, At(2026, 11, 10))
            .Reverse(3, At(2026, 11, 11));

        story.Last.Charges[0].Net.ShouldBe(Usd(-3.33m));
    }

    [Fact]
    public void A_free_grant_gives_nothing_back_and_a_used_up_one_loses_nothing()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(10, at: At(2026, 11, 5), priority: 0)
            .Reverse(3);
        story.Last.Charges.ShouldBeEmpty();

        story.Grant(10, 20m, At(2026, 11, 6), priority: 0).Use(10, At(2026, 11, 7)).Reverse(5);
        story.Last.Takes.ShouldBeEmpty();
        story.Last.Charges.ShouldBeEmpty();
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void What_a_request_booked_can_be_reversed()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Until(At(2026, 11, 5));
        story
            .Request(12, Pricing.OneTime(story.State, Sells, Cr(60)))
            .Decide(new DecideRequest.Approve(new(12)))
            .Reverse(5, At(2026, 11, 20));

        story.State.Balance.ShouldBe(Cr(50));
        story.Last.Request.ShouldBe(new RequestId(12));
        story.Last.Charges[0].Net.ShouldBe(Usd(-118.80m));
    }

    [Fact]
    public void A_second_reversal_is_refused()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(10, At(2026, 11, 10))
            .Reverse(3)
            .Reverse(3);

        Seq(story).ShouldBe("seq");
        story.ShouldBeRefused().Sentence.ShouldContain("already");
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void What_an_undo_took_back_is_not_reversed_again()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Until(At(2026, 11, 5));
        story
            .Request(12, Pricing.OneTime(story.State, Sells, Cr(60)))
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(new DecideRequest.Undo(new(12)))
            .Reverse(5);

        Seq(story).ShouldBe("seq");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nothing_else_can_be_reversed(long seq)
    {
        // 1 opened, 2 reset, 3 changed the plan, 4 isn't there.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(new PlanChange.ToAllocation(Cr(80), null), Effective.Now, At(2026, 11, 2))
            .Reverse(seq);

        Seq(story).ShouldBe("seq");
    }

    [Fact]
    public void A_reversal_is_not_reversed()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(10, At(2026, 11, 10))
            .Reverse(3)
            .Reverse(4);

        Seq(story).ShouldBe("seq");
    }

    [Fact]
    public void A_month_that_ran_dry_by_mistake_did_not_run_dry()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 10))
            .Reverse(3, At(2026, 11, 20));
        story.State.Current!.DryAt.ShouldBeNull();
        story.State.Current!.DryFor.ShouldBe(Duration.Zero);
        story.State.DrySince.ShouldBeNull();

        // The same, found out when November is over.
        var late = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 10))
            .Reverse(3, At(2026, 12, 20));
        late.State.Periods[0].DryAt.ShouldBeNull();
    }

    [Fact]
    public void A_client_that_a_reversal_leaves_without_credits_is_dry_from_then_on()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 5))
            .Grant(60, 118.80m, At(2026, 11, 10))
            .Reverse(4, At(2026, 11, 12));

        story.State.DrySince.ShouldBe(At(2026, 11, 12));
        story.State.Current!.DryFor.ShouldBe(Duration.FromDays(5));
    }
}
