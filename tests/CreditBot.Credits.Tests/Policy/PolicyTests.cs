using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Policy;

/// <summary>Who decides what: limits, a second approver, approval without a manager, price floors (design.md §5), by examples worked by hand.</summary>
/// <remarks>60 credits once cost 60 × 99/50 = $118.80, 40 cost $79.20, 20 cost $39.60; a credit costs the agency $0.10.</remarks>
public class PolicyTests
{
    private static readonly Instant Monday = At(2026, 11, 30, 9, 12);
    private static readonly PersonId Dana = ClientStory.Dana;
    private static readonly PersonId Sam = new("sam");
    private static readonly PersonId Kim = new("kim");
    private static readonly RequestId R12 = new(12);

    private static ClientStory Asked(
        RequestPolicy policy,
        decimal credits = 60,
        Money? margin = null
    )
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(46, At(2026, 11, 20))
            .Until(At(2026, 11, 27, 10));
        story.Policy = policy;
        story.Margin = margin;
        return story.Request(12, Pricing.OneTime(story.State, Sells, Cr(credits))).Until(Monday);
    }

    private static RequestPolicy Limited(params DecisionLimit[] limits) =>
        new() { Limits = limits };

    private static DecisionLimit For(
        PersonId? manager,
        decimal? credits,
        RequestKind? kind = null,
        decimal? price = null,
        ManagerRole? role = null
    ) =>
        new(
            manager,
            role,
            new PolicyBound(
                kind,
                credits is { } some ? Cr(some) : null,
                price is { } money ? Usd(money) : null
            )
        );

    private static RequestPolicy Two(decimal? credits = null, decimal? price = null) =>
        new() { SecondApproverAbove = [For(null, credits, price: price).UpTo] };

    // Limits

    [Theory]
    [InlineData(60, true)]
    [InlineData(59.999, false)]
    public void A_limit_is_the_most_that_a_manager_approves(double limit, bool isApproved)
    {
        var story = Asked(Limited(For(Dana, (decimal)limit)))
            .Decide(new DecideRequest.Approve(R12));

        (story.Find(12).State == RequestState.Approved).ShouldBe(isApproved);
        if (!isApproved)
        {
            story
                .ShouldBeRefused()
                .ShouldBeOfType<Refusal.AboveLimit>()
                .Bounds.ShouldBe([new PolicyBound(null, Cr(59.999m), null)]);
        }
    }

    [Fact]
    public void A_limit_may_be_a_price_or_both()
    {
        Asked(Limited(For(Dana, null, price: 118.80m)))
            .Decide(new DecideRequest.Approve(R12))
            .Find(12)
            .State.ShouldBe(RequestState.Approved);
        Asked(Limited(For(Dana, 60, price: 118.79m)))
            .Decide(new DecideRequest.Approve(R12))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.AboveLimit>();
    }

    [Fact]
    public void The_limit_that_names_the_person_counts_before_the_ones_of_roles_and_of_everybody()
    {
        // Dana is the account manager of Bella Bakery.
        var policy = Limited(
            For(null, 10),
            For(null, 60, role: ManagerRole.AccountManager),
            For(Sam, 1_000)
        );

        Asked(policy).Decide(new DecideRequest.Approve(R12)).Find(12).Decision.ShouldNotBeNull();
        Asked(policy, 61).Decide(new DecideRequest.Approve(R12)).ShouldBeRefused();
        Asked(policy, 61)
            .Decide(new DecideRequest.Approve(R12), by: Sam)
            .Find(12)
            .Decision.ShouldNotBeNull();
        Asked(policy, 11).Decide(new DecideRequest.Approve(R12), by: Kim).ShouldBeRefused();
    }

    [Fact]
    public void A_limit_for_the_kind_counts_before_the_one_for_every_kind()
    {
        var policy = Limited(For(Dana, 10), For(Dana, 100, RequestKind.OneTime));

        Asked(policy).Decide(new DecideRequest.Approve(R12)).Find(12).Decision.ShouldNotBeNull();
        Asked(policy)
            .Decide(new DecideRequest.ApproveWithChange(R12, Kind: RequestKind.Ongoing))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.AboveLimit>()
            .Bounds.ShouldBe([new PolicyBound(null, Cr(10), null)]);
    }

    [Fact]
    public void Of_several_roles_the_one_that_reaches_furthest_counts()
    {
        var story = Asked(
            Limited(
                For(null, 10, role: ManagerRole.AccountManager),
                For(null, 100, role: ManagerRole.OnCall)
            )
        );
        story.Decide(new DecideRequest.Approve(R12)).ShouldBeRefused();

        story.OnCall = [Dana];

        story.Decide(new DecideRequest.Approve(R12)).Find(12).Decision.ShouldNotBeNull();
    }

    [Fact]
    public void An_upgrade_is_as_large_as_what_it_adds_to_a_month()
    {
        // Professional has 150, Basic 50.
        var story = Asked(Limited(For(Dana, 99.999m), For(Sam, 100)));
        story.Decide(new DecideRequest.Decline(R12, "a package is better"));
        story.Request(13, RequestTermsPricing.Upgrade(story.State, Professional));

        story.Decide(new DecideRequest.Approve(new(13))).ShouldBeRefused();
        story.Decide(new DecideRequest.Approve(new(13)), by: Sam);
        story.Find(13).State.ShouldBe(RequestState.Approved);
    }

    [Fact]
    public void Who_may_not_approve_it_may_approve_less_decline_or_ask()
    {
        var story = Asked(Limited(For(Dana, 40)));

        story
            .Fork()
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(40)))
            .State.Balance.ShouldBe(Cr(44));
        story
            .Fork()
            .Decide(new DecideRequest.Decline(R12, "not now"))
            .Find(12)
            .State.ShouldBe(RequestState.Declined);
        story
            .Fork()
            .Decide(new DecideRequest.Ask(R12, "What for?"))
            .Find(12)
            .State.ShouldBe(RequestState.Asked);
    }

    [Fact]
    public void An_offer_to_the_client_needs_the_same_authority_as_an_approval() =>
        Asked(Limited(For(Dana, 60)))
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(80)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.AboveLimit>()
            .Size.Credits.ShouldBe(Cr(80));

    // A second approver

    [Fact]
    public void Above_the_limit_the_first_approval_books_nothing_and_the_second_all()
    {
        var story = Asked(Two(price: 100)).Decide(new DecideRequest.Approve(R12));

        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).FirstApproval!.By.ShouldBe(Dana);
        story.State.Balance.ShouldBe(Cr(4));
        story.State.Lines.Count.ShouldBe(1, "the month's fee alone");

        story.Decide(new DecideRequest.Approve(R12), by: Sam);

        story.Find(12).State.ShouldBe(RequestState.Approved);
        story.Find(12).Decision!.By.ShouldBe(Sam);
        story.Find(12).FirstApproval!.By.ShouldBe(Dana);
        story.State.Balance.ShouldBe(Cr(64));
        story.Last.Charges[0].Net.ShouldBe(Usd(118.80m));
    }

    [Fact]
    public void At_the_limit_one_is_enough() =>
        Asked(Two(60, 118.80m))
            .Decide(new DecideRequest.Approve(R12))
            .Find(12)
            .State.ShouldBe(RequestState.Approved);

    [Fact]
    public void The_second_is_somebody_else()
    {
        var story = Asked(Two(50))
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.Approve(R12));

        story.ShouldBeRefused().ShouldBeOfType<Refusal.NotAllowed>();
        story.State.Balance.ShouldBe(Cr(4));
    }

    [Fact]
    public void The_second_needs_the_authority_too()
    {
        var story = Asked(Two(50) with { Limits = [For(Sam, 20)] })
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.Approve(R12), by: Sam);

        story.ShouldBeRefused().ShouldBeOfType<Refusal.AboveLimit>();
    }

    [Fact]
    public void Nobody_who_belongs_to_the_client_is_the_second()
    {
        var story = Asked(Two(50))
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.Approve(R12), by: Sam, isLinked: true);

        story.ShouldBeRefused().ShouldBeOfType<Refusal.OwnRequest>();
    }

    [Fact]
    public void A_first_approval_of_somebody_who_belongs_to_the_client_by_now_does_not_count()
    {
        var story = Asked(Two(50)).Decide(new DecideRequest.Approve(R12));
        story.Do(
            (state, context) =>
                Deciding.Decide(
                    state,
                    new DecideRequest.Approve(R12),
                    new Deciders(new HashSet<PersonId> { Dana }, []),
                    story.Policy,
                    context
                ),
            Sam
        );

        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).FirstApproval!.By.ShouldBe(Sam, "Sam is the first one now");
    }

    [Fact]
    public void Either_may_decline()
    {
        var story = Asked(Two(50)).Decide(new DecideRequest.Approve(R12));

        story
            .Fork()
            .Decide(new DecideRequest.Decline(R12, "too much"), by: Sam)
            .Find(12)
            .State.ShouldBe(RequestState.Declined);
        story
            .Fork()
            .Decide(new DecideRequest.Decline(R12, "on second thoughts"))
            .Find(12)
            .State.ShouldBe(RequestState.Declined);
    }

    [Fact]
    public void A_change_of_terms_by_the_second_asks_again()
    {
        var story = Asked(Two(30))
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(40)), by: Sam);

        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).FirstApproval!.By.ShouldBe(Sam);
        story.Find(12).FirstApproval!.Terms.Credits.ShouldBe(Cr(40));

        // Dana has seen 60 only: which of the two she means has to be said.
        story
            .Decide(new DecideRequest.Approve(R12))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.FactsMoved>();
        story.Decide(new DecideRequest.Approve(R12, story.Find(12).FirstApproval!.Seq));
        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.State.Balance.ShouldBe(Cr(44));
        story.Last.Charges[0].Net.ShouldBe(Usd(79.20m));
    }

    [Fact]
    public void A_change_to_what_one_may_approve_alone_is_booked_at_once()
    {
        var story = Asked(Two(50))
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(40)), by: Sam);

        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.Find(12).FirstApproval.ShouldBeNull("Dana approved something else");
        story.State.Balance.ShouldBe(Cr(44));
    }

    [Fact]
    public void Saying_the_same_change_is_seconding_it()
    {
        var story = Asked(Two(30))
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(40), Reason: "enough"))
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(40)), by: Sam);

        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.Find(12).Decision!.Reason.ShouldBe("enough");
    }

    [Fact]
    public void What_is_seconded_is_what_was_seen()
    {
        var story = Asked(Two(30)).Decide(new DecideRequest.Approve(R12));
        var seen = story.Find(12).FirstApproval!.Seq;
        story.Decide(new DecideRequest.ApproveWithChange(R12, Cr(40)), by: Kim);

        story
            .Decide(new DecideRequest.Approve(R12, seen), by: Sam)
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.FactsMoved>();
        story.State.Balance.ShouldBe(Cr(4));
    }

    [Fact]
    public void A_larger_offer_goes_to_the_client_once_two_have_made_it()
    {
        var story = Asked(Two(70)).Decide(new DecideRequest.ApproveWithChange(R12, Cr(80)));
        story.Find(12).State.ShouldBe(RequestState.Open);

        story.Decide(new DecideRequest.Approve(R12, story.Find(12).FirstApproval!.Seq), by: Sam);
        story.Find(12).State.ShouldBe(RequestState.Countered);

        story.Do(
            (s, c) => Deciding.AcceptCounter(s, R12, Deciders.Strangers, c),
            ClientStory.Bella
        );
        story.Find(12).State.ShouldBe(RequestState.ApprovedWithChange);
        story.Find(12).FirstApproval!.By.ShouldBe(Dana);
        story.State.Balance.ShouldBe(Cr(84));
    }

    [Fact]
    public void A_turned_down_offer_needs_two_again()
    {
        var story = Asked(Two(50)).Decide(new DecideRequest.ApproveWithChange(R12, Cr(80)));
        story.Decide(new DecideRequest.Approve(R12, story.Find(12).FirstApproval!.Seq), by: Sam);

        story.Do((s, c) => RequestMaking.DeclineCounter(s, R12, c), ClientStory.Bella);

        story.Find(12).FirstApproval.ShouldBeNull();
    }

    [Fact]
    public void Ones_own_first_approval_can_be_taken_back_and_only_that()
    {
        var story = Asked(Two(50)).Decide(new DecideRequest.Approve(R12));
        story
            .Decide(new DecideRequest.Undo(R12), by: Sam)
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();

        story.Decide(new DecideRequest.Undo(R12));

        story.Find(12).FirstApproval.ShouldBeNull();
        story
            .Decide(new DecideRequest.Approve(R12), by: Sam)
            .Find(12)
            .State.ShouldBe(RequestState.Open, "it needs two again");
    }

    [Fact]
    public void An_undone_approval_of_two_needs_two_again()
    {
        var story = Asked(Two(50))
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.Approve(R12), by: Sam)
            .Decide(new DecideRequest.Undo(R12), by: Kim);

        story.Find(12).FirstApproval.ShouldBeNull();
        story.State.Balance.ShouldBe(Cr(4));
        story.Decide(new DecideRequest.Approve(R12), by: Sam);
        story.State.Balance.ShouldBe(Cr(4));
    }

    [Fact]
    public void A_question_in_between_leaves_the_first_approval_standing()
    {
        var story = Asked(Two(50))
            .Decide(new DecideRequest.Approve(R12))
            .Decide(new DecideRequest.Ask(R12, "What for?"), by: Sam);
        story.Do((s, c) => RequestMaking.Answer(s, R12, "The relaunch", c), ClientStory.Bella);

        story.Decide(new DecideRequest.Approve(R12), by: Sam);

        story.Find(12).State.ShouldBe(RequestState.Approved);
    }

    // Approved without a manager

    private static RequestPolicy Auto(decimal credits, decimal? margin = null) =>
        new()
        {
            AutoApproval = new AutoApproval(Cr(credits), margin is { } least ? Usd(least) : null),
        };

    [Theory]
    [InlineData(20, true)]
    [InlineData(20.001, false)]
    public void Few_credits_are_approved_by_policy_in_the_same_step(double credits, bool isApproved)
    {
        var story = Asked(Auto(20), (decimal)credits);

        story.Find(12).State.ShouldBe(isApproved ? RequestState.Approved : RequestState.Open);
        story.State.Balance.ShouldBe(isApproved ? Cr(24) : Cr(4));
        if (isApproved)
        {
            story.Find(12).Decision!.By.ShouldBe(PersonId.Policy);
            story.Find(12).By.ShouldBe(ClientStory.Bella);
            story.Last.By.ShouldBe(PersonId.Policy);
            story.Last.Charges[0].Net.ShouldBe(Usd(39.60m));
            BillingControl.Of(story.State).ShouldBeEmpty();
        }
    }

    [Fact]
    public void It_is_off_unless_switched_on() =>
        Asked(new RequestPolicy(), 1).Find(12).State.ShouldBe(RequestState.Open);

    [Fact]
    public void The_credits_of_a_period_are_counted_together()
    {
        var story = Asked(Auto(20), 15);
        story.Request(13, Pricing.OneTime(story.State, Sells, Cr(6)));
        story.Find(13).State.ShouldBe(RequestState.Open, "15 + 6 are more than 20");
        story.Decide(new DecideRequest.Decline(new(13), "no"));
        story.Request(14, Pricing.OneTime(story.State, Sells, Cr(5)));
        story.Find(14).State.ShouldBe(RequestState.Approved);

        story.Request(15, Pricing.OneTime(story.State, Sells, Cr(20)), at: At(2026, 12, 1, 9));
        story.Find(15).State.ShouldBe(RequestState.Approved, "a new period has begun");
    }

    [Fact]
    public void What_a_manager_gave_does_not_count()
    {
        var story = Asked(Auto(20)).Decide(new DecideRequest.Approve(R12));
        story.Request(13, Pricing.OneTime(story.State, Sells, Cr(20)));
        story.Find(13).State.ShouldBe(RequestState.Approved);
    }

    [Theory]
    // 94.40 + 39.60 − 20 × 0.10 = 132.00
    [InlineData(132.00, true)]
    [InlineData(132.01, false)]
    public void The_margin_has_to_stay_good_enough(double least, bool isApproved) =>
        (
            Asked(Auto(20, (decimal)least), 20, Usd(94.40m)).Find(12).State == RequestState.Approved
        ).ShouldBe(isApproved);

    [Fact]
    public void A_margin_that_is_not_known_is_not_good_enough() =>
        Asked(Auto(20, 0), 20).Find(12).State.ShouldBe(RequestState.Open);

    [Fact]
    public void What_binds_for_longer_goes_to_a_manager()
    {
        var story = Asked(Auto(500), 501);
        story.Request(13, Pricing.Ongoing(story.State, Sells, Cr(1)));
        story.Find(13).State.ShouldBe(RequestState.Open);
        story.Request(14, RequestTermsPricing.Upgrade(story.State, Professional));
        story.Find(14).State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public void What_needs_two_managers_or_is_too_cheap_is_not_approved_without_one()
    {
        Asked(Auto(20) with { SecondApproverAbove = [For(null, 19).UpTo] }, 20)
            .Find(12)
            .State.ShouldBe(RequestState.Open);
        Asked(Auto(20) with { PriceFloors = [new PriceFloor(null, Usd(1.99m))] }, 20)
            .Find(12)
            .State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public void A_paused_client_is_asked_about()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Set(Standing.Paused, At(2026, 11, 10, 9));
        story.Policy = Auto(20);
        story.Request(12, Pricing.OneTime(story.State, Sells, Cr(20)));
        story.Find(12).State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public void A_manager_takes_it_back_like_any_approval_and_it_does_not_come_again_by_itself()
    {
        var story = Asked(Auto(20), 20);
        story.Decide(new DecideRequest.Undo(R12), at: Monday);
        // Three days after it was approved.
        story.ShouldBeRefused().ShouldBeOfType<Refusal.NotUndoable>();

        story = Asked(Auto(20) with { UndoFor = Duration.FromDays(7) }, 20)
            .Decide(new DecideRequest.Undo(R12));
        story.State.Balance.ShouldBe(Cr(4));
        story.Find(12).State.ShouldBe(RequestState.Open);
    }

    // Price floors

    private static RequestPolicy Floor(decimal perCredit, RequestKind? kind = null) =>
        new() { PriceFloors = [new PriceFloor(kind, Usd(perCredit))] };

    [Theory]
    // 60 × 1.50 = 90.00
    [InlineData(90.00, true)]
    [InlineData(89.99, false)]
    public void Below_the_floor_nothing_is_sold(double price, bool isApproved)
    {
        var story = Asked(Floor(1.5m))
            .Decide(new DecideRequest.ApproveWithChange(R12, Price: Usd((decimal)price)));

        (story.Find(12).Decision is not null).ShouldBe(isApproved);
        if (!isApproved)
        {
            var floor = story.ShouldBeRefused().ShouldBeOfType<Refusal.BelowFloor>();
            floor.Least.ShouldBe(Usd(90.00m));
            floor.Sentence.ShouldContain("1.50 USD");
        }
    }

    [Fact]
    public void An_offer_below_the_floor_is_refused_before_the_client_sees_it() =>
        Asked(Floor(1.5m))
            // 100 credits for $149.99: more credits, so it would be the client's to accept.
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(100), Price: Usd(149.99m)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.BelowFloor>();

    [Fact]
    public void A_floor_for_the_kind_counts_before_the_one_for_every_kind()
    {
        var policy = Floor(1.9m) with
        {
            PriceFloors =
            [
                new PriceFloor(null, Usd(1.9m)),
                new PriceFloor(RequestKind.OneTime, Usd(1)),
            ],
        };

        Asked(policy)
            .Decide(new DecideRequest.ApproveWithChange(R12, Price: Usd(60)))
            .Find(12)
            .Decision.ShouldNotBeNull();
    }

    [Theory]
    // Professional at 1.30 × 150 = 195.00 a month: 96.00 more than Basic's 99.00.
    [InlineData(96.00, true)]
    [InlineData(95.99, false)]
    public void A_package_is_judged_by_the_fee_that_it_comes_to(double more, bool isApproved)
    {
        var story = Asked(Floor(1.3m));
        story.Decide(new DecideRequest.Decline(R12, "a package is better"));
        story.Request(13, RequestTermsPricing.Upgrade(story.State, Professional));

        story.Decide(new DecideRequest.ApproveWithChange(new(13), Price: Usd((decimal)more)));

        (story.Find(13).Decision is not null).ShouldBe(isApproved);
    }

    // Offers of people who join the client

    [Fact]
    public void An_offer_of_somebody_who_belongs_to_the_client_by_now_is_not_booked()
    {
        var story = Asked(new RequestPolicy())
            .Decide(new DecideRequest.ApproveWithChange(R12, Cr(80)));

        story.Do(
            (s, c) =>
                Deciding.AcceptCounter(s, R12, new Deciders(new HashSet<PersonId> { Dana }, []), c),
            Dana
        );

        story.ShouldBeRefused().ShouldBeOfType<Refusal.NotAllowed>();
        story.State.Balance.ShouldBe(Cr(4));
    }
}
