using CreditBot.Advice;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Requests;

/// <summary>Facts that moved since a card was shown ask for the click again (design.md §5).</summary>
public class FactsSeenTests
{
    private static readonly Instant Friday = At(2026, 11, 27, 10);

    /// <summary>4 of 50 are left; 60 are asked for, $118.80 at list prices.</summary>
    private static ClientStory Asked()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Use(46, At(2026, 11, 20)).Until(Friday);
        return story.Request(12, Pricing.OneTime(story.State, Sells, Cr(60)));
    }

    private static FactsSeen Seen(ClientStory story, decimal? pool = null) =>
        FactsSeen.Of(story.State, story.Find(12), Sells, pool);

    private static ClientStory Approve(
        ClientStory story,
        FactsSeen seen,
        decimal? pool = null,
        PackageCatalog? catalog = null
    ) =>
        story.Do(
            (state, context) =>
                Deciding.Decide(
                    state,
                    new DecideRequest.Approve(new(12)) { Seen = seen },
                    Deciders.Strangers,
                    story.Policy,
                    context with
                    {
                        Catalog = catalog ?? Sells,
                    },
                    pool
                ),
            ClientStory.Dana
        );

    [Theory]
    // 20 % of the month's 50 are 10 credits, up or down.
    [InlineData(10, false)]
    [InlineData(10.001, true)]
    public void A_balance_that_moved_past_the_threshold_asks_again(double given, bool isAsked)
    {
        var story = Asked();
        var seen = Seen(story);

        Approve(story.Grant((decimal)given), seen);

        (story.Find(12).Decision is null).ShouldBe(isAsked);
        if (isAsked)
        {
            story
                .ShouldBeRefused()
                .ShouldBeOfType<Refusal.FactsMoved>()
                .Sentence.ShouldBe(
                    "Something has changed since you saw this: Bella Bakery has 14.001 credits left now; it had 4. Look again and decide."
                );
            Approve(story, Seen(story)).Find(12).Decision.ShouldNotBeNull();
        }
    }

    [Fact]
    public void The_threshold_is_the_agencys()
    {
        var story = Asked();
        story.Policy = new RequestPolicy { FactsMovedPercent = 1 };
        var seen = Seen(story);
        Approve(story.Grant(1), seen).ShouldBeRefused().ShouldBeOfType<Refusal.FactsMoved>();
    }

    [Fact]
    public void Another_list_price_asks_again()
    {
        var story = Asked();
        var seen = Seen(story);
        var dearer = Sells with { ExtraCreditPrice = Usd(2) };

        Approve(story, seen, catalog: dearer)
            .ShouldBeRefused()
            .Sentence.ShouldContain("the list price is 120.00 USD now; it was 118.80 USD");
    }

    [Theory]
    // 20 % of 100; and 60 are needed.
    [InlineData(100, 80, false)]
    [InlineData(100, 79.9, true)]
    [InlineData(62, 60, false)]
    [InlineData(62, 59.9, true)]
    public void A_pool_that_moved_or_does_not_reach_any_more_asks_again(
        double before,
        double now,
        bool isAsked
    )
    {
        var story = Asked();
        Approve(story, Seen(story, (decimal)before), (decimal)now);
        (story.Find(12).Decision is null).ShouldBe(isAsked);
    }

    [Fact]
    public void What_is_decided_already_is_told_first_and_declining_asks_nothing()
    {
        var story = Asked();
        var seen = Seen(story);
        story.Grant(30);
        var declined = story.Fork();
        declined.Decide(new DecideRequest.Decline(new(12), "no") { Seen = seen });
        declined.Find(12).State.ShouldBe(RequestState.Declined);

        Approve(story.Decide(new DecideRequest.Approve(new(12))), seen)
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.AlreadyDecided>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-12.5)]
    public void They_are_read_as_they_were_written(double? pool)
    {
        var seen = Seen(Asked(), (decimal?)pool);
        FactsSeen.Read(seen.ToString()).ShouldBe(seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4|x|USD|")]
    [InlineData("-4|1|USD|")]
    [InlineData("4|1|USD|x")]
    [InlineData("4|1|USD")]
    [InlineData("99999999999999999999|1|USD|")]
    public void What_nobody_wrote_is_nothing_seen(string? text) =>
        FactsSeen.Read(text).ShouldBeNull();
}
