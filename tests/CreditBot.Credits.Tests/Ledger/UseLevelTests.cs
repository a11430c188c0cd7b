using CreditBot.Ledger;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

/// <summary>The client of 50 credits a month is told at 40 and at 50, once a period (design.md §5).</summary>
public class UseLevelTests
{
    [Fact]
    public void Four_fifths_and_all_of_a_period_are_reached_once_each()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9));
        Crossed(story, 39.999m, 10).ShouldBeNull();
        Crossed(story, 0.001m, 11).ShouldBe(UseLevel.Low);
        Crossed(story, 1, 12).ShouldBeNull();
        Crossed(story, 9, 13).ShouldBe(UseLevel.Out);

        // 20 more are given and used: the period has been told of already.
        story.Grant(20, at: At(2026, 11, 14));
        Crossed(story, 20, 15).ShouldBeNull();
    }

    [Fact]
    public void The_base_is_all_that_there_was_one_time_credits_too()
    {
        // 40 of 50 + 20: four fifths are 56.
        var story = ClientStory
            .Open(At(2026, 11, 1, 9))
            .Grant(20, at: At(2026, 11, 2))
            .Use(40, At(2026, 11, 10));
        story.State.Current!.Reached.ShouldBeNull();
        story.Use(16, At(2026, 11, 11)).State.Current!.Reached.ShouldBe(UseLevel.Low);
    }

    [Fact]
    public void A_reset_begins_anew_and_an_expiry_is_no_usage()
    {
        var story = ClientStory.Open(At(2026, 11, 1, 9)).Use(50, At(2026, 11, 10));
        story.Until(At(2026, 12, 1, 9));
        story.State.Current!.Reached.ShouldBeNull();
        var next = story.Use(45, At(2026, 12, 2));
        next.State.Current!.Reached.ShouldBe(UseLevel.Low);
    }

    [Fact]
    public void One_use_that_takes_all_is_told_of_as_all()
    {
        Crossed(ClientStory.Open(At(2026, 11, 1, 9)), 60, 10).ShouldBe(UseLevel.Out);
    }

    private static UseLevel? Crossed(ClientStory story, decimal credits, int day)
    {
        var before = story.State;
        return UseLevels.Crossed(before, story.Use(credits, At(2026, 11, day)).State);
    }
}
