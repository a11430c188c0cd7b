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

/// <summary>A few credits at once for a client that has nothing left, deducted later (design.md §5), worked by hand.</summary>
public class BridgeTests
{
    private static readonly Instant Friday = At(2026, 11, 27, 10);
    private static readonly RequestPolicy Lends = new() { BridgeCredits = Cr(10) };

    /// <summary>All but <paramref name="left"/> of November's 50 are used.</summary>
    private static ClientStory Dry(RequestPolicy policy, decimal left = 0)
    {
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Use(50 - left, At(2026, 11, 20))
            .Until(Friday);
        story.Policy = policy;
        return story;
    }

    private static ClientStory Ask(ClientStory story, long number = 12, decimal credits = 60) =>
        story.Request(number, Pricing.OneTime(story.State, Sells, Cr(credits)));

    [Fact]
    public void Who_has_nothing_left_gets_some_at_once_and_owes_as_many()
    {
        var story = Ask(Dry(Lends));

        story.Find(12).State.ShouldBe(RequestState.Open);
        story.Find(12).Bridge!.Credits.ShouldBe(Cr(10));
        story.State.Balance.ShouldBe(Cr(10));
        story.State.DebtTotal.ShouldBe(Cr(10));
        story.Last.By.ShouldBe(PersonId.Policy);
        story.Last.Charges.ShouldBeEmpty();
        BillingControl.Of(story.State).ShouldBeEmpty();
    }

    [Fact]
    public void They_come_off_what_is_approved()
    {
        var story = Ask(Dry(Lends)).Use(8, Friday).Decide(new DecideRequest.Approve(new(12)));

        // 10 − 8 lent ones, and 60 − 10 of the approved.
        story.State.Balance.ShouldBe(Cr(52));
        story.State.DebtTotal.ShouldBe(Cr(0));
        story.Last.Charges[0].Net.ShouldBe(Usd(118.80m));
        BillingControl.Of(story.State).ShouldBeEmpty();
        story
            .Decide(new DecideRequest.Undo(new(12)))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotUndoable>();
    }

    [Fact]
    public void They_come_off_the_next_month_when_it_is_declined()
    {
        var story = Ask(Dry(Lends))
            .Use(10, Friday)
            .Decide(new DecideRequest.Decline(new(12), "no"));
        story.Until(At(2026, 12, 1, 9));

        story.State.Balance.ShouldBe(Cr(40));
        story.State.DebtTotal.ShouldBe(Cr(0));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.001, 0)]
    public void Only_when_nothing_is_left(double left, int lent) =>
        (Ask(Dry(Lends, (decimal)left)).Find(12).Bridge is null ? 0 : 1).ShouldBe(lent);

    [Fact]
    public void It_is_off_unless_switched_on() =>
        Ask(Dry(new RequestPolicy())).Find(12).Bridge.ShouldBeNull();

    [Fact]
    public void No_more_than_what_is_asked_for() =>
        Ask(Dry(Lends), credits: 4).State.Balance.ShouldBe(Cr(4));

    [Fact]
    public void Once_a_period_and_not_while_anything_is_owed()
    {
        var story = Ask(Dry(Lends))
            .Use(10, Friday)
            .Decide(new DecideRequest.Decline(new(12), "no"));
        Ask(story, 13).Find(13).Bridge.ShouldBeNull();
        story.Decide(new DecideRequest.Approve(new(13))).Use(50, story.Now);
        Ask(story, 14).Find(14).Bridge.ShouldBeNull("it is still November");
        story.Decide(new DecideRequest.Decline(new(14), "no"));

        story.Until(At(2026, 12, 1, 9)).Use(50, At(2026, 12, 2));
        Ask(story, 15).Find(15).Bridge!.Credits.ShouldBe(Cr(10));

        var carries = Dry(Lends).SetTerms(terms => terms with { Overage = OverageMode.Carry });
        carries.Use(5, Friday);
        Ask(carries).Find(12).Bridge.ShouldBeNull("5 are owed already");
    }

    [Fact]
    public void What_policy_approves_at_once_needs_no_bridge()
    {
        var story = Ask(Dry(Lends with { AutoApproval = new AutoApproval(Cr(60), null) }));
        story.Find(12).Bridge.ShouldBeNull();
        story.State.Balance.ShouldBe(Cr(60));
    }

    [Fact]
    public void It_stays_urgent_until_something_else_comes()
    {
        var story = Ask(Dry(Lends));
        var working = WorkingTime.Default(NewYork);
        Urgency.Of(story.Find(12), story.State, working, Friday).ShouldBe(UrgentFor.NothingLeft);
        story.Grant(0.001m, at: Friday).Grant(20, at: Friday);
        Urgency.Of(story.Find(12), story.State, working, Friday).ShouldBeNull();
    }
}
