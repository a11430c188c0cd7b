using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Tests.Ledger;
using CreditBot.TimeTravel;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.TimeTravel;

/// <summary>What was true at an instant, as known then and as known now.</summary>
public class PastFoldTests
{
    [Fact]
    public void Usage_recorded_later_counts_at_its_own_time_as_known_now_only()
    {
        var story = ClientStory
            .Open(Agency.At(2026, 11, 1, 0))
            .Use(10, Agency.At(2026, 11, 5, 12))
            .Use(7, Agency.At(2026, 11, 4, 12), recordedAt: Agency.At(2026, 11, 20, 9));

        Balance(story, Agency.At(2026, 11, 4, 11), Knowledge.Now).ShouldBe(50);
        Balance(story, Agency.At(2026, 11, 6), Knowledge.Now).ShouldBe(33);
        Balance(story, Agency.At(2026, 11, 6), Knowledge.Then).ShouldBe(40);
        Balance(story, Agency.At(2026, 11, 20, 9), Knowledge.Then).ShouldBe(33);
    }

    [Fact]
    public void What_late_usage_drew_from_expiry_was_gone_from_the_lot_while_it_was_open()
    {
        // 50 in November, 20 used; the reset lets 30 expire; on 2 December 12 more turn out to be used on 28 November.
        var story = ClientStory
            .Open(Agency.At(2026, 11, 1, 0))
            .Use(20, Agency.At(2026, 11, 10))
            .Use(12, Agency.At(2026, 11, 28), recordedAt: Agency.At(2026, 12, 2));

        Balance(story, Agency.At(2026, 11, 29), Knowledge.Then).ShouldBe(30);
        Balance(story, Agency.At(2026, 11, 29), Knowledge.Now).ShouldBe(18);
        Balance(story, Agency.At(2026, 12, 1, 8), Knowledge.Now).ShouldBe(50);
        Past(story, Agency.At(2026, 12, 1, 8), Knowledge.Now)!
            .Periods[0]
            .Used.ShouldBe(Agency.Cr(32));
    }

    [Fact]
    public void A_reversal_counts_from_the_time_of_what_it_reverses_as_known_now_only()
    {
        // 20 used on 10 November are taken back on 5 December, when what was left of November's 50 had expired.
        var story = ClientStory
            .Open(Agency.At(2026, 11, 1, 0))
            .Use(20, Agency.At(2026, 11, 10))
            .Reverse(3, Agency.At(2026, 12, 5));

        Balance(story, Agency.At(2026, 11, 20), Knowledge.Then).ShouldBe(30);
        Balance(story, Agency.At(2026, 11, 20), Knowledge.Now).ShouldBe(50);
        Past(story, Agency.At(2026, 11, 20), Knowledge.Now)!.Current!.Used.ShouldBe(Agency.Cr(0));
        Balance(story, Agency.At(2026, 12, 2), Knowledge.Now).ShouldBe(50);
        Balance(story, Agency.At(2026, 12, 5), Knowledge.Then).ShouldBe(50);
    }

    [Fact]
    public void A_lot_granted_after_the_usage_that_drew_on_it_lost_it_when_it_came()
    {
        var story = ClientStory
            .Open(Agency.At(2026, 11, 1, 0))
            .Use(50, Agency.At(2026, 11, 10))
            .Grant(20, at: Agency.At(2026, 11, 15))
            .Use(5, Agency.At(2026, 11, 12), recordedAt: Agency.At(2026, 11, 16));

        Balance(story, Agency.At(2026, 11, 14), Knowledge.Now).ShouldBe(0);
        Balance(story, Agency.At(2026, 11, 15, 1), Knowledge.Now).ShouldBe(15);
        Balance(story, Agency.At(2026, 11, 15, 1), Knowledge.Then).ShouldBe(20);
    }

    [Fact]
    public void There_was_no_client_before_it_was_entered_save_for_its_history_as_known_now()
    {
        var story = ClientStory
            .Open(Agency.At(2026, 11, 12), startsOn: Agency.Day(2026, 9, 1))
            .Use(8, Agency.At(2026, 9, 20), recordedAt: Agency.At(2026, 11, 12));

        Past(story, Agency.At(2026, 9, 25), Knowledge.Then).ShouldBeNull();
        Balance(story, Agency.At(2026, 9, 25), Knowledge.Now).ShouldBe(42);
        Past(story, Agency.At(2026, 8, 25), Knowledge.Now).ShouldBeNull();
        Balance(story, Agency.At(2026, 11, 12), Knowledge.Then).ShouldBe(50);
    }

    [Fact]
    public void As_known_then_it_is_what_the_ledger_said_at_that_moment() =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                ClientState? state = null;
                foreach (var entry in story.Entries)
                {
                    state = state is null
                        ? ClientFold.Open(story.State.Id, entry)
                        : ClientFold.Apply(state, entry);
                    var isLastOfItsMoment =
                        entry == story.Last
                        || story.Entries[(int)entry.Seq].RecordedAt > entry.RecordedAt;
                    if (isLastOfItsMoment)
                    {
                        Past(story, entry.RecordedAt, Knowledge.Then).ShouldBe(state, Same);
                    }
                }
            },
            iter: RandomStory.Count
        );

    [Fact]
    public void As_known_now_the_present_is_the_present_and_no_lot_was_ever_below_zero() =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                Past(story, story.Now, Knowledge.Now).ShouldBe(story.State, Same);
                foreach (var entry in story.Entries)
                {
                    foreach (var lot in Past(story, entry.At, Knowledge.Now)?.Lots ?? [])
                    {
                        (lot.Burned + lot.Expired + lot.Voided).ShouldBeLessThanOrEqualTo(
                            lot.Granted
                        );
                    }
                }
            },
            iter: RandomStory.Count
        );

    [Fact]
    public void What_came_in_time_is_known_now_as_it_was_known_then() =>
        RandomStory.Lives.Sample(
            life =>
            {
                // Reversals count at the time of what they reverse, so they are known later by nature.
                var inTime = life
                    .Steps.Where(step => step.Kind < RandomStory.FirstReversal)
                    .Select(step => step with { HoursBack = 0 })
                    .ToArray();
                var story = RandomStory.Play((life.Start, inTime));
                foreach (var entry in story.Entries.Where(e => e.At >= story.State.CreatedAt))
                {
                    Balance(story, entry.At, Knowledge.Now)
                        .ShouldBe(Balance(story, entry.At, Knowledge.Then));
                }
            },
            iter: RandomStory.Count
        );

    [Fact]
    public void The_moves_of_a_lot_sum_to_what_is_left_of_it() =>
        RandomStory.Lives.Sample(
            life =>
            {
                var story = RandomStory.Play(life);
                foreach (var known in Enum.GetValues<Knowledge>())
                {
                    foreach (var entry in story.Entries)
                    {
                        var explaining = new Explaining(story.State.Id, entry.At, known);
                        story.Entries.ForEach(one => explaining.Add(one));
                        var explained = explaining.Result();
                        foreach (var lot in explained?.Lots ?? [])
                        {
                            lot.Moves.Sum(move => move.Effect)
                                .ShouldBe(lot.Lot.Remaining.Thousandths);
                        }
                    }
                }
            },
            iter: RandomStory.Count / 4
        );

    private static readonly IEqualityComparer<ClientState?> Same =
        EqualityComparer<ClientState?>.Create(
            (left, right) =>
                left is not null
                && right is not null
                && left.Lots.SequenceEqual(right.Lots)
                && left.Debts.SequenceEqual(right.Debts)
                && left.Periods.SequenceEqual(right.Periods)
                && left.Reversed.SetEquals(right.Reversed)
                && left.Holds.SequenceEqual(right.Holds)
                && left.Lines.SequenceEqual(right.Lines)
                && left with
                {
                    Lots = [],
                    Debts = [],
                    Periods = [],
                    RecordedAt = default,
                    Requests = right.Requests,
                    Reversed = right.Reversed,
                    Holds = right.Holds,
                    Lines = right.Lines,
                } == right with { Lots = [], Debts = [], Periods = [], RecordedAt = default }
        );

    private static ClientState? Past(ClientStory story, Instant at, Knowledge known)
    {
        var fold = new PastFold(story.State.Id, at, known);
        story.Entries.ForEach(entry => fold.Add(entry));
        return fold.State is { } state && known == Knowledge.Then
            ? DueEntries.CatchUp(state, at).State
            : fold.State;
    }

    private static decimal? Balance(ClientStory story, Instant at, Knowledge known) =>
        Past(story, at, known)?.Balance.Value;
}
