using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using CreditBot.Simulation;
using CreditBot.Storage.Checks;
using CreditBot.Storage.Memory;
using CreditBot.Tests.Storage;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Reporting;

/// <summary>What is decided before a month is closed and written after it is in one book all the same (design.md §3.8).</summary>
public sealed class CloseRaceTests : IAsyncLifetime
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly Actor Editor = new(Agency, new PersonId("editor"), ChannelNames.Api);
    private static readonly YearMonth November = new(2026, 11);

    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 1, 9, 0));
    private readonly MemoryStore _store;
    private bool _isRaced;

    public CloseRaceTests() => _store = new MemoryStore(_clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Ledgers Ledgers => new(Raced, _clock);

    /// <summary>Its next commit is written only after the month was closed.</summary>
    private FaultyStore Raced =>
        new(_store, () => _isRaced && !(_isRaced = false) ? Fault.Raced : Fault.None, CloseAsync);

    public async ValueTask InitializeAsync()
    {
        await _store.CommitAsync(Ledgering.Found(Agency, _clock.GetCurrentInstant()), Stop);
        await OpenAsync("acme");
        _clock.Reset(Instant.FromUtc(2026, 12, 1, 10, 0));
        _isRaced = true;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task CloseAsync()
    {
        _clock.Advance(Duration.FromMilliseconds(1));
        (await Keeper.CloseAsync(Agency, November, PersonId.System, null, Stop)).ShouldNotBeNull();
    }

    private BookKeeper Keeper
    {
        get
        {
            var ledgers = new Ledgers(_store, _clock);
            return new BookKeeper(_store, ledgers, new CreditDesk(ledgers), new People(_store));
        }
    }

    private Task<LedgerResult> OpenAsync(string id) =>
        Ledgers.OpenAsync(
            Editor,
            new OpenClient(
                Ledgering.Id(id),
                id,
                null,
                new ClientTerms { Zone = DateTimeZone.Utc },
                new Plan("Basic", Credits.Of(50), new Money(99m, "USD")),
                new LocalDate(2026, 11, 1)
            ),
            null,
            Stop
        );

    private async Task ShouldBeSoundAsync() =>
        (await new StoreCheck(_store).RunAsync(progress: null, Stop)).Faults.ShouldBeEmpty();

    [Fact]
    public async Task Usage_under_way_while_the_month_is_closed_counts_as_written_after_it()
    {
        var usage = new Usage("editor", "u-1", Credits.Of(5));
        var results = await new UsageIntake(Raced, Ledgers, new People(Raced)).RecordAsync(
            Editor,
            [new ReportedUsage(usage, "acme", Instant.FromUtc(2026, 11, 30, 12, 0), "u-1")],
            null,
            Stop
        );

        results.ShouldHaveSingleItem().Status.ShouldBe(UsageIntake.Accepted);
        await ShouldBeSoundAsync();
        (await Keeper.ReadAsync(Agency, November, Stop))!.Totals.Used.ShouldBe(Credits.Zero);
        // 5 × 0.10, in the earliest open month.
        (
            await Keeper.ReadAsync(Agency, new YearMonth(2026, 12), Stop)
        )!.Totals.Adjustments.Amount.ShouldBe(-0.50m);
    }

    [Fact]
    public async Task A_client_that_is_opened_meanwhile_is_opened_once_and_after_it()
    {
        (await OpenAsync("late")).ShouldBeOfType<LedgerResult.Done>();
        await ShouldBeSoundAsync();
        (await OpenAsync("late"))
            .ShouldBeOfType<LedgerResult.Refused>()
            .Refusal.ShouldBeOfType<Refusal.Exists>();
    }

    [Fact]
    public async Task A_clock_that_goes_back_behind_a_close_stops_nobody()
    {
        await CloseAsync();
        _isRaced = false;
        _clock.Reset(Instant.FromUtc(2026, 12, 1, 9, 0));
        var desk = new CreditDesk(Ledgers);
        var grant = new GrantCredits(Credits.Of(5), "more");
        (
            await desk.GrantAsync(Editor, Ledgering.Id("acme"), grant, null, Stop)
        ).ShouldBeOfType<LedgerResult.Done>();
        (await OpenAsync("late")).ShouldBeOfType<LedgerResult.Done>();
        await ShouldBeSoundAsync();
    }
}
