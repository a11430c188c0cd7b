using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Requests;

/// <summary>Approve with change, counter-offers and undo (design.md §5).</summary>
public class ChangeAndUndoTests
{
    private static readonly Instant Monday = At(2026, 11, 30, 9, 12);

    private static ClientStory Asked(Func<ClientStory, RequestTerms>? terms = null)
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(46, At(2026, 11, 20))
            .Until(At(2026, 11, 27, 10));
        return story
            .Request(12, terms?.Invoke(story) ?? Pricing.OneTime(story.State, Sells, Cr(60)))
            .Until(Monday);
    }

    [Fact]
    public void Fewer_credits_at_the_same_unit_price_are_booked_at_once()
    {
        var story = Asked().Decide(new DecideRequest.ApproveWithChange(new(12), Credits: Cr(40)));

        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.State.Balance.ShouldBe(Cr(44));
        // 118.80 × 40 / 60
        story.Last.Charges[0].Net.ShouldBe(Usd(79.20m));
    }

    [Fact]
    public void A_lower_price_is_booked_at_once()
    {
        var story = Asked().Decide(new DecideRequest.ApproveWithChange(new(12), Price: Usd(100)));

        story.State.Balance.ShouldBe(Cr(64));
        story.Last.Charges[0].Net.ShouldBe(Usd(100));
    }

    [Theory]
    [InlineData(80, null)]
    [InlineData(40, 100)]
    [InlineData(60, 130)]
    public void More_credits_a_higher_unit_price_or_a_higher_charge_have_to_be_accepted(
        int credits,
        int? price
    )
    {
        var story = Asked()
            .Decide(
                new DecideRequest.ApproveWithChange(
                    new(12),
                    Credits: Cr(credits),
                    Price: price is { } money ? Usd(money) : null
                )
            );

        story.Find(12).State.ShouldBe(RequestState.Countered);
        story.State.Balance.ShouldBe(Cr(4));
    }

    [Fact]
    public void An_accepted_offer_is_booked_as_the_managers_decision()
    {
        var story = Asked().Decide(new DecideRequest.ApproveWithChange(new(12), Credits: Cr(80)));
        story.Find(12).Counter!.Price.ShouldBe(Usd(158.40m));

        story.Do(
            (s, c) => Deciding.AcceptCounter(s, new(12), Deciders.Strangers, c),
            ClientStory.Bella
        );

        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.Find(12).Decision!.By.ShouldBe(ClientStory.Dana);
        story.Entries.OfType<ClientEntry.Decided>().Single().AcceptedBy.ShouldBe(ClientStory.Bella);
        story.State.Balance.ShouldBe(Cr(84));
        story.Last.Charges[0].Net.ShouldBe(Usd(158.40m));
    }

    [Fact]
    public void An_offer_that_is_turned_down_leaves_the_request_as_it_was()
    {
        var story = Asked().Decide(new DecideRequest.ApproveWithChange(new(12), Credits: Cr(80)));
        story.Do((s, c) => RequestMaking.DeclineCounter(s, new(12), c), ClientStory.Bella);

        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).Counter.ShouldBeNull();
        story.Do(
            (s, c) => Deciding.AcceptCounter(s, new(12), Deciders.Strangers, c),
            ClientStory.Bella
        );
        story.ShouldBeRefused().ShouldBeOfType<Refusal.NotAllowed>();
        story.Decide(new DecideRequest.Approve(new(12))).State.Balance.ShouldBe(Cr(64));
    }

    [Fact]
    public void Another_kind_has_to_be_accepted()
    {
        var story = Asked()
            .Decide(new DecideRequest.ApproveWithChange(new(12), Package: "Professional"));

        story.Find(12).State.ShouldBe(RequestState.Countered);
        story.Find(12).Counter!.Price.ShouldBe(Usd(100));
        story.Do(
            (s, c) => Deciding.AcceptCounter(s, new(12), Deciders.Strangers, c),
            ClientStory.Bella
        );
        story.Until(At(2026, 12, 1)).State.Plan.Package.ShouldBe("Professional");
    }

    [Fact]
    public void Changes_that_make_no_sense_are_refused()
    {
        Asked()
            .Decide(new DecideRequest.ApproveWithChange(new(12), Credits: Cr(0)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>()
            .Field.ShouldBe("credits");
        Asked()
            .Decide(new DecideRequest.ApproveWithChange(new(12), Price: Usd(-1)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>()
            .Field.ShouldBe("price");
        Asked()
            .Decide(new DecideRequest.ApproveWithChange(new(12), Package: "Gold"))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.Invalid>()
            .Field.ShouldBe("package");
    }

    [Fact]
    public void An_approval_can_be_taken_back_for_ten_minutes()
    {
        var story = Asked()
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(
                new DecideRequest.Undo(new(12)),
                Monday + Duration.FromMinutes(10) - Duration.FromSeconds(1)
            );

        story.State.Balance.ShouldBe(Cr(4));
        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).Decision.ShouldBeNull();
        story.Entries.SelectMany(entry => entry.Charges).Sum("USD", c => c.Net).ShouldBe(Usd(99));
        story.State.Current!.OneTimeBought.ShouldBe(Cr(0));
        story.Decide(new DecideRequest.Approve(new(12))).State.Balance.ShouldBe(Cr(64));
    }

    [Fact]
    public void After_ten_minutes_it_can_not() =>
        Asked()
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(new DecideRequest.Undo(new(12)), Monday + Duration.FromMinutes(10))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

    [Fact]
    public void An_approval_of_which_something_is_used_can_not_be_taken_back() =>
        Asked()
            .Decide(new DecideRequest.Approve(new(12)))
            .Use(5, Monday + Duration.FromMinutes(1))
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

    [Fact]
    public void An_approval_that_repaid_debt_can_not_be_taken_back()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9), overage: OverageMode.Carry)
            .Use(55, At(2026, 11, 20));
        story
            .Request(12, Pricing.OneTime(story.State, Sells, Cr(60)))
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();
    }

    [Fact]
    public void What_was_not_approved_can_not_be_taken_back() =>
        Asked()
            .Decide(new DecideRequest.Decline(new(12), "no"))
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

    [Fact]
    public void A_monthly_approval_that_waits_can_be_taken_back()
    {
        var story = Asked(s => Pricing.Ongoing(s.State, Sells, Cr(60)))
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(new DecideRequest.Undo(new(12)), Monday + Duration.FromMinutes(5))
            .Until(At(2026, 12, 1));

        story.State.Plan.MonthlyCredits.ShouldBe(Cr(50));
        story.Find(12).State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public void Undoing_is_not_for_people_of_the_client() =>
        Asked()
            .Decide(new DecideRequest.Approve(new(12)))
            .Decide(new DecideRequest.Undo(new(12)), isLinked: true)
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.OwnRequest>();

    private static RequestTerms Now(ClientStory story) =>
        Pricing.Ongoing(story.State, Sells, Cr(60), Effective.Now);

    [Fact]
    public void A_monthly_approval_that_took_effect_at_once_can_be_taken_back_whole()
    {
        // 60 more a month from now: a lot of 60, and 118.80 of fee above the 99 billed.
        var story = Asked(Now).Decide(new DecideRequest.Approve(new(12)));
        story.State.Balance.ShouldBe(Cr(64));
        story.Last.Charges[0].Net.ShouldBe(Usd(118.80m));

        story.Decide(new DecideRequest.Undo(new(12)), Monday + Duration.FromMinutes(5));

        story.State.Balance.ShouldBe(Cr(4));
        story.Last.Charges.ShouldBe([
            new Charge(ChargeKind.Fee, new YearMonth(2026, 11), Usd(-118.80m)),
        ]);
        story.State.Plan.ShouldBe(new Plan("Basic", Cr(50), Usd(99)));
        (story.State.Current!.MonthlyNet, story.State.Current.HighestFee).ShouldBe(
            (Cr(50), Usd(99))
        );
        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Decide(new DecideRequest.Approve(new(12))).State.Balance.ShouldBe(Cr(64));
        story.Last.Charges[0].Net.ShouldBe(Usd(118.80m));
    }

    [Fact]
    public void A_temporary_uplift_is_approved_for_its_months_and_can_be_taken_back()
    {
        foreach (var effective in Enum.GetValues<Effective>())
        {
            var story = Asked(s => Pricing.Ongoing(s.State, Sells, Cr(60), effective, months: 3))
                .Decide(new DecideRequest.Approve(new(12)));
            story.Decide(new DecideRequest.Undo(new(12)));
            (story.State.Uplifts, story.State.PendingChange).ShouldBe((Uplifts.None, null));

            story.Decide(new DecideRequest.Approve(new(12))).Until(At(2026, 12, 1));
            story.State.Plan.ShouldBe(new Plan("Basic", Cr(110), Usd(217.80m)));
            story
                .Until(effective == Effective.Now ? At(2027, 2, 1) : At(2027, 3, 1))
                .State.Plan.ShouldBe(new Plan("Basic", Cr(50), Usd(99)));
        }
    }

    [Fact]
    public void An_uplift_that_a_package_had_ended_runs_on_when_the_package_is_taken_back()
    {
        var story = Asked(s => Pricing.Upgrade(s.State, Professional, Effective.Now))
            .Change(new PlanChange.Add(Cr(10), Usd(20), Months: 2), Effective.Now)
            .Decide(new DecideRequest.Approve(new(12)));
        story.State.Uplifts.ShouldBe(Uplifts.None);

        story.Decide(new DecideRequest.Undo(new(12)));

        story.State.Uplifts.Running.ShouldHaveSingleItem().PerMonth.ShouldBe(Cr(10));
        story.Until(At(2027, 1, 1)).State.Plan.ShouldBe(new Plan("Basic", Cr(50), Usd(99)));
    }

    [Theory]
    [InlineData(Effective.Now)]
    [InlineData(Effective.NextReset)]
    public void The_fee_offered_stays_when_an_uplift_ends_between_asking_and_approval(
        Effective effective
    )
    {
        // Basic is $99, with 10 more a month $119 until the end of November: Professional for $199 is $80 more.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(new PlanChange.Add(Cr(10), Usd(20), Months: 1), Effective.Now, At(2026, 11, 2))
            .Until(At(2026, 11, 27, 10));
        story.Request(12, Pricing.Upgrade(story.State, Professional, effective));
        story.Find(12).Terms.Price.ShouldBe(Usd(80));

        story.Until(At(2026, 12, 1, 9));
        story.State.Plan.MonthlyFee.ShouldBe(Usd(99));
        story.Find(12).Terms.Price.ShouldBe(Usd(100));

        story.Decide(new DecideRequest.Approve(new(12))).Until(At(2027, 1, 1, 9));
        story.State.Plan.ShouldBe(new Plan("Professional", Cr(150), Usd(199)));
    }

    [Fact]
    public void The_fee_offered_stays_when_an_uplift_begins_between_asking_and_approval()
    {
        var story = Asked(s => Pricing.Upgrade(s.State, Professional, Effective.Now))
            .Change(new PlanChange.Add(Cr(10), Usd(20), Months: 2), Effective.Now);
        story.Find(12).Terms.Price.ShouldBe(Usd(80));

        story.Decide(new DecideRequest.Approve(new(12)));
        story.State.Plan.MonthlyFee.ShouldBe(Usd(199));

        // Taken back, it is as it was before, and still costs what was offered.
        story.Decide(new DecideRequest.Undo(new(12)));
        story.State.Plan.MonthlyFee.ShouldBe(Usd(119));
        story.Decide(new DecideRequest.Approve(new(12)));
        story.State.Plan.MonthlyFee.ShouldBe(Usd(199));
    }

    [Fact]
    public void A_counter_offer_of_a_package_keeps_its_fee_when_an_uplift_ends()
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Change(new PlanChange.Add(Cr(10), Usd(20), Months: 1), Effective.Now, At(2026, 11, 2))
            .Until(At(2026, 11, 30, 10));
        story
            .Request(12, Pricing.Upgrade(story.State, Professional, Effective.Now))
            .Decide(new DecideRequest.ApproveWithChange(new(12), Price: Usd(90)))
            .Until(At(2026, 12, 1, 9));

        story.Find(12).Counter!.Price.ShouldBe(Usd(110));
        story.Do(
            (s, c) => Deciding.AcceptCounter(s, new(12), Deciders.Strangers, c),
            ClientStory.Bella
        );
        // 119 + 90
        story.State.Plan.MonthlyFee.ShouldBe(Usd(209));
    }

    [Fact]
    public void Fewer_credits_for_the_same_months_are_booked_at_once()
    {
        var story = Asked(s => Pricing.Ongoing(s.State, Sells, Cr(60), Effective.Now, months: 3))
            .Decide(new DecideRequest.ApproveWithChange(new(12), Credits: Cr(40)));

        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.State.Uplifts.Running.ShouldHaveSingleItem().PerMonth.ShouldBe(Cr(40));
    }

    [Fact]
    public void The_change_that_waited_before_waits_again()
    {
        var waiting = new PlanChange.ToAllocation(Cr(80), null);
        foreach (var effective in Enum.GetValues<Effective>())
        {
            var story = Asked(s => Pricing.Ongoing(s.State, Sells, Cr(60), effective))
                .Change(waiting, Effective.NextReset)
                .Decide(new DecideRequest.Approve(new(12)));
            story.State.PendingChange.ShouldNotBe(waiting);

            story.Decide(new DecideRequest.Undo(new(12)));

            story.State.PendingChange.ShouldBe(waiting);
            story.Until(At(2026, 12, 1)).State.Balance.ShouldBe(Cr(80));
        }
    }

    [Fact]
    public void Credits_that_a_smaller_package_took_back_are_there_again()
    {
        // From Professional to Basic now, with 30 used: 100 of 120 unused are taken back.
        var story = ClientStory.Open(At(2026, 11, 1, 9), Professional).Use(30, At(2026, 11, 20));
        story
            .Request(12, Pricing.Upgrade(story.State, Basic, Effective.Now))
            .Decide(new DecideRequest.Approve(new(12)));
        story.State.Balance.ShouldBe(Cr(20));

        story.Decide(new DecideRequest.Undo(new(12)));

        story.State.Balance.ShouldBe(Cr(120));
        story.Lot(2).Voided.ShouldBe(Cr(0));
        story.State.Current!.MonthlyNet.ShouldBe(Cr(150));
        story.State.Plan.ShouldBe(new Plan("Professional", Cr(150), Usd(199)));
    }

    [Fact]
    public void A_monthly_approval_of_which_something_is_used_can_not_be_taken_back() =>
        Asked(Now)
            .Decide(new DecideRequest.Approve(new(12)))
            .Use(5, Monday + Duration.FromMinutes(1))
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

    [Fact]
    public void A_plan_that_has_moved_on_is_not_put_back() =>
        Asked(Now)
            .Decide(new DecideRequest.Approve(new(12)))
            .Change(new PlanChange.ToAllocation(Cr(200), null), Effective.NextReset)
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

    [Fact]
    public void A_reset_in_between_has_made_it_the_plan()
    {
        var story = Asked(s => Pricing.Ongoing(s.State, Sells, Cr(60)))
            .Until(At(2026, 11, 30, 23, 55))
            .Decide(new DecideRequest.Approve(new(12)));

        story
            .Decide(new DecideRequest.Undo(new(12)), At(2026, 12, 1, 0, 3))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();
    }

    [Fact]
    public void Two_approvals_are_taken_back_the_last_one_first()
    {
        var story = Asked(Now).Decide(new DecideRequest.Approve(new(12)));
        story
            .Request(13, Pricing.Upgrade(story.State, Enterprise, Effective.Now))
            .Decide(new DecideRequest.Approve(new(13)));
        story
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

        story.Decide(new DecideRequest.Undo(new(13))).Decide(new DecideRequest.Undo(new(12)));

        story.State.Balance.ShouldBe(Cr(4));
        story.State.Plan.ShouldBe(new Plan("Basic", Cr(50), Usd(99)));
        story.Entries.SelectMany(entry => entry.Charges).Sum("USD", c => c.Net).ShouldBe(Usd(99));
    }
}
