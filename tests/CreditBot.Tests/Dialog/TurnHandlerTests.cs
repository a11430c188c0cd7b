using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Storage.Memory;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>What the turn handler promises beside the words: no turn acts twice, and reading writes nothing.</summary>
public sealed class TurnHandlerTests : IAsyncLifetime
{
    private readonly Stage _stage = new(clock => CommitCounter.Around(new MemoryStore(clock)));

    private int Commits => ((CommitCounter)_stage.Store).Commits;

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

    [Theory]
    [InlineData("balance")]
    [InlineData("history")]
    [InlineData("help")]
    [InlineData("what packages are there?")]
    [InlineData("hi")]
    [InlineData("status")]
    public async Task A_turn_that_only_reads_writes_nothing(string words)
    {
        var before = Commits;
        (await _stage.DoAsync("client", words, Stop)).Messages.ShouldNotBeEmpty();
        Commits.ShouldBe(before);
    }

    [Fact]
    public async Task A_digression_leaves_the_kept_dialog_as_it_is()
    {
        await _stage.DoAsync("client", "I need 60 credits", Stop);
        var before = Commits;
        await _stage.DoAsync("client", "what's my balance?", Stop);
        Commits.ShouldBe(before);
    }

    [Fact]
    public async Task The_same_turn_again_does_nothing_twice()
    {
        await _stage.DoAsync("client", "60 credits once for the menu by nov 30", Stop);
        await _stage.DoAsync("client", "the first one", Stop);
        await _stage.DoAsync("client", "yes", Stop);
        (await _stage.AgainAsync("client", "yes", Stop)).ShouldBe(TurnReply.Nothing);
        (await RequestsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_clicks_at_once_make_one_request()
    {
        await _stage.DoAsync("client", "60 credits once for the menu by nov 30", Stop);
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _stage.DoAsync("client", "> 60 credits once", Stop))
        );
        (await RequestsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_managers_at_once_make_one_decision()
    {
        await _stage.DoAsync("client", "60 credits once for the menu by nov 30", Stop);
        await _stage.DoAsync("client", "> 60 credits once", Stop);
        await new StageSetting(_stage, Stop).LinkAsync("sam", "sam", null);
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(n => _stage.DoAsync(n % 2 == 0 ? "manager" : "sam", "approve R-12", Stop))
        );
        var request = (await RequestsAsync()).ShouldHaveSingleItem();
        var entries = await _stage.EntriesAsync(request.Client, 0, Stop);
        entries.OfType<Ledger.ClientEntry.Decided>().Count().ShouldBe(1);
        entries.OfType<Ledger.ClientEntry.Granted>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Where_others_read_along_nothing_is_told()
    {
        var turn = new Turn(
            "group-1",
            new ConversationAddress(Stage.Agency, ChannelNames.Terminal, "group"),
            Stage.Identity("client"),
            new TurnInput.Text("balance"),
            IsPersonal: false
        );
        var before = Commits;
        var reply = await _stage.Room<ITurnHandler>().HandleAsync(turn, Stop);
        PlainText.Of(reply.Messages.ShouldHaveSingleItem()).ShouldBe(Phrases.OnlyInPrivate);
        Commits.ShouldBe(before);
    }

    [Fact]
    public async Task A_code_links_a_stranger_who_can_be_reached_from_then_on()
    {
        var (code, _) = await _stage.Room<Invites>().CreateAsync(Stage.Agency, "sam", null, Stop);
        var reply = await _stage.DoAsync("newcomer", $"link {code}", Stop);
        PlainText.Of(reply.Messages.ShouldHaveSingleItem()).ShouldBe(Phrases.LinkedManager("Sam"));
        (await _stage.Room<CreditBot.Outbox.Conversations>().OfAsync(Stage.Agency, "sam", Stop))
            .ShouldHaveSingleItem()
            .Id.ShouldBe("newcomer");
        var again = await _stage.DoAsync("another", $"link {code}", Stop);
        PlainText.Of(again.Messages.ShouldHaveSingleItem()).ShouldBe(Phrases.WrongCode);
    }

    [Fact]
    public async Task A_dialog_of_a_form_that_is_read_no_more_starts_anew()
    {
        await _stage.Store.CommitAsync(
            new Commit(Stage.Agency)
            {
                Documents =
                [
                    new DocumentWrite("dialog", "terminal|client", """{"state":{"frames":7}}"""),
                ],
            },
            Stop
        );
        (await _stage.DoAsync("client", "balance", Stop)).Messages.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Numbers_follow_the_reader_s_culture()
    {
        var turn = new Turn(
            "german-1",
            new ConversationAddress(Stage.Agency, ChannelNames.Terminal, "client"),
            Stage.Identity("client"),
            new TurnInput.Text("what packages are there?"),
            Locale: "de-DE"
        );
        var reply = await _stage.Room<ITurnHandler>().HandleAsync(turn, Stop);
        PlainText
            .Of(reply.Messages[0])
            .Replace('\u00a0', ' ')
            .ShouldContain("500 credits a month for 499,00 $");
    }

    private async Task<IReadOnlyList<RequestRow>> RequestsAsync() =>
        await _stage.Store.RequestsAsync(Stage.Agency, new RequestQuery(), Stop);
}
