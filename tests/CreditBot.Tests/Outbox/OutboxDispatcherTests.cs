using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Channels;
using CreditBot.Demo;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;
using CreditBot.Storage.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Outbox;

/// <summary>What leaves the process: at least once, in order within a lane, with back-off, dead at last (design.md §6).</summary>
public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 23, 15, 0));
    private readonly Post _post = new();
    private readonly MemoryStore _store;
    private OutboxDispatcher _outbox;

    public OutboxDispatcherTests()
    {
        _store = new MemoryStore(_clock);
        _outbox = Dispatcher();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (settings, _) = HostSettings.Read(
            new ConfigurationBuilder().Build(),
            isDevelopment: false
        );
        await AgencySeed.WriteTermsAsync(
            new Ledgers(_store, _clock),
            AgencyId.Default,
            settings.Agencies[AgencyId.Default].Terms,
            Stop
        );
    }

    public async ValueTask DisposeAsync()
    {
        _outbox.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_lane_keeps_its_order()
    {
        await PutAsync("a/2", "a/1", "b/1", "a/3");
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.Where(id => id[0] == 'a').ShouldBe(["a/1", "a/2", "a/3"]);
        _post.Accepted.ShouldContain("b/1");
        (await IdsAsync(OutboxState.Waiting)).ShouldBeEmpty();
        (await IdsAsync(OutboxState.Sent)).ShouldBe(["a/1", "a/2", "a/3", "b/1"]);
    }

    [Fact]
    public async Task A_failure_holds_its_lane_back_and_no_other_also_what_comes_later()
    {
        _post.Answer = id =>
            id == "a/1" && _clock.GetCurrentInstant() < At(10)
                ? new Delivery.TryLater("busy")
                : null;
        await PutAsync("a/1", "a/2", "b/1");
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.ShouldBe(["b/1"]);
        _clock.Reset(At(5));
        await PutAsync("a/3", "b/2");
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.ShouldBe(["b/1", "b/2"]);
        _clock.Reset(At(10));
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.Where(id => id[0] == 'a').ShouldBe(["a/1", "a/2", "a/3"]);
    }

    [Fact]
    public async Task A_lane_is_held_back_over_a_restart()
    {
        _post.Answer = id =>
            id == "a/1" && _clock.GetCurrentInstant() < At(10)
                ? new Delivery.TryLater("busy")
                : null;
        await PutAsync("a/1");
        await _outbox.RunOnceAsync(Stop);
        Restart();
        await PutAsync("a/2");
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.ShouldBeEmpty();
        _clock.Reset(At(10));
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.ShouldBe(["a/1", "a/2"]);
    }

    [Fact]
    public async Task Tries_come_at_growing_distances_and_end_in_a_dead_letter_that_says_why()
    {
        _post.Answer = _ => new Delivery.TryLater("the server is down");
        await PutAsync("a/1");
        var tries = new List<Instant>();
        while (await WaitingAsync() is [var message])
        {
            _clock.Reset(message.DueAt);
            tries.Add(message.DueAt);
            await _outbox.RunOnceAsync(Stop);
        }

        var pauses = tries
            .Zip(tries.Skip(1), (first, second) => (second - first).TotalSeconds)
            .ToList();
        pauses.Take(4).ShouldBe([10, 20, 40, 80]);
        pauses.ShouldBe(pauses.Order());
        pauses[^1].ShouldBe(Duration.FromHours(3).TotalSeconds);
        tries.Count.ShouldBe(20);
        var dead = (
            await _store.OutboxAsync(AgencyId.Default, OutboxState.Dead, 10, Stop)
        ).ShouldHaveSingleItem();
        (dead.Id, dead.Attempts, dead.Error).ShouldBe(("a/1", 20, "the server is down"));
    }

    [Fact]
    public async Task A_dead_letter_lets_its_lane_go_on()
    {
        _post.Answer = id => id == "a/1" ? new Delivery.Gone("no such mailbox") : null;
        await PutAsync("a/1", "a/2");
        await _outbox.RunOnceAsync(Stop);
        (await IdsAsync(OutboxState.Dead)).ShouldBe(["a/1"]);
        _post.Accepted.ShouldBe(["a/2"]);
    }

    [Fact]
    public async Task The_receivers_own_word_on_when_to_come_back_is_kept()
    {
        _post.Answer = _ => new Delivery.TryLater("slow down", Duration.FromSeconds(7));
        await PutAsync("a/1");
        await _outbox.RunOnceAsync(Stop);
        (await WaitingAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(At(7));
    }

    [Fact]
    public async Task A_fault_in_a_sender_is_a_failure_of_that_message_alone()
    {
        _post.Answer = id => id == "a/1" ? throw new InvalidOperationException("a bug") : null;
        await PutAsync("a/1", "b/1");
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.ShouldBe(["b/1"]);
        (await WaitingAsync()).ShouldHaveSingleItem().Error.ShouldBe("a bug");
    }

    [Fact]
    public async Task What_nobody_here_sends_is_dead_at_once()
    {
        await _store.CommitAsync(
            new Commit(AgencyId.Default) { Outbox = [Message("x/1") with { Kind = "pigeon" }] },
            Stop
        );
        await _outbox.RunOnceAsync(Stop);
        (await IdsAsync(OutboxState.Dead)).ShouldBe(["x/1"]);
    }

    [Fact]
    public async Task A_crash_between_acceptance_and_mark_repeats_that_one_message_under_its_id_and_no_other()
    {
        using var crash = new CancellationTokenSource();
        _post.AfterAccepting = id =>
        {
            if (id == "a/2")
            {
                crash.Cancel();
                crash.Token.ThrowIfCancellationRequested();
            }
        };
        await PutAsync("a/1", "a/2", "a/3");
        await Should.ThrowAsync<OperationCanceledException>(() =>
            _outbox.RunOnceAsync(crash.Token)
        );
        _post.Accepted.ShouldBe(["a/1", "a/2"]);
        _post.AfterAccepting = _ => { };
        Restart();
        await _outbox.RunOnceAsync(Stop);
        _post.Accepted.ShouldBe(["a/1", "a/2", "a/2", "a/3"]);
    }

    [Fact]
    public async Task Runs_at_once_deliver_each_message_once()
    {
        await PutAsync([
            .. Enumerable.Range(0, 250).Select(n => $"{(char)('a' + (n % 5))}/{n:D3}"),
        ]);
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _outbox.RunOnceAsync(Stop)))
        );
        _post.Accepted.Count.ShouldBe(250);
        _post.Accepted.Distinct().Count().ShouldBe(250);
    }

    private static Instant At(int seconds) =>
        Instant.FromUtc(2026, 11, 23, 15, 0) + Duration.FromSeconds(seconds);

    private void Restart()
    {
        _outbox.Dispose();
        _outbox = Dispatcher();
    }

    private OutboxDispatcher Dispatcher() =>
        new(_store, new Ledgers(_store, _clock), [_post], NullLogger<OutboxDispatcher>.Instance);

    private Task PutAsync(params string[] ids) =>
        _store.CommitAsync(
            new Commit(AgencyId.Default) { Outbox = [.. ids.Select(Message)] },
            Stop
        );

    private OutboxMessage Message(string id) =>
        new(
            AgencyId.Default,
            id,
            Post.Mail,
            $"lane:{id[0]}",
            "{}",
            OutboxState.Waiting,
            _clock.GetCurrentInstant()
        );

    private Task<IReadOnlyList<OutboxMessage>> WaitingAsync() =>
        _store.OutboxAsync(AgencyId.Default, OutboxState.Waiting, 10, Stop);

    private async Task<IReadOnlyList<string>> IdsAsync(OutboxState state) =>
        [
            .. (await _store.OutboxAsync(AgencyId.Default, state, 1000, Stop)).Select(message =>
                message.Id
            ),
        ];

    private sealed class Post : IOutboxSender
    {
        public const string Mail = "mail";
        private readonly ConcurrentQueue<string> _accepted = new();

        public string Kind => Mail;

        public IReadOnlyCollection<string> Accepted => _accepted;

        /// <summary>Null accepts.</summary>
        public Func<string, Delivery?> Answer { get; set; } = _ => null;

        public Action<string> AfterAccepting { get; set; } = _ => { };

        public Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
        {
            if (Answer(message.Id) is { } refused)
            {
                return Task.FromResult(refused);
            }

            _accepted.Enqueue(message.Id);
            AfterAccepting(message.Id);
            return Task.FromResult<Delivery>(new Delivery.Sent(message.Id));
        }
    }
}
