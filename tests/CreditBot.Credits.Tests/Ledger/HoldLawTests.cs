using CreditBot.Amounts;
using CreditBot.Ledger;
using CsCheck;
using NodaTime;

namespace CreditBot.Tests.Ledger;

/// <summary>What holds for holds, whatever else happened to the client (design.md §3.11).</summary>
public class HoldLawTests
{
    private static void ForEveryLife(Action<ClientStory> law) =>
        RandomStory.Lives.Sample(life => law(RandomStory.Play(life)), iter: RandomStory.Count);

    [Fact]
    public void Open_are_those_that_were_placed_and_neither_settled_nor_released_nor_lapsed() =>
        ForEveryLife(story =>
        {
            var ended = story
                .Entries.Select(entry =>
                    entry switch
                    {
                        ClientEntry.HoldReleased released => released.Id.ToString(),
                        ClientEntry.Used used => used.Usage.Hold,
                        _ => null,
                    }
                )
                .ToHashSet();
            var stopped =
                story
                    .Entries.FindLast(entry => entry is ClientEntry.Paused or ClientEntry.Ended)
                    ?.Seq
                ?? 0;
            story
                .State.HoldsAt(story.Now)
                .Select(hold => hold.Id)
                .ShouldBe(
                    story
                        .Entries.OfType<ClientEntry.Held>()
                        .Where(held =>
                            held.Until > story.Now
                            && held.Seq > stopped
                            && !ended.Contains(held.Id.ToString())
                        )
                        .Select(held => held.Id)
                );
        });

    [Fact]
    public void In_mode_block_a_hold_never_promises_more_than_there_is() =>
        ForEveryLife(story =>
        {
            ClientState? state = null;
            foreach (var entry in story.Entries)
            {
                var before = state;
                state = before is null
                    ? ClientFold.Open(story.State.Id, entry)
                    : ClientFold.Apply(before, entry);
                if (entry is ClientEntry.Held && state.Terms.Overage == OverageMode.Block)
                {
                    state
                        .HoldsAt(entry.RecordedAt)
                        .Sum(hold => hold.Credits)
                        .ShouldBeLessThanOrEqualTo(state.Balance);
                }
            }
        });

    [Fact]
    public void A_hold_id_reads_back_as_itself_and_only_in_its_own_agency() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Int[0, 9])
            .Sample(
                (seq, variant) =>
                {
                    var client = ClientId.Parse($"a-{variant}");
                    var id = HoldId.Of(AgencyId.Default, client, seq);
                    HoldId.Parse(id.ToString()).ShouldBe(id);
                    HoldId.TryParse(AgencyId.Default, id.ToString(), out var read).ShouldBeTrue();
                    read.ShouldBe(id);
                    HoldId.TryParse(new AgencyId("other"), id.ToString(), out _).ShouldBeFalse();
                    HoldId
                        .TryParse(AgencyId.Default, $"b{id}", out _)
                        .ShouldBeFalse("another client's");
                },
                iter: 1000
            );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bella-bakery")]
    [InlineData("bella-bakery.7")]
    [InlineData("bella-bakery.7.000000000000")]
    [InlineData("bella-bakery.07.")]
    [InlineData("Bella.7.3f9a1c0b2d4e")]
    [InlineData("a.99999999999999999999.3f9a1c0b2d4e")]
    [InlineData("a.b.c.d")]
    public void What_is_no_hold_id_is_none(string? text) =>
        HoldId.TryParse(AgencyId.Default, text, out _).ShouldBeFalse();
}
