using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Ledger;

/// <summary>Credits set aside before work (design.md §3.11).</summary>
public class HoldTests
{
    private static readonly Instant Start = At(2026, 11, 1, 9);

    [Fact]
    public void A_hold_leaves_the_balance_and_takes_from_what_is_available()
    {
        var story = ClientStory.Open(Start).Hold(30);

        story.Last.Effect.ShouldBe(0);
        (story.State.Balance, story.Available).ShouldBe((Cr(50), Cr(20)));
        story.State.Holds.ShouldHaveSingleItem().Credits.ShouldBe(Cr(30));
        ((ClientEntry.Held)story.Last).Until.ShouldBe(Start + Duration.FromMinutes(10));
    }

    [Fact]
    public void In_mode_block_a_hold_beyond_what_is_available_is_denied_whole()
    {
        var story = ClientStory.Open(Start).Hold(30).Hold(20.001m);

        story
            .ShouldBeRefused()
            .ShouldBe(new Refusal.HoldDenied(HoldCode.NotEnough, Available: Cr(20)));
        story.Hold(20).Available.ShouldBe(Cr(0));
        story.State.IsBlocked.ShouldBeFalse("the balance is still 50");
    }

    [Theory]
    [InlineData(OverageMode.Forgive)]
    [InlineData(OverageMode.Invoice)]
    [InlineData(OverageMode.Carry)]
    public void The_other_modes_allow_it_and_what_is_available_is_never_negative(OverageMode mode)
    {
        var story = ClientStory.Open(Start, overage: mode).Hold(40).Hold(40);

        story.Answer.ShouldBeOfType<LedgerAnswer.Append>();
        Holding.CodeOf(Cr(40), Cr(10), mode).ShouldBe(HoldCode.Overage);
        Holding.CodeOf(Cr(10), Cr(10), mode).ShouldBe(HoldCode.Ok);
        story.Available.ShouldBe(Cr(0));
    }

    [Fact]
    public void Usage_settles_the_hold_that_it_names_in_its_own_entry()
    {
        // 12 held, 9.5 used: the other 2.5 are available again at once.
        var story = ClientStory.Open(Start).Hold(12);
        var version = story.State.Version;
        story.Use(9.5m, At(2026, 11, 1, 9, 5), hold: story.LastHold);

        story.State.Version.ShouldBe(version + 1);
        story.State.Holds.ShouldBeEmpty();
        (story.State.Balance, story.Available).ShouldBe((Cr(40.5m), Cr(40.5m)));
    }

    [Fact]
    public void Usage_above_its_hold_is_recorded_all_the_same()
    {
        var story = ClientStory.Open(Start).Hold(5);
        var first = story.LastHold;
        story.Hold(45).Use(8, At(2026, 11, 1, 9, 5), hold: first);

        // 42 are left and 45 are promised: nothing more can be.
        (story.State.Balance, story.Available).ShouldBe((Cr(42), Cr(0)));
        story.Hold(0.001m).ShouldBeRefused();
    }

    [Fact]
    public void Usage_without_a_hold_may_take_what_another_hold_was_promised()
    {
        var story = ClientStory.Open(Start).Hold(50).Use(50, At(2026, 11, 1, 9, 5));

        (story.State.Balance, story.Available).ShouldBe((Cr(0), Cr(0)));
        story.State.Holds.Count.ShouldBe(1);
    }

    [Fact]
    public void A_hold_id_that_is_unknown_settled_or_lapsed_never_refuses_usage()
    {
        var story = ClientStory.Open(Start).Hold(5);
        var settled = story.LastHold;
        story.Use(1, At(2026, 11, 1, 9, 1), hold: settled);
        var other = HoldId.Of(AgencyId.Default, ClientId.Parse("acme"), 3);
        story
            .Use(1, At(2026, 11, 1, 9, 2), hold: settled)
            .Use(1, At(2026, 11, 1, 9, 3), hold: other);

        story.State.Balance.ShouldBe(Cr(47));
    }

    [Fact]
    public void A_hold_lapses_by_time_alone_and_is_gone_with_the_next_entry()
    {
        var story = ClientStory.Open(Start).Hold(30, seconds: 60);
        var version = story.State.Version;
        story.Until(Start + Duration.FromSeconds(59)).Available.ShouldBe(Cr(20));
        story.Until(Start + Duration.FromSeconds(60)).Available.ShouldBe(Cr(50));
        story.State.Version.ShouldBe(version, "nothing is written when a hold lapses");
        story.State.Holds.ShouldHaveSingleItem();
        story.Use(1, story.Now).State.Holds.ShouldBeEmpty();
    }

    [Fact]
    public void A_hold_that_lapsed_gives_its_credits_to_the_next_one()
    {
        var story = ClientStory.Open(Start).Hold(50, seconds: 60);
        story.Hold(50, at: Start + Duration.FromSeconds(59)).ShouldBeRefused();
        story
            .Hold(50, at: Start + Duration.FromSeconds(60))
            .Answer.ShouldBeOfType<LedgerAnswer.Append>();
        story.State.Holds.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_released_hold_is_available_again_and_can_not_be_released_twice()
    {
        var story = ClientStory.Open(Start).Hold(30);
        var hold = story.LastHold;
        story.Release(hold).Available.ShouldBe(Cr(50));
        story.Release(hold).ShouldBeRefused().ShouldBeOfType<Refusal.NotFound>();
    }

    [Fact]
    public void A_lapsed_hold_can_not_be_released()
    {
        var story = ClientStory.Open(Start).Hold(30, seconds: 60);
        story
            .Release(story.LastHold, Start + Duration.FromSeconds(60))
            .ShouldBeRefused()
            .ShouldBeOfType<Refusal.NotFound>();
    }

    [Fact]
    public void A_hold_outlives_a_reset_and_counts_against_the_new_month()
    {
        var story = ClientStory
            .Open(Start)
            .Use(20, At(2026, 11, 30, 23))
            .Hold(30, seconds: 7200, at: At(2026, 11, 30, 23, 30))
            .Until(At(2026, 12, 1));

        (story.State.Balance, story.Available).ShouldBe((Cr(50), Cr(20)));
    }

    [Fact]
    public void Before_its_first_period_a_client_has_nothing_to_hold() =>
        ClientStory
            .Open(At(2026, 11, 10, 9), startsOn: Day(2026, 11, 20))
            .Hold(1)
            .ShouldBeRefused()
            .ShouldBe(new Refusal.HoldDenied(HoldCode.NotEnough, Available: Cr(0)));

    [Fact]
    public void So_many_holds_and_no_more_are_open_at_a_time()
    {
        var story = ClientStory.Open(Start, overage: OverageMode.Forgive).Hold(1);
        var full = Enumerable
            .Range(1, Holding.MostOpen)
            .Select(number =>
                story.State.Holds[0] with
                {
                    Until = Start + Duration.FromSeconds(number),
                }
            );
        var state = story.State with { Holds = [.. full] };
        var command = new PlaceHold(AgencyId.Default, Cr(1), null, Duration.FromMinutes(1));

        (
            (LedgerAnswer.Refuse)Holding.Decide(state, command, story.Context(ClientStory.Dana))
        ).Refusal.ShouldBe(new Refusal.TooManyHolds(Duration.FromSeconds(1)));
        story.Until(Start + Duration.FromSeconds(1));
        Holding
            .Decide(state, command, story.Context(ClientStory.Dana))
            .ShouldBeOfType<LedgerAnswer.Append>();
    }
}
