using System.Collections.Immutable;
using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Policy;

/// <summary>What another policy would have made of a month's requests, worked by hand: a credit sells at $1.98 and costs $0.10.</summary>
public class PolicyReplayTests
{
    private static readonly YearMonth November = new(2026, 11);
    private static readonly PersonId Dana = ClientStory.Dana;
    private static readonly PersonId Sam = new("sam");

    /// <summary>R-1: 10 asked, Dana approves. R-2: 60 asked, Dana approves 40 of them. R-3: 15 asked, declined. R-4: in December.</summary>
    private static ClientStory Story()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        story
            .Request(1, Pricing.OneTime(story.State, Sells, Cr(10)), at: At(2026, 11, 3, 9))
            .Decide(new DecideRequest.Approve(new(1)));
        story
            .Request(2, Pricing.OneTime(story.State, Sells, Cr(60)), at: At(2026, 11, 5, 9))
            .Decide(new DecideRequest.ApproveWithChange(new(2), Cr(40)));
        story
            .Request(3, Pricing.OneTime(story.State, Sells, Cr(15)), at: At(2026, 11, 10, 9))
            .Decide(new DecideRequest.Decline(new(3), "no"));
        return story
            .Request(4, Pricing.OneTime(story.State, Sells, Cr(1)), at: At(2026, 12, 2, 9))
            .Decide(new DecideRequest.Approve(new(4)));
    }

    private static IReadOnlyList<ReplayLine> Replay(RequestPolicy policy, ClientStory? story = null)
    {
        story ??= Story();
        return PolicyReplay.Of(
            story.State.Id,
            story.Entries,
            November,
            new AgencyState
            {
                Id = AgencyId.Default,
                Version = 1,
                RecordedAt = At(2026, 11, 1),
                Terms = new AgencyTerms
                {
                    Name = "Pixel & Co",
                    Catalog = Sells,
                    Policy = new RequestPolicy(),
                    WorkingTime = WorkingTime.Default(NewYork),
                },
            },
            policy,
            [Dana, Sam]
        );
    }

    [Fact]
    public void Under_the_policy_of_then_all_is_the_same() =>
        Replay(new RequestPolicy())
            .Select(line => (line.Request.Id.Number, line.Outcome))
            .ShouldBe([(1, ReplayOutcome.Same), (2, ReplayOutcome.Same), (3, ReplayOutcome.Same)]);

    [Fact]
    public void What_policy_would_have_given_counts_in_its_period()
    {
        // 10 + 15 are 25; 60 at once are too many.
        var lines = Replay(new RequestPolicy { AutoApproval = new AutoApproval(Cr(25), null) });

        lines
            .Select(line => line.Outcome)
            .ShouldBe([ReplayOutcome.ByPolicy, ReplayOutcome.Same, ReplayOutcome.ByPolicy]);
        lines[0].MarginEffect.ShouldBe(Usd(0), "Dana approved the same");
        // 15 × 1.98 − 15 × 0.10 = 29.70 − 1.50
        lines[2].MarginEffect.ShouldBe(Usd(28.20m));

        Replay(new RequestPolicy { AutoApproval = new AutoApproval(Cr(24), null) })
            .Select(line => line.Outcome)
            .ShouldBe([ReplayOutcome.ByPolicy, ReplayOutcome.Same, ReplayOutcome.Same]);
    }

    [Theory]
    // fee 99.00 + 19.80 − 1.00 = 117.80; R-3 comes after 19.80 and 79.20 were sold.
    [InlineData(
        117.80,
        new[] { ReplayOutcome.ByPolicy, ReplayOutcome.Same, ReplayOutcome.ByPolicy }
    )]
    [InlineData(117.81, new[] { ReplayOutcome.Same, ReplayOutcome.Same, ReplayOutcome.ByPolicy })]
    [InlineData(999, new[] { ReplayOutcome.Same, ReplayOutcome.Same, ReplayOutcome.Same })]
    public void The_margin_is_the_one_of_the_moment(double least, ReplayOutcome[] outcomes) =>
        Replay(new RequestPolicy { AutoApproval = new AutoApproval(Cr(25), Usd((decimal)least)) })
            .Select(line => line.Outcome)
            .ShouldBe(outcomes);

    [Fact]
    public void More_would_have_been_given_than_the_manager_gave()
    {
        var line = Replay(new RequestPolicy { AutoApproval = new AutoApproval(Cr(85), null) })[1];

        line.Outcome.ShouldBe(ReplayOutcome.ByPolicy);
        // 60 instead of 40: 20 × 1.98 − 20 × 0.10 = 37.60
        line.MarginEffect.ShouldBe(Usd(37.60m));
    }

    [Fact]
    public void What_was_above_a_limit_waits_for_who_could_have_approved_it()
    {
        var line = Replay(
            new RequestPolicy
            {
                Limits = [new DecisionLimit(Dana, null, new PolicyBound(null, Cr(39), null))],
            }
        )[1];

        line.Outcome.ShouldBe(ReplayOutcome.ByAnother);
        line.Others.ShouldBe([Sam]);
        line.MarginEffect.ShouldBe(Usd(0));
        // 79.20 − 4.00
        line.MarginWaiting.ShouldBe(Usd(75.20m));
    }

    [Fact]
    public void What_needs_two_waits_for_the_second_as_far_as_it_was_approved()
    {
        var policy = new RequestPolicy
        {
            SecondApproverAbove = [new PolicyBound(null, Cr(39), null)],
        };
        Replay(policy)[1].Outcome.ShouldBe(ReplayOutcome.BySecond);
        Replay(policy)[1].Others.ShouldBe([Sam]);
        Replay(policy with { SecondApproverAbove = [new PolicyBound(null, Cr(40), null)] })[1]
            .Outcome.ShouldBe(ReplayOutcome.Same);
    }

    [Fact]
    public void What_was_too_cheap_would_not_have_been_sold()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        story
            .Request(1, Pricing.OneTime(story.State, Sells, Cr(10)), at: At(2026, 11, 3, 9))
            .Decide(new DecideRequest.ApproveWithChange(new(1), Price: Usd(9)));

        var line = Replay(
                new RequestPolicy { PriceFloors = [new PriceFloor(null, Usd(0.95m))] },
                story
            )
            .Single();

        line.Outcome.ShouldBe(ReplayOutcome.BelowFloor);
        line.Least.ShouldBe(Usd(9.50m));
        // 9.00 − 1.00 would not have been earned.
        line.MarginEffect.ShouldBe(Usd(-8));
    }

    [Fact]
    public void What_policy_and_two_managers_decided_then_is_judged_too()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        story.Policy = new RequestPolicy
        {
            AutoApproval = new AutoApproval(Cr(10), null),
            SecondApproverAbove = [new PolicyBound(null, Cr(20), null)],
        };
        story.Request(1, Pricing.OneTime(story.State, Sells, Cr(10)), at: At(2026, 11, 3, 9));
        story
            .Request(2, Pricing.OneTime(story.State, Sells, Cr(30)), at: At(2026, 11, 3, 9))
            .Decide(new DecideRequest.Approve(new(2)))
            .Decide(new DecideRequest.Approve(new(2)), by: Sam);

        Replay(story.Policy, story)
            .Select(line => line.Outcome)
            .ShouldBe([ReplayOutcome.Same, ReplayOutcome.Same]);
        var plain = Replay(new RequestPolicy(), story);
        plain.Select(line => line.Outcome).ShouldBe([ReplayOutcome.ByManager, ReplayOutcome.ByOne]);
        // 19.80 − 1.00
        plain[0].MarginWaiting.ShouldBe(Usd(18.80m));
    }
}
