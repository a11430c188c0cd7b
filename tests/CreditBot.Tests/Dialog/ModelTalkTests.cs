using CreditBot.Settings;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Understanding;

namespace CreditBot.Tests.Dialog;

/// <summary>A conversation whose odd words are shown to a language model: it helps, and decides nothing.</summary>
public sealed class ModelTalkTests : IAsyncLifetime
{
    private ModelEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync() => _endpoint = await ModelEndpoint.StartAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task What_it_reads_is_answered()
    {
        _endpoint.Says("""{"intent":"check_balance"}""");

        (await TalkAsync("client   how does the meter look")).ShouldContain("Where you stand");
    }

    [Fact]
    public async Task What_it_makes_of_a_wish_is_confirmed_before_anything_is_sent()
    {
        _endpoint.Says("""{"intent":"request_credits","amount":60,"kind":"one_time"}""");

        var talk = await TalkAsync("client   stash threescore, er 60, in our hutch");

        talk.ShouldContain("60 credits, once");
        talk.ShouldNotContain("ledger");
    }

    [Fact]
    public async Task What_would_take_something_back_is_asked_back_and_confirmed_by_itself()
    {
        _endpoint.Says("""{"intent":"cancel_request"}""");

        var talk = await TalkAsync(
            """
            client   60 credits once for the menu by nov 30
            client   > 60 credits once
            client   the thing tickles nobody's fancy
            client   yes
            """
        );

        talk.ShouldContain("Would you like to take back a request you have sent?");
        talk.ShouldContain("Shall I take it back?");
        talk.ShouldNotContain("Withdrawn");
    }

    [Fact]
    public async Task What_goes_to_a_manager_is_shown_to_nobody_else()
    {
        _endpoint.Says("""{"intent":"check_balance"}""");

        var talk = await TalkAsync(
            """
            client   i want to talk to a human
            client   how does the meter look
            """
        );

        talk.ShouldContain("(Acme Dental): how does the meter look");
        _endpoint.Asked.ShouldBeEmpty();
    }

    private Task<string> TalkAsync(string lines) =>
        Replay.OfAsync(
            $"given    Acme Dental, Professional, used 138\n{lines}\n",
            clock => new MemoryStore(clock),
            TestContext.Current.CancellationToken,
            new ModelSettings(_endpoint.Address, null, "small-model", TimeSpan.FromSeconds(30))
        );
}
