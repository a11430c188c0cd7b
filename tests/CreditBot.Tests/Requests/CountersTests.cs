using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Storage;
using NodaTime.Testing;
using NSubstitute;

namespace CreditBot.Tests.Requests;

/// <summary>Numbers of requests: each once, and many at once in few commits.</summary>
public sealed class CountersTests : IAsyncDisposable
{
    private readonly MemoryStore _memory = new(new FakeClock(Ledgering.Start));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _memory.DisposeAsync();

    [Fact]
    public async Task Who_waits_is_given_a_number_together_with_the_others()
    {
        var (store, held) = HeldStore.Around(_memory);
        var counters = new Counters(store);
        using (held.Hold())
        {
            var first = counters.NextRequestAsync(AgencyId.Default, Stop);
            await held.WaitForCommitAsync(Stop);
            var others = Enumerable
                .Range(0, 15)
                .Select(_ => counters.NextRequestAsync(AgencyId.Default, Stop))
                .ToList();
            held.Release();

            (await first).ShouldBe(new RequestId(1));
            (await Task.WhenAll(others)).ShouldBe(
                Enumerable.Range(2, 15).Select(number => new RequestId(number))
            );
        }

        held.Commits.Count.ShouldBe(2);
        (await counters.NextRequestAsync(AgencyId.Default, Stop)).ShouldBe(new RequestId(17));
    }

    [Fact]
    public async Task Who_gives_up_hinders_nobody()
    {
        var (store, held) = HeldStore.Around(_memory);
        var counters = new Counters(store);
        using var gone = new CancellationTokenSource();
        using (held.Hold())
        {
            var first = counters.NextRequestAsync(AgencyId.Default, gone.Token);
            await held.WaitForCommitAsync(Stop);
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(first);
        }

        (await counters.NextRequestAsync(AgencyId.Default, Stop)).ShouldBe(new RequestId(2));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_to_all_who_wait_and_tried_anew_by_the_next()
    {
        var store = Substitute.For<IStore>();
        store
            .CommitAsync(Arg.Any<Commit>(), Arg.Any<CancellationToken>())
            .Returns<Task<CommitOutcome>>(
                _ => throw new StoreUnavailableException("away"),
                call => _memory.CommitAsync((Commit)call[0], Stop)
            );
        var counters = new Counters(store);

        await Should.ThrowAsync<StoreUnavailableException>(
            counters.NextRequestAsync(AgencyId.Default, Stop)
        );
        (await counters.NextRequestAsync(AgencyId.Default, Stop)).ShouldBe(new RequestId(1));
    }
}
