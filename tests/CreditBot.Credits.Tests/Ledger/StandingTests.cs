using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

/// <summary>Client states, sentence by sentence (design.md §3.12).</summary>
public class StandingTests
{
    private static readonly YearMonth November = new(2026, 11);
    private static readonly YearMonth December = new(2026, 12);

    private static string Field(ClientStory story) =>
        story.ShouldBeRefused().ShouldBeOfType<Refusal.Invalid>().Field;

    [Fact]
    public void A_paused_client_is_neither_reset_nor_billed()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 20, 15))
            .Until(At(2027, 3, 1));

        story.State.Standing.ShouldBe(Standing.Paused);
        story.State.StandingFrom.ShouldBe(Day(2026, 11, 20));
        story.Entries.OfType<ClientEntry.PeriodStarted>().Count().ShouldBe(1);
        story
            .Entries.SelectMany(entry => entry.Charges)
            .Sum("USD", charge => charge.Net)
            .ShouldBe(Usd(217.80m));
    }

    [Fact]
    public void Running_lots_keep_their_expiries()
    {
        // The month's 50 expire on 1 December, the 60 bought never.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 20));
        story.Until(At(2026, 11, 30, 23)).State.Balance.ShouldBe(Cr(110));
        story.Until(At(2026, 12, 1)).State.Balance.ShouldBe(Cr(60));
        story.Last.ShouldBeOfType<ClientEntry.LotsExpired>().At.ShouldBe(At(2026, 12, 1));
    }

    [Fact]
    public void Usage_of_a_paused_client_is_recorded_in_the_period_that_runs_on()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(60, 118.80m, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 20))
            .Use(15, At(2027, 1, 10));

        story.State.Balance.ShouldBe(Cr(45));
        story.State.Current!.Used.ShouldBe(Cr(15));
    }

    [Fact]
    public void Open_holds_lapse_when_a_client_is_paused_and_no_new_ones_are_given()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Hold(20, 600_000)
            .Set(Standing.Paused, At(2026, 11, 2));

        story.State.Holds.ShouldBeEmpty();
        story.Hold(1, 60);
        story.ShouldBeRefused().ShouldBeOfType<Refusal.HoldDenied>().Code.ShouldBe(HoldCode.Paused);
    }

    [Fact]
    public void Resuming_is_a_reset_at_the_start_of_its_day_which_is_the_new_anchor()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Set(Standing.Paused, At(2026, 11, 20))
            .Set(Standing.Active, At(2027, 1, 5), Day(2027, 1, 12))
            .Until(At(2027, 2, 20));

        var periods = story.State.Periods;
        periods.Count.ShouldBe(3);
        (periods[0].EndsOn, periods[0].End).ShouldBe((Day(2027, 1, 12), At(2027, 1, 12)));
        (periods[1].StartsOn, periods[1].EndsOn).ShouldBe((Day(2027, 1, 12), Day(2027, 2, 12)));
        (periods[2].StartsOn, periods[2].EndsOn).ShouldBe((Day(2027, 2, 12), Day(2027, 3, 12)));
        story.State.Standing.ShouldBe(Standing.Active);
        // In full, and its fee in the month of its first day.
        var resumed = story.Entries.OfType<ClientEntry.PeriodStarted>().ElementAt(1);
        resumed.Grants[0].Granted.ShouldBe(Cr(50));
        resumed.Charges.ShouldBe([new Charge(ChargeKind.Fee, new YearMonth(2027, 1), Usd(99))]);
    }

    [Fact]
    public void The_rest_of_a_running_monthly_lot_expires_when_the_client_is_resumed()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Set(Standing.Active, At(2026, 11, 20, 15));

        story.Lot(2).Expired.ShouldBe(Cr(30));
        story.State.Balance.ShouldBe(Cr(50));
        (story.State.Current!.Start, story.State.Current.End).ShouldBe(
            (At(2026, 11, 20, 15), At(2026, 12, 20))
        );
        // It is closed from then on: late usage of the 25th doesn't draw on what it lost.
        story.Until(At(2026, 12, 21)).Use(60, At(2026, 11, 25), recordedAt: At(2026, 12, 21));
        story.Lot(2).Expired.ShouldBe(Cr(30));
        ((ClientEntry.Used)story.Last).Overage!.Credits.ShouldBe(Cr(10));
    }

    [Fact]
    public void What_comes_back_to_a_lot_that_a_resumption_ended_expires_at_once()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(20, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Set(Standing.Active, At(2026, 11, 20))
            .Reverse(3, At(2026, 11, 25));

        story.Last.Returns.ShouldHaveSingleItem().To.ShouldBe(ReturnTo.Expired);
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void Roll_over_and_the_pending_change_apply_when_the_client_is_resumed()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), rollover: new RolloverTerms(Cr(10), 5))
            .Change(new PlanChange.Add(Cr(60), Usd(118.80m)), Effective.NextReset, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Set(Standing.Active, At(2026, 11, 20));

        story.State.Plan.MonthlyCredits.ShouldBe(Cr(110));
        story.State.Balance.ShouldBe(Cr(120));
        story.Last.Charges[0].Net.ShouldBe(Usd(217.80m));
        story.Last.Grants[1].ExpiresAt.ShouldBe(At(2026, 11, 25));
    }

    [Fact]
    public void A_month_that_is_over_before_the_client_is_resumed_expires_and_rolls_nothing_over()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), rollover: new RolloverTerms(Cr(10), 5))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Set(Standing.Active, At(2026, 12, 20));

        story.Lot(2).Expired.ShouldBe(Cr(50));
        story.State.Balance.ShouldBe(Cr(50));
    }

    [Fact]
    public void A_period_cut_short_has_the_day_before_the_cut_as_its_last()
    {
        // Overage of a period that would have ended on 12 December counts in November when it is cut on the 30th.
        var story = ClientStory
            .Open(At(2026, 11, 12, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 13))
            .Set(Standing.Paused, At(2026, 11, 20))
            .Set(Standing.Active, At(2026, 11, 25), Day(2026, 12, 1))
            .Until(At(2026, 12, 1));

        story.Last.Charges[0].ShouldBe(new Charge(ChargeKind.Overage, November, Usd(19.80m)));
        story.State.Periods[0].LastDay.ShouldBe(Day(2026, 11, 30));
    }

    [Fact]
    public void A_change_of_plan_waits_while_a_client_is_paused()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Change(
                new PlanChange.ToPackage("Professional", Cr(150), Usd(199)),
                Effective.Now,
                At(2026, 11, 11)
            );
        story.State.Balance.ShouldBe(Cr(50));
        story.Last.Charges.ShouldBeEmpty();
        story.Set(Standing.Active, At(2026, 11, 20)).State.Balance.ShouldBe(Cr(150));
    }

    [Fact]
    public void A_planned_pause_comes_with_its_day_before_the_reset_of_that_day()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Set(Standing.Paused, At(2026, 11, 10), Day(2026, 12, 1));
        story.State.Standing.ShouldBe(Standing.Active);
        story.Until(At(2027, 2, 1));

        story.State.Standing.ShouldBe(Standing.Paused);
        story.Entries.OfType<ClientEntry.PeriodStarted>().Count().ShouldBe(1);
        story.Lot(2).Expired.ShouldBe(Cr(50));
        story.Entries.OfType<ClientEntry.Paused>().Single().At.ShouldBe(At(2026, 12, 1));
    }

    [Fact]
    public void A_newer_plan_replaces_an_older_one_and_the_state_at_hand_drops_it()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Set(Standing.Ended, At(2026, 11, 10), Day(2026, 11, 20))
            .Set(Standing.Paused, At(2026, 11, 11), Day(2026, 11, 25));
        story.State.Planned!.To.ShouldBe(Standing.Paused);

        story.Set(Standing.Active, At(2026, 11, 12));
        story.State.Planned.ShouldBeNull();
        story.Until(At(2026, 12, 2)).State.Current!.Number.ShouldBe(1);
    }

    [Fact]
    public void A_client_that_has_not_started_starts_when_it_was_to_start()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), startsOn: Day(2026, 12, 5))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Set(Standing.Active, At(2026, 11, 11))
            .Until(At(2026, 12, 4, 23));
        story.State.Periods.ShouldBeEmpty();
        story.Until(At(2026, 12, 5)).State.Balance.ShouldBe(Cr(50));

        // Paused over its start, it starts when it is resumed.
        var late = ClientStory
            .Open(At(2026, 11, 1, 9), startsOn: Day(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 2))
            .Set(Standing.Active, At(2026, 11, 20));
        late.State.Current!.StartsOn.ShouldBe(Day(2026, 11, 20));
        late.State.Current.Number.ShouldBe(0);
    }

    [Fact]
    public void Ended_with_expire_voids_what_is_left_and_makes_the_overage_line_in_the_month_of_the_end()
    {
        var story = ClientStory
            .Open(At(2026, 11, 12, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 13))
            .Grant(30, 59.40m, At(2026, 11, 14))
            .Set(Standing.Ended, At(2026, 12, 3, 15));

        story.State.Balance.ShouldBe(Cr(0));
        story.Lot(4).Voided.ShouldBe(Cr(30));
        story.Last.Charges.ShouldBe([new Charge(ChargeKind.Overage, December, Usd(19.80m))]);
        (story.State.Current!.End, story.State.Current.LastDay).ShouldBe(
            (At(2026, 12, 3, 15), Day(2026, 12, 2))
        );
    }

    [Fact]
    public void Ended_with_refund_gives_each_paid_lot_its_rests_part_of_the_price_back()
    {
        // 20 of 30 are left of the first, all 9 of the second, 10 free ones: 59.40 × 20 / 30 and 10.00.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(30, 59.40m, At(2026, 11, 2), priority: 0)
            .Grant(9, 10m, At(2026, 11, 3))
            .Grant(10, at: At(2026, 11, 4))
            .Use(10, At(2026, 11, 5))
            .Set(Standing.Ended, At(2026, 11, 10), Day(2026, 12, 1), Settlement.Refund)
            .Until(At(2027, 1, 1));

        var ended = story.Entries.OfType<ClientEntry.Ended>().Single();
        ended.At.ShouldBe(At(2026, 12, 1));
        ended.Charges.ShouldBe([
            new Charge(ChargeKind.OneTime, December, Usd(-39.60m)),
            new Charge(ChargeKind.OneTime, December, Usd(-10m)),
        ]);
        ended.Takes.Sum(take => take.Credits).ShouldBe(Cr(39));
        // The month's 50 had come to their end with the day: they expired and were not voided.
        story.Lot(2).Expired.ShouldBe(Cr(50));
        story.State.Balance.ShouldBe(Cr(0));
        story.Entries.OfType<ClientEntry.PeriodStarted>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_paused_client_can_end()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 5))
            .Set(Standing.Paused, At(2026, 11, 10))
            .Set(Standing.Ended, At(2027, 1, 20));

        story.Last.Charges.ShouldBe([
            new Charge(ChargeKind.Overage, new YearMonth(2027, 1), Usd(19.80m)),
        ]);
    }

    [Fact]
    public void Usage_from_the_end_on_is_rejected_and_earlier_usage_is_late_usage()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Set(Standing.Ended, At(2026, 11, 20, 12));

        story.Use(5, At(2026, 11, 20, 12), recordedAt: At(2026, 11, 21));
        story.ShouldBeRefused().ShouldBeOfType<Refusal.Ended>();

        // What was left is void, so it is overage, with a line of its own in the month of the end.
        story.Use(5, At(2026, 11, 20, 11), recordedAt: At(2026, 12, 21));
        story.Last.Charges.ShouldBe([new Charge(ChargeKind.Overage, November, Usd(9.90m))]);
        story.State.Current!.Used.ShouldBe(Cr(5));
    }

    [Fact]
    public void What_comes_back_after_the_end_is_void_at_once_and_billed_overage_is_lowered()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 5))
            .Set(Standing.Ended, At(2026, 12, 20))
            .Reverse(3, At(2026, 12, 21));

        // November's lot expired at its reset, which is why it doesn't come to the end.
        story.Last.Returns.ShouldHaveSingleItem().To.ShouldBe(ReturnTo.Expired);
        story.Last.Charges.ShouldBe([new Charge(ChargeKind.Overage, November, Usd(-19.80m))]);

        var same = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Invoice)
            .Use(60, At(2026, 11, 5))
            .Set(Standing.Ended, At(2026, 11, 20))
            .Reverse(3, At(2026, 11, 21));
        same.Last.Returns.ShouldHaveSingleItem().To.ShouldBe(ReturnTo.Voided);
        same.Last.Charges.ShouldBe([new Charge(ChargeKind.Overage, November, Usd(-19.80m))]);
        same.State.Balance.ShouldBe(Cr(0));
    }

    [Fact]
    public void Nothing_is_granted_planned_asked_or_decided_for_an_ended_client()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Until(At(2026, 11, 5));
        var terms = Pricing.OneTime(story.State, Sells, Cr(60));
        story.Request(12, terms).Set(Standing.Ended, At(2026, 11, 20));

        story.Grant(5).ShouldBeRefused().ShouldBeOfType<Refusal.Ended>();
        story
            .Change(new PlanChange.ToAllocation(Cr(10), null), Effective.NextReset)
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Ended>();
        story.Request(13, terms).ShouldBeRefused().ShouldBeOfType<Refusal.Ended>();
        story
            .Decide(new DecideRequest.Approve(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Ended>();
        story.Hold(1, 60).ShouldBeRefused().ShouldBeOfType<Refusal.HoldDenied>();
    }

    [Fact]
    public void Open_requests_lapse_with_the_end()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Until(At(2026, 11, 5));
        story
            .Request(12, Pricing.OneTime(story.State, Sells, Cr(60)))
            .Set(Standing.Ended, At(2026, 11, 6));
        story.State.NextDue.ShouldBe(At(2026, 11, 6));
        story.Do(RequestMaking.Lapse, ClientStory.Dana);

        story.Find(12).State.ShouldBe(RequestState.Lapsed);
        story.Last.At.ShouldBe(At(2026, 11, 6));
    }

    [Fact]
    public void An_end_is_final()
    {
        foreach (var standing in Enum.GetValues<Standing>())
        {
            var story = ClientStory
                .Open(At(2026, 11, 1, 9))
                .Set(Standing.Ended, At(2026, 11, 20))
                .Set(standing, At(2026, 11, 21));
            Field(story).ShouldBe("state");
        }
    }

    [Fact]
    public void Mistakes_are_told_by_their_field()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        Field(story.Set(Standing.Paused, At(2026, 11, 20), Day(2026, 11, 19)))
            .ShouldBe("stateFrom");
        Field(story.Set(Standing.Active, At(2026, 11, 20), Day(2026, 11, 25)))
            .ShouldBe("stateFrom");
        Field(story.Set(Standing.Paused, At(2026, 11, 20), settlement: Settlement.Refund))
            .ShouldBe("settle");
        // Today is at once, and what is so already changes nothing.
        story.Set(Standing.Active, At(2026, 11, 20), Day(2026, 11, 20));
        story.Answer.ShouldBeOfType<LedgerAnswer.Append>().Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_change_from_a_day_on_is_at_the_start_of_the_day_in_the_clients_zone()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), zone: DateTimeZoneProviders.Tzdb["Pacific/Auckland"])
            .Set(Standing.Ended, At(2026, 11, 10), Day(2026, 12, 1))
            .Until(At(2026, 12, 5));

        // Midnight in Auckland is six in the morning of the day before in New York: in the agency's November.
        story.State.Ending.ShouldBe(
            new Ending(
                story.Entries.OfType<ClientEntry.Ended>().Single().Seq,
                At(2026, 11, 30, 6),
                November
            )
        );
    }

    [Fact]
    public void An_end_is_no_running_out()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Set(Standing.Ended, At(2026, 11, 20));

        (story.State.DrySince, story.State.Current!.DryAt).ShouldBe((null, null));
    }
}
