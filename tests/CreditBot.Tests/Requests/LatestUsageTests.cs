using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Storage;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Requests;

/// <summary>What is remembered of a client's latest usage is what reading it anew would give.</summary>
public sealed class LatestUsageTests : IAsyncLifetime
{
    private const int Most = 20;

    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly ClientId Bella = Ledgering.Id("bella");

    private readonly MemoryStore _store = new(new FakeClock(Ledgering.Start));
    private readonly LatestUsage _latest;

    public LatestUsageTests() => _latest = new LatestUsage(_store, Most);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.CommitAsync(Ledgering.Found(Agency, Ledgering.Start), Stop);
        await _store.CommitAsync(
            Ledgering.Of(Agency, Ledgering.Open("bella", Ledgering.Start)),
            Stop
        );
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Asked_after_every_few_entries_it_tells_the_last_ones_and_no_older()
    {
        for (var number = 0; number < 3 * Most; number++)
        {
            var state = await UseAsync(number);
            if (number % 7 < 3)
            {
                (await _latest.OfAsync(Agency, Bella, state.Version, Stop)).Events.ShouldBe(
                    await AnewAsync(state.Version)
                );
            }
        }
    }

    [Fact]
    public async Task A_version_that_is_ahead_of_the_store_or_behind_what_is_remembered_is_answered_too()
    {
        await UseAsync(1);
        var early = await UseAsync(2);
        var late = await UseAsync(3);

        // What is due and not yet written counts as a version.
        (await _latest.OfAsync(Agency, Bella, late.Version + 2, Stop)).Events.Count.ShouldBe(3);
        (await _latest.OfAsync(Agency, Bella, early.Version, Stop)).Events.Count.ShouldBe(2);
        (await _latest.OfAsync(Agency, Bella, late.Version, Stop)).Events.Count.ShouldBe(3);
        var next = await UseAsync(4);
        (await _latest.OfAsync(Agency, Bella, next.Version + 1, Stop)).Events.Count.ShouldBe(4);
    }

    [Fact]
    public async Task It_tells_from_when_on_all_that_happened_is_there()
    {
        // Two entries open the client, so the 18th use is the last one that leaves none out.
        var state = await UseAsync(0);
        for (var number = 1; number < Most - 2; number++)
        {
            state = await UseAsync(number);
        }

        (await _latest.OfAsync(Agency, Bella, state.Version, Stop)).WholeSince.ShouldBeNull();

        for (var number = Most - 2; number < 2 * Most; number++)
        {
            state = await UseAsync(number);
        }

        var known = await _latest.OfAsync(Agency, Bella, state.Version, Stop);
        known.WholeSince.ShouldBe(Ledgering.Start + Duration.FromMinutes(Most));
        known.Events[0].At.ShouldBe(known.WholeSince!.Value);
    }

    private async Task<ClientState> UseAsync(int number)
    {
        var read = (await _store.ClientAsync(Agency, Bella, Stop))!;
        var now = Ledgering.Start + Duration.FromMinutes(number);
        await _store.CommitAsync(Ledgering.Use(Agency, read, now, $"e-{number}", 0.1m), Stop);
        return (await _store.ClientAsync(Agency, Bella, Stop))!;
    }

    private async Task<IReadOnlyList<UsageEvent>> AnewAsync(long version)
    {
        var entries = await _store.EntriesAsync(
            Agency,
            Bella,
            Math.Max(0, version - Most),
            Most,
            Stop
        );
        return UsageEvent.From(entries.Select(stored => stored.Entry));
    }
}
