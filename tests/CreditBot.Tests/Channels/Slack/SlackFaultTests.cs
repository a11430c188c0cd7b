using CreditBot.Amounts;
using CreditBot.Channels.Slack.Peers;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Channels.Web;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace CreditBot.Channels.Slack;

/// <summary>When Slack falters every message arrives once, or is dead with the reason (design.md §6).</summary>
public sealed class SlackFaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private Workspace? _workspace;

    private Workspace Workspace => _workspace!;

    private FakeSlack Slack => Workspace.Slack;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _workspace = await Workspace.StartAsync(services: services =>
            services.AddSingleton<TimeProvider>(_time)
        );
        await Workspace.SettleAsync();
    }

    public ValueTask DisposeAsync() => _workspace?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(429, "7")]
    [InlineData(429, null)]
    [InlineData(500, null)]
    [InlineData(502, null)]
    [InlineData(503, "7")]
    [InlineData(504, null)]
    public async Task An_answer_that_Slack_does_not_take_now_arrives_later_once(
        int status,
        string? retryAfter
    )
    {
        Slack.Next("chat.postMessage", status, retryAfter);
        await AnswerComesLaterAsync();
    }

    [Theory]
    [InlineData("ratelimited")]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    [InlineData("service_unavailable")]
    public async Task A_passing_error_is_waited_for(string error)
    {
        Slack.Next("chat.postMessage", error);
        await AnswerComesLaterAsync();
    }

    [Fact]
    public async Task A_cut_connection_is_waited_for()
    {
        Slack.Next(
            "chat.postMessage",
            http =>
            {
                http.Abort();
                return Task.CompletedTask;
            }
        );
        await AnswerComesLaterAsync();
    }

    [Fact]
    public async Task What_Slack_took_before_the_connection_was_cut_is_not_said_again()
    {
        Slack.NextIsTakenInSilence();
        await AnswerComesLaterAsync();
    }

    [Fact]
    public async Task A_card_that_was_taken_in_silence_is_known_by_its_place_all_the_same()
    {
        await AskAsync(Slack.NextIsTakenInSilence);
        Workspace.Bot.Clock.Advance(Duration.FromMinutes(5));
        await DeliverAsync();
        Cards().ShouldBe(1);

        await Workspace.PressAsync("UDANA", Workspace.Card("UDANA", "Approve"), "Approve");

        Slack.Of("chat.update").ShouldContain(call => call.Channel == "DDANA");
    }

    [Fact]
    public async Task What_is_no_answer_is_waited_for()
    {
        Slack.Next(
            "chat.postMessage",
            http => http.Response.Body.WriteAsync("<html>"u8.ToArray(), Stop).AsTask()
        );
        await AnswerComesLaterAsync();
    }

    [Fact]
    public async Task Thirty_seconds_of_silence_are_enough()
    {
        var asked = new TaskCompletionSource();
        Slack.Next(
            "chat.postMessage",
            async http =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
            }
        );
        var before = Slack.Heard.Count;
        (await Workspace.EventAsync(Workspace.Message("UBO", "balance"))).Status.ShouldBe(200);
        await asked.Task;
        var idle = Workspace.Bot.Service<SlackWork>().WhenIdleAsync();
        idle.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(30));

        await idle;
        Slack.Heard.Count.ShouldBe(before);
        await DeliverAsync();
        Slack.Heard.Skip(before).ShouldHaveSingleItem().Text.ShouldContain("50");
    }

    [Fact]
    public async Task Slacks_word_on_how_long_to_wait_is_kept_and_nothing_of_that_method_leaves_before()
    {
        Slack.Next("chat.postMessage", 429, "90");
        await Workspace.SayAsync("UBO", "balance");
        var before = Slack.Heard.Count;
        await Workspace.SayAsync("UDANA", "pending");
        Slack.Heard.Count.ShouldBe(before);

        Workspace.Bot.Clock.Advance(Duration.FromSeconds(89));
        await DeliverAsync();
        Slack.Heard.Count.ShouldBe(before);
        Workspace.Bot.Clock.Advance(Duration.FromSeconds(1));
        await DeliverAsync();

        Slack.Heard.Skip(before).Select(call => call.Channel).Order().ShouldBe(["DBO", "DDANA"]);
    }

    [Theory]
    [InlineData("channel_not_found")]
    [InlineData("is_archived")]
    [InlineData("account_inactive")]
    [InlineData("token_revoked")]
    [InlineData("invalid_auth")]
    [InlineData("user_not_found")]
    public async Task What_will_never_go_through_is_not_repeated(string error)
    {
        Slack.Next("chat.postMessage", error);

        (await Workspace.SayAsync("UBO", "balance")).ShouldBeEmpty();

        Workspace.Bot.Clock.Advance(Duration.FromHours(5));
        var before = Slack.Heard.Count;
        await DeliverAsync();
        Slack.Heard.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_manager_who_is_gone_from_Slack_finds_the_request_on_the_web()
    {
        await AskAsync(() => Slack.Next("chat.postMessage", "account_inactive"));

        var transcripts = Workspace.Bot.Service<Transcripts>();
        var lines = await transcripts.ReadAsync(
            WebChat.AddressOf(AgencyId.Default, "dana"),
            0,
            10,
            Stop
        );
        lines
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ChatLine.Answered>()
            .Message.CardKey.ShouldBe("R-1");
        (await DeadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_is_throttled_comes_to_the_manager_once()
    {
        await AskAsync(() => Slack.Next("chat.postMessage", 429, "60"));
        Cards().ShouldBe(0);
        Workspace.Bot.Clock.Advance(Duration.FromMinutes(1));
        await DeliverAsync();
        await DeliverAsync();

        Cards().ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_for_days_is_dead_with_the_reason()
    {
        foreach (var _ in Enumerable.Range(0, 25))
        {
            Slack.Next("chat.postMessage", 503);
        }

        await Workspace.SayAsync("UBO", "balance");
        foreach (var _ in Enumerable.Range(0, 25))
        {
            Workspace.Bot.Clock.Advance(Duration.FromHours(4));
            await DeliverAsync();
        }

        (await DeadAsync()).ShouldHaveSingleItem().Error.ShouldBe("503");
    }

    [Fact]
    public async Task A_card_that_can_not_be_brought_up_to_date_now_is_later()
    {
        await AskAsync(() => { });
        Slack.Next("chat.update", 500);
        await Workspace.PressAsync("UDANA", Workspace.Card("UDANA", "Approve"), "Approve");
        Workspace.Bot.Clock.Advance(Duration.FromMinutes(1));

        await DeliverAsync();

        Slack
            .Of("chat.update")
            .ShouldContain(call =>
                call.Channel == "DDANA" && call.Text.Contains("Approved by Dana")
            );
    }

    [Fact]
    public async Task What_a_crash_left_unanswered_is_answered_at_the_next_start()
    {
        var input = new SlackInput.Said("EvX", "T1", "T1", "UBO", "DBO", null, "balance");
        (
            await Workspace.Bot.Service<SlackInbox>().KeepAsync(AgencyId.Default, input, Stop)
        ).ShouldBeTrue();
        var before = Slack.Heard.Count;

        await Workspace.Bot.RestartAsync();
        await Workspace.SettledAsync();

        Slack.Heard.Skip(before).ShouldHaveSingleItem().Text.ShouldContain("50");
    }

    [Fact]
    public async Task What_a_crash_left_done_but_unanswered_is_owned_up_to()
    {
        var input = new SlackInput.Said(
            "EvX",
            "T1",
            "T1",
            "UBO",
            "DBO",
            null,
            "I need 60 more credits, just this once"
        );
        await Workspace.Bot.Service<SlackInbox>().KeepAsync(AgencyId.Default, input, Stop);
        await Workspace
            .Bot.Service<ITurnHandler>()
            .HandleAsync(
                new Turn(
                    input.Id,
                    new ConversationAddress(AgencyId.Default, ChannelNames.Slack, input.Person),
                    input.Who,
                    new TurnInput.Text(input.Words),
                    new SlackReference("T1", "UBO", "DBO").Write()
                ),
                Stop
            );
        var before = Slack.Heard.Count;

        await Workspace.Bot.RestartAsync();
        await Workspace.SettledAsync();

        Slack.Heard.Skip(before).ShouldHaveSingleItem().Text.ShouldContain("I was interrupted");
    }

    private async Task AskAsync(Action beforeTheManagerHears)
    {
        await Workspace.SayAsync("UBO", "I need 60 more credits, just this once");
        var press = Workspace.Press("UBO", Workspace.Card("UBO", "60 credits"), "60 credits");
        (await Workspace.InteractionAsync(press)).Status.ShouldBe(200);
        await Workspace.Bot.Service<SlackWork>().WhenIdleAsync();
        beforeTheManagerHears();
        await DeliverAsync();
    }

    private int Cards() =>
        Slack
            .Of("chat.postMessage")
            .Count(call => call.Channel == "DDANA" && call.Text.Contains("R-1"));

    private async Task AnswerComesLaterAsync()
    {
        var before = Slack.Heard.Count;
        await Workspace.SayAsync("UBO", "balance");
        Workspace.Bot.Clock.Advance(Duration.FromMinutes(5));
        await DeliverAsync();
        Workspace.Bot.Clock.Advance(Duration.FromHours(5));
        await DeliverAsync();

        Slack.Heard.Skip(before).ShouldHaveSingleItem().Text.ShouldContain("50");
        (await DeadAsync()).ShouldBeEmpty();
    }

    private Task DeliverAsync() => Workspace.Bot.Service<OutboxDispatcher>().RunOnceAsync(Stop);

    private async Task<IReadOnlyList<OutboxMessage>> DeadAsync() =>
        await Workspace
            .Bot.Service<IStore>()
            .OutboxAsync(AgencyId.Default, OutboxState.Dead, 100, Stop);
}
