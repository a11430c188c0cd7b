using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Storage;
using CreditBot.Storage.Memory;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>What hand-overs promise beside the words of the transcripts: once, in one piece, and over restarts.</summary>
public sealed class HandOverTests : IAsyncLifetime
{
    private readonly Stage _stage = new(clock => new MemoryStore(clock));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var setting = new StageSetting(_stage, Stop);
        await setting.FoundAsync();
        var client = await setting.ClientAsync("Acme Dental", "Professional");
        await setting.LinkAsync("manager", "dana", null);
        await setting.LinkAsync("client", "Bo", client, ClientRole.Requester);
        _stage.Clock.Reset(StageSetting.At(new LocalDate(2026, 11, 22), 12));
        await _stage.JoinAsync("manager", Stop);
        await _stage.JoinAsync("client", Stop);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_message_delivered_twice_is_relayed_once()
    {
        await _stage.DoAsync("client", "talk to a human", Stop);
        await _stage.AgainAsync("client", "talk to a human", Stop);
        await _stage.DoAsync("client", "our home page is broken", Stop);
        (await _stage.AgainAsync("client", "our home page is broken", Stop)).ShouldBe(
            TurnReply.Nothing
        );
        (await ToldAsync("manager")).Count.ShouldBe(2);
        await _stage.DoAsync("manager", "reply Acme Dental on it", Stop);
        await _stage.AgainAsync("manager", "reply Acme Dental on it", Stop);
        (await ToldAsync("client")).ShouldBe(["Dana: on it"]);
    }

    [Fact]
    public async Task Messages_from_both_sides_at_once_all_arrive()
    {
        await _stage.DoAsync("client", "talk to a human", Stop);
        await _stage.DeliverAsync(Stop);
        await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(n =>
                    n % 2 == 0
                        ? _stage.DoAsync("client", $"it is about page number {n} of ours", Stop)
                        : _stage.DoAsync("manager", $"reply Acme Dental answer {n}", Stop)
                )
        );
        var said = await _stage.DeliverAsync(Stop);
        said.Count(one => one is { Who: "manager", IsReplacement: false }).ShouldBe(5);
        said.Count(one => one is { Who: "client", IsReplacement: false }).ShouldBe(5);
    }

    [Fact]
    public async Task The_hand_over_is_the_same_from_another_chat_of_the_person()
    {
        await _stage.DoAsync("client", "talk to a human", Stop);
        await _stage.DeliverAsync(Stop);
        var elsewhere = new Turn(
            "elsewhere-1",
            new ConversationAddress(Stage.Agency, ChannelNames.Terminal, "elsewhere"),
            Stage.Identity("client"),
            new TurnInput.Text("it is about our home page")
        );
        var reply = await _stage.Room<ITurnHandler>().HandleAsync(elsewhere, Stop);
        PlainText.Of(reply.Messages.ShouldHaveSingleItem()).ShouldBe(Phrases.PassedOn("Dana"));
        (await ToldAsync("manager"))
            .ShouldHaveSingleItem()
            .ShouldStartWith("Bo (Acme Dental): it is about our home page");
    }

    [Fact]
    public async Task It_is_kept_with_the_conversation_in_one_piece()
    {
        await _stage.DoAsync("client", "talk to a human", Stop);
        var kept = await _stage.Store.DocumentAsync(
            Stage.Agency,
            DocumentKinds.HandOver,
            "acme-dental/bo",
            Stop
        );
        var talk = HandOverJson.Read(kept.ShouldNotBeNull().Json).ShouldNotBeNull();
        talk.Lines[^1].ShouldBe(new SaidLine("Bo", "talk to a human"));
        talk.IsOpenAt(_stage.Clock.GetCurrentInstant()).ShouldBeTrue();
        // A host that starts anew knows only what the store has.
        _stage.Room<HandOverDesk>().Forget(Stage.Agency);
        var reply = await _stage.DoAsync("client", "it is about our home page", Stop);
        PlainText.Of(reply.Messages.ShouldHaveSingleItem()).ShouldBe(Phrases.PassedOn("Dana"));
    }

    [Fact]
    public async Task A_hand_over_of_a_form_that_is_read_no_more_is_none()
    {
        HandOverJson.Read("""{"client":7}""").ShouldBeNull();
        await _stage.Store.CommitAsync(
            new CreditBot.Ports.Commit(Stage.Agency)
            {
                Documents =
                [
                    new CreditBot.Ports.DocumentWrite(
                        DocumentKinds.HandOver,
                        "acme-dental/bo",
                        """{"client":7}"""
                    ),
                ],
            },
            Stop
        );
        (await _stage.DoAsync("client", "balance", Stop)).Messages.ShouldHaveSingleItem();
    }

    private async Task<IReadOnlyList<string>> ToldAsync(string who) =>
        [
            .. (await _stage.DeliverAsync(Stop))
                .Where(one => one.Who == who && !one.IsReplacement)
                .Select(one => PlainText.Of(one.Message)),
        ];
}
