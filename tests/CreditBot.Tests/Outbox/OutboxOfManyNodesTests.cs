using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Outbox;

/// <summary>Several nodes deliver from one outbox: a lane is one node's at a time, and what one has sent no other sends again (design.md §6).</summary>
public sealed class OutboxOfManyNodesTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 23, 15, 0));
    private readonly Leases _leases = new();
    private readonly MemoryStore _store;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _sent = new();
    private readonly ConcurrentQueue<string> _order = new();

    public OutboxOfManyNodesTests() => _store = new MemoryStore(_clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Two_nodes_send_each_message_once_and_each_lane_in_its_order()
    {
        await PutAsync([
            .. Enumerable.Range(0, 400).Select(n => $"{(char)('a' + (n % 7))}/{n:D3}"),
        ]);
        using var first = Node("first");
        using var second = Node("second");

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(n => Task.Run(() => (n % 2 == 0 ? first : second).RunOnceAsync(Stop), Stop))
        );
        // What one saw in the other's hands when it looked is sent by whoever looks next.
        await first.RunOnceAsync(Stop);

        _order.Count.ShouldBe(400);
        foreach (var lane in _order.GroupBy(id => id[0]))
        {
            lane.ShouldBe(lane.Order(StringComparer.Ordinal));
        }

        _leases.AreFree.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lane_goes_on_elsewhere_while_its_node_is_paused_which_then_leaves_it_alone()
    {
        await PutAsync("a/1", "a/2", "a/3");
        using var second = Node("second");
        using var paused = Node(
            "paused",
            async id =>
            {
                // After the receiver took it, before it is marked: the one message that may come twice.
                _leases.EndAllOf("paused");
                await second.RunOnceAsync(Stop);
                return new Delivery.Sent(id);
            }
        );

        await paused.RunOnceAsync(Stop);

        _sent["paused"].ShouldBe(["a/1"]);
        _sent["second"].ShouldBe(["a/1", "a/2", "a/3"]);
        (await StatesAsync(OutboxState.Sent)).ShouldBe(["a/1", "a/2", "a/3"]);
    }

    [Fact]
    public async Task What_another_node_has_sent_meanwhile_is_not_sent_again_for_a_late_failure()
    {
        await PutAsync("a/1");
        using var second = Node("second");
        using var paused = Node(
            "paused",
            async _ =>
            {
                _leases.EndAllOf("paused");
                await second.RunOnceAsync(Stop);
                return new Delivery.TryLater("timed out");
            }
        );

        await paused.RunOnceAsync(Stop);
        _clock.Advance(Duration.FromHours(1));
        await second.RunOnceAsync(Stop);

        _sent["second"].ShouldBe(["a/1"]);
        (await StatesAsync(OutboxState.Waiting)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_failed_on_one_node_holds_its_lane_back_on_every_node()
    {
        var isBusy = true;
        await PutAsync("a/1");
        using var first = Node(
            "first",
            id =>
                Task.FromResult<Delivery>(
                    isBusy ? new Delivery.TryLater("busy") : new Delivery.Sent(id)
                )
        );
        using var second = Node("second");

        await first.RunOnceAsync(Stop);
        _leases.AreFree.ShouldBeTrue();
        await PutAsync("a/2", "b/1");
        await second.RunOnceAsync(Stop);
        _sent["second"].ShouldBe(["b/1"]);

        isBusy = false;
        _clock.Advance(Duration.FromSeconds(10));
        await second.RunOnceAsync(Stop);
        _sent["second"].ShouldBe(["b/1", "a/1", "a/2"]);
    }

    [Fact]
    public async Task A_lane_is_free_again_when_the_store_goes_away_or_the_node_stops()
    {
        await PutAsync("a/1", "b/1");
        using var stopping = new CancellationTokenSource();
        using var node = Node(
            "node",
            id =>
            {
                if (id == "b/1")
                {
                    stopping.Cancel();
                }

                throw new OperationCanceledException();
            }
        );

        await Should.ThrowAsync<OperationCanceledException>(() =>
            node.RunOnceAsync(stopping.Token)
        );

        _leases.AreFree.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_being_sent_when_the_node_stops_is_sent_to_its_end_and_nothing_after_it()
    {
        await PutAsync("a/1", "a/2");
        var begun = new TaskCompletionSource();
        var accepted = new TaskCompletionSource<Delivery>();
        using var node = Node(
            "node",
            _ =>
            {
                begun.SetResult();
                return accepted.Task;
            }
        );
        await node.StartAsync(Stop);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        var stopping = node.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();
        accepted.SetResult(new Delivery.Sent("a/1"));
        await stopping;

        _sent["node"].ShouldBe(["a/1"]);
        (await StatesAsync(OutboxState.Sent)).ShouldBe(["a/1"]);
        (await StatesAsync(OutboxState.Waiting)).ShouldBe(["a/2"]);
        _leases.AreFree.ShouldBeTrue();
    }

    private OutboxDispatcher Node(string name, Func<string, Task<Delivery>>? answer = null)
    {
        var sent = _sent.GetOrAdd(name, _ => new());
        var store = _leases.Of(name, _store);
        return new(
            store,
            new Ledgers(store, _clock),
            [
                new Post(async id =>
                {
                    sent.Enqueue(id);
                    _order.Enqueue(id);
                    return answer is null ? new Delivery.Sent(id) : await answer(id);
                }),
            ],
            NullLogger<OutboxDispatcher>.Instance
        );
    }

    private Task PutAsync(params string[] ids) =>
        _store.CommitAsync(
            new Commit(AgencyId.Default)
            {
                Outbox =
                [
                    .. ids.Select(id =>
                        Ledgering.Message(AgencyId.Default, id, _clock.GetCurrentInstant()) with
                        {
                            Lane = $"lane:{id[0]}",
                        }
                    ),
                ],
            },
            Stop
        );

    private async Task<IReadOnlyList<string>> StatesAsync(OutboxState state) =>
        [
            .. (await _store.OutboxAsync(AgencyId.Default, state, 1000, Stop)).Select(message =>
                message.Id
            ),
        ];

    private sealed class Post(Func<string, Task<Delivery>> deliver) : IOutboxSender
    {
        public string Kind => "notice";

        public Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop) =>
            deliver(message.Id);
    }
}
