using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Storage.Memory;
using NodaTime;

namespace CreditBot.Tests.Dialog;

/// <summary>Turns of one conversation that come to different nodes at once are carried out one after the other, as on one.</summary>
public sealed class TurnsOfManyNodesTests : IAsyncLifetime
{
    private readonly Stage _stage = new(
        clock => GatedStore.Around(new MemoryStore(clock, isShared: true)),
        nodes: 2
    );

    private GatedStore Store => (GatedStore)_stage.Store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var setting = new StageSetting(_stage, Stop);
        await setting.FoundAsync();
        var client = await setting.ClientAsync("Acme Dental", "Professional");
        await setting.LinkAsync("manager", "dana", null);
        await setting.LinkAsync("client", "Bo", client, ClientRole.Requester);
        _stage.Clock.Reset(StageSetting.At(new LocalDate(2026, 11, 22), 12));
        await _stage.JoinAsync("client", Stop);
        await _stage.DoAsync("client", "60 credits once for the menu by nov 30", Stop);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_turn_waits_for_the_one_before_it_on_another_node()
    {
        var (held, gate) = Store.HoldNext();
        var first = _stage.DoAsync("client", "> 60 credits once", Stop);
        await held.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        var second = _stage.DoAsync("client", "status", Stop);
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(200), Stop));
        second.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        PlainText.Of((await first).Messages[0]).ShouldContain("R-12");
        string.Concat((await second).Messages.Select(PlainText.Of)).ShouldContain("R-12");
    }

    [Fact]
    public async Task A_node_that_is_paused_in_a_turn_holds_up_nobody_for_long_and_overwrites_nothing()
    {
        _stage.Turns(0).Patience = _stage.Turns(1).Patience = TimeSpan.Zero;
        var (held, gate) = Store.HoldNext();
        var paused = _stage.DoAsync("client", "> 60 credits once", Stop);
        await held.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        await _stage.DoAsync("client", "I need 25 credits", Stop);
        var before = await DialogAsync();
        gate.SetResult();
        await paused;

        (await DialogAsync()).ShouldBe(before);
        (await RequestsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_turn_that_fails_on_the_way_holds_nobody_up()
    {
        var (held, gate) = Store.HoldNext();
        var failing = _stage.DoAsync("client", "> 60 credits once", Stop);
        await held.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        gate.SetException(new StoreUnavailableException("away"));
        await Should.ThrowAsync<StoreUnavailableException>(() => failing);

        DialogJson.Read(await DialogAsync())!.IsAtWork.ShouldBeFalse();
        (await _stage.DoAsync("client", "status", Stop)).Messages.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_called_in_reads_what_was_said_on_every_node()
    {
        await _stage.DoAsync("client", "what packages are there?", Stop);
        await _stage.DoAsync("client", "balance", Stop);
        await _stage.DoAsync("client", "can I talk to somebody?", Stop);

        var said = DialogJson.Read(await DialogAsync())!.Lines!.Select(line => line.Words);
        said.ShouldContain("what packages are there?");
        said.ShouldContain("balance");
    }

    private async Task<string> DialogAsync() =>
        (await _stage.Store.DocumentAsync(Stage.Agency, "dialog", "terminal|client", Stop))!.Json;

    private async Task<IReadOnlyList<RequestRow>> RequestsAsync() =>
        await _stage.Store.RequestsAsync(Stage.Agency, new RequestQuery(), Stop);
}
