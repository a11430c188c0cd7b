using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Requests;

/// <summary>A clock that is set back or ahead never resets a client twice (design.md §3.2, §3.4).</summary>
public sealed class ClockStepTests : IAsyncDisposable
{
    private static readonly Actor Dana = new(
        AgencyId.Default,
        new PersonId("dana"),
        ChannelNames.Api
    );

    /// <summary>The client opens on 3 November, so this is its first reset.</summary>
    private static readonly Instant Reset = Instant.FromUtc(2026, 12, 3, 0, 0);

    private static readonly ClientId Client = Ledgering.Id("bella");

    private readonly FakeClock _clock = new(Ledgering.Start);
    private readonly MemoryStore _store;
    private readonly Ledgers _ledgers;

    public ClockStepTests()
    {
        _store = new MemoryStore(_clock);
        _ledgers = new Ledgers(_store, _clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task An_hour_back_after_a_reset_neither_repeats_it_nor_takes_it_back()
    {
        await OpenAsync();
        await GrantAtAsync(Reset);
        await GrantAtAsync(Reset - Duration.FromHours(1));
        await GrantAtAsync(Reset);

        (await StartsAsync()).ShouldBe([Instant.FromUtc(2026, 11, 3, 0, 0), Reset]);
    }

    [Fact]
    public async Task Three_days_on_by_mistake_reset_once_and_no_more_when_the_clock_is_right_again()
    {
        await OpenAsync();
        var soon = Reset - Duration.FromHours(12);
        await GrantAtAsync(soon + Duration.FromDays(3));
        await GrantAtAsync(soon);
        await GrantAtAsync(soon + Duration.FromDays(1));
        await GrantAtAsync(soon + Duration.FromDays(32));

        (await StartsAsync()).Count.ShouldBe(3);
        (await RecordedAsync()).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_start_in_1970_writes_nothing_before_what_is_there()
    {
        await OpenAsync();
        await GrantAtAsync(Instant.FromUtc(2026, 12, 5, 12, 0));
        await GrantAtAsync(NodaConstants.UnixEpoch);
        (await ReadAtAsync(NodaConstants.UnixEpoch)).Periods.Count.ShouldBe(2);
        await GrantAtAsync(Instant.FromUtc(2026, 12, 5, 13, 0));

        (await StartsAsync()).Count.ShouldBe(2);
        (await RecordedAsync()).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_client_opened_in_1970_is_caught_up_in_order_once()
    {
        _clock.Reset(NodaConstants.UnixEpoch);
        await OpenAsync();
        await GrantAtAsync(Ledgering.Start);
        await GrantAtAsync(NodaConstants.UnixEpoch);
        await GrantAtAsync(Ledgering.Start);

        var starts = await StartsAsync();
        starts.Count.ShouldBe((56 * 12) + 11);
        starts.Distinct().Count().ShouldBe(starts.Count);
        starts.ShouldBeInOrder();
    }

    /// <summary>The clock jumps about; what comes of it is what a clock that never went back would have written.</summary>
    [Fact]
    public async Task However_a_clock_jumps_each_period_starts_once()
    {
        await OpenAsync();
        var random = new Random(4);
        for (var step = 0; step < Counts.Of(quick: 500, full: 10_000); step++)
        {
            var hours = random.Next(10) switch
            {
                0 => -24 * random.Next(90),
                1 => 24 * random.Next(60),
                2 => 72,
                < 5 => -1,
                _ => random.Next(24),
            };
            await GrantAtAsync(_clock.GetCurrentInstant() + Duration.FromHours(hours));
        }

        var starts = await StartsAsync();
        starts.Distinct().Count().ShouldBe(starts.Count);
        starts.ShouldBeInOrder();
        (await RecordedAsync()).ShouldBeInOrder();
        var state = await ReadAtAsync(_clock.GetCurrentInstant());
        state
            .Periods.Zip(state.Periods.Skip(1))
            .ShouldAllBe(pair => pair.First.End == pair.Second.Start);
    }

    private async Task OpenAsync()
    {
        await _store.CommitAsync(
            Ledgering.Found(AgencyId.Default, _clock.GetCurrentInstant()),
            Stop
        );
        var open = new OpenClient(
            Client,
            "Bella",
            Email: null,
            new ClientTerms { Zone = DateTimeZone.Utc },
            new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
            StartsOn: null
        );
        (await _ledgers.OpenAsync(Dana, open, null, Stop)).ShouldBeOfType<LedgerResult.Done>();
    }

    private async Task GrantAtAsync(Instant now)
    {
        _clock.Reset(now);
        var granted = await _ledgers.ChangeAsync(
            Dana,
            Client,
            (state, context) =>
                Granting.Decide(state, new GrantCredits(Credits.Of(1), "extra"), context),
            null,
            Stop
        );
        granted.ShouldBeOfType<LedgerResult.Done>();
    }

    private async Task<ClientState> ReadAtAsync(Instant now)
    {
        _clock.Reset(now);
        return (await _ledgers.ReadAsync(AgencyId.Default, Client, Stop))!;
    }

    private async Task<List<Instant>> StartsAsync() =>
        [.. (await EntriesAsync()).OfType<ClientEntry.PeriodStarted>().Select(entry => entry.At)];

    private async Task<List<Instant>> RecordedAsync() =>
        [.. (await EntriesAsync()).Select(entry => entry.RecordedAt)];

    private async Task<List<ClientEntry>> EntriesAsync()
    {
        var entries = new List<ClientEntry>();
        while (
            await _store.EntriesAsync(AgencyId.Default, Client, entries.Count, 1000, Stop)
                is { Count: > 0 } page
        )
        {
            entries.AddRange(page.Select(stored => stored.Entry));
        }

        return entries;
    }
}
