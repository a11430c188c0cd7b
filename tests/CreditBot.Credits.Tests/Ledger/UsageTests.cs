using CreditBot.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

public class UsageTests
{
    private static (long Seq, decimal Credits, bool FromExpiry)[] Takes(ClientStory story) =>
        [.. story.Last.Takes.Select(take => (take.Lot.Seq, take.Credits.Value, take.FromExpiry))];

    [Fact]
    public void Usage_burns_the_month_before_what_was_bought()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5))
            .Use(70, At(2026, 11, 10));

        // Entry 1 opened, entry 2 granted the month, entry 3 the 60.
        Takes(story).ShouldBe([(2, 50m, false), (3, 20m, false)]);
        story.State.Balance.ShouldBe(Cr(40));
    }

    [Fact]
    public void Late_usage_draws_on_what_its_own_time_has_lost_to_expiry()
    {
        // On 1 December 30 of November's 50 expired; usage of 28 November comes on the 2nd.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 10))
            .Use(10, At(2026, 11, 28), recordedAt: At(2026, 12, 2));

        Takes(story).ShouldBe([(2, 10m, true)]);
        story.Last.Effect.ShouldBe(0);
        story.State.Balance.ShouldBe(Cr(50));
        var november = story.Lot(2);
        (november.Burned, november.Expired).ShouldBe((Cr(30), Cr(20)));
        story.State.Periods[0].Used.ShouldBe(Cr(30));
        story.State.Periods[0].Expired.ShouldBe(Cr(20));
    }

    [Fact]
    public void Late_usage_never_eats_an_allocation_granted_after_its_period()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 10))
            .Use(10, At(2026, 11, 28), recordedAt: At(2026, 12, 2));

        story.Last.Takes.ShouldBeEmpty();
        ((ClientEntry.Used)story.Last).Overage!.Credits.ShouldBe(Cr(10));
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void Late_usage_of_the_running_period_may_draw_on_what_was_granted_later()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 10))
            .Grant(20, at: At(2026, 11, 20))
            .Use(5, At(2026, 11, 15), recordedAt: At(2026, 11, 21));

        Takes(story).ShouldBe([(4, 5m, false)]);
    }

    [Fact]
    public void Late_usage_of_an_earlier_period_does_not_draw_on_a_later_grant()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50, At(2026, 11, 10))
            .Grant(20, at: At(2026, 12, 1, 9))
            .Use(5, At(2026, 11, 15), recordedAt: At(2026, 12, 1, 10));

        story.Last.Takes.ShouldBeEmpty();
    }

    [Fact]
    public void A_rolled_over_lot_is_open_to_late_usage_of_the_month_it_came_from()
    {
        // All 30 left of November rolled over; 10 used in November come late.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), rollover: new RolloverTerms(Cr(50), 20))
            .Use(20, At(2026, 11, 10))
            .Use(10, At(2026, 11, 28), recordedAt: At(2026, 12, 2));

        story.Last.Takes.ShouldHaveSingleItem().Lot.Part.ShouldBe(2);
        story.State.Balance.ShouldBe(Cr(70));
    }

    [Fact]
    public void Usage_at_the_very_end_of_a_period_belongs_to_it_and_at_the_reset_to_the_next()
    {
        var last = At(2026, 12, 1) - Duration.FromMilliseconds(1);
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Use(1, last).Use(2, At(2026, 12, 1));

        story.State.Periods.Select(period => period.Used).ShouldBe([Cr(1), Cr(2)]);
    }

    [Fact]
    public void A_clock_slightly_ahead_is_taken_as_now_and_one_far_ahead_is_refused()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        story.Use(1, At(2026, 11, 10, 9, 5), recordedAt: At(2026, 11, 10, 9, 5));
        var context = story.Context(ClientStory.Dana);
        var usage = new Usage("editor", "x", Cr(1));

        (
            (LedgerAnswer.Append)
                UsageRecording.Decide(
                    story.State,
                    new RecordUsage(usage, story.Now + Duration.FromMinutes(5)),
                    context
                )
        )
            .Entries[0]
            .At.ShouldBe(story.Now);
        UsageRecording
            .Decide(
                story.State,
                new RecordUsage(
                    usage,
                    story.Now + Duration.FromMinutes(5) + Duration.FromMilliseconds(1)
                ),
                context
            )
            .ShouldBeOfType<LedgerAnswer.Refuse>()
            .Refusal.ShouldBeOfType<Refusal.InFuture>();
    }

    [Fact]
    public void Usage_before_the_first_period_is_refused() =>
        ClientStory
            .Open(At(2026, 11, 10, 9))
            .Use(1, At(2026, 11, 9), recordedAt: At(2026, 11, 10, 10))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.BeforeStart>();

    [Theory]
    [InlineData(OverageMode.Block, true)]
    [InlineData(OverageMode.Forgive, false)]
    [InlineData(OverageMode.Invoice, false)]
    [InlineData(OverageMode.Carry, false)]
    public void What_no_lot_covers_is_overage_and_only_mode_block_blocks(
        OverageMode mode,
        bool blocks
    )
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9), overage: mode).Use(60, At(2026, 11, 10));

        var overage = ((ClientEntry.Used)story.Last).Overage!;
        overage.Credits.ShouldBe(Cr(10));
        overage.Mode.ShouldBe(mode);
        overage.Price.ShouldBe(mode == OverageMode.Invoice ? Usd(1.98m) : null);
        overage.OwesDebt.ShouldBe(mode == OverageMode.Carry);
        story.State.IsBlocked.ShouldBe(blocks);
        story.State.Balance.ShouldBe(Cr(0));
        story.State.DebtTotal.ShouldBe(mode == OverageMode.Carry ? Cr(10) : Cr(0));
        story.Until(At(2026, 12, 1));
        story
            .Last.Charges.Where(charge => charge.Kind == ChargeKind.Overage)
            .Select(charge => (charge.Month.Month, charge.Net.Amount))
            .ShouldBe(mode == OverageMode.Invoice ? [(11, 19.80m)] : []);
        // Repaid by the new month: 50 − 10.
        story.State.Balance.ShouldBe(mode == OverageMode.Carry ? Cr(40) : Cr(50));
    }

    [Fact]
    public void Overage_is_one_line_rounded_once_for_the_period()
    {
        // 3 × 0.501 credits at $1.33 are 1.99899: 2.00 when rounded once, 2.01 when each is.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice, overagePrice: Usd(1.33m))
            .Use(50, At(2026, 11, 2));
        foreach (var day in new[] { 3, 4, 5 })
        {
            story.Use(0.501m, At(2026, 11, day));
        }

        story.Until(At(2026, 12, 1));
        story.Last.Charges[0].Net.ToString().ShouldBe("2.00 USD");
    }

    [Fact]
    public void Overage_that_comes_after_its_reset_is_a_line_of_its_own_in_the_same_month()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 10))
            .Use(5, At(2026, 11, 28), recordedAt: At(2026, 12, 2));

        story
            .Last.Charges.ShouldHaveSingleItem()
            .ShouldBe(new Charge(ChargeKind.Overage, new YearMonth(2026, 11), Usd(9.90m)));
        // It is not billed again by the next reset.
        story.Until(At(2027, 1, 1));
        story.Last.Charges.ShouldAllBe(charge => charge.Kind == ChargeKind.Fee);
    }

    [Fact]
    public void Debt_is_repaid_by_the_next_grant_of_any_kind_oldest_first()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(60, At(2026, 11, 10))
            .Use(7, At(2026, 11, 11))
            .Grant(12, 23.76m, At(2026, 11, 12));

        // Entry 3 owes 10, entry 4 owes 7.
        story
            .Last.Takes.Select(take => (take.Why, take.Credits.Value, take.DebtSeq))
            .ShouldBe([(TakeReason.Repaid, 10m, 3L), (TakeReason.Repaid, 2m, 4L)]);
        story.State.DebtTotal.ShouldBe(Cr(5));
        story.State.Balance.ShouldBe(Cr(0));
        story.Until(At(2026, 12, 1)).State.Balance.ShouldBe(Cr(45));
        // The pool was drawn on once, by the usage.
        story.State.PoolUsed.ShouldBe(Cr(67));
    }

    [Fact]
    public void A_rollover_repays_no_debt()
    {
        // Late usage of October makes debt in November; what rolls over on 1 December is no grant, the new month is.
        var story = ClientStory
            .Open(
                At(2026, 10, 1, 9),
                overage: OverageMode.Carry,
                rollover: new RolloverTerms(Cr(20), 10)
            )
            .Use(50, At(2026, 10, 10))
            .Use(5, At(2026, 10, 20), recordedAt: At(2026, 11, 5))
            .Until(At(2026, 12, 1));

        story
            .Last.Takes.Where(take => take.Why == TakeReason.Repaid)
            .ShouldHaveSingleItem()
            .Lot.Part.ShouldBe(1);
        // 20 rolled over, 50 − 5 new.
        story.State.Balance.ShouldBe(Cr(65));
    }

    [Fact]
    public void History_owes_nothing_in_any_mode()
    {
        var story = ClientStory
            .Open(At(2026, 11, 12, 9), startsOn: Day(2026, 8, 20), overage: OverageMode.Invoice)
            .Use(80, At(2026, 9, 1), recordedAt: At(2026, 11, 12, 10));

        ((ClientEntry.Used)story.Last).Overage!.Price.ShouldBeNull();
        story.Last.Charges.ShouldBeEmpty();
    }
}
