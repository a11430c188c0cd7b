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

/// <summary>A forecast that is remembered is what making it anew would give, whatever happened since.</summary>
public sealed class LatestForecastsTests : IAsyncLifetime
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly ClientId Bella = Ledgering.Id("bella");

    private readonly FakeClock _clock = new(Ledgering.Start);
    private readonly MemoryStore _store;
    private readonly Ledgers _ledgers;
    private readonly Accounts _accounts;

    public LatestForecastsTests()
    {
        _store = new MemoryStore(_clock);
        _ledgers = new Ledgers(_store, _clock);
        _accounts = new Accounts(_store, _ledgers);
    }

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
    public async Task Asked_every_few_hours_over_months_it_tells_what_anew_would()
    {
        for (var hour = 0; hour < 24 * 70; hour += 7)
        {
            _clock.Reset(Ledgering.Start + Duration.FromHours(hour));
            if (hour % 3 == 0)
            {
                // More than there is, so that it runs dry in each period and is renewed by the reset.
                await UseAsync($"e-{hour}", credits: 1 + (hour % 4));
            }

            var remembered = await ForecastAsync(_accounts);
            remembered.ShouldBe(await ForecastAsync(_accounts));
            remembered.ShouldBe(await ForecastAsync(new Accounts(_store, _ledgers)));
        }
    }

    [Fact]
    public async Task Nothing_is_read_again_while_nothing_was_written_on_the_same_day()
    {
        await UseAsync("one", 1);
        var first = await ForecastAsync(_accounts);
        _clock.AdvanceHours(1);
        ReferenceEquals(await ForecastAsync(_accounts), first).ShouldBeTrue();

        await UseAsync("two", 1);
        ReferenceEquals(await ForecastAsync(_accounts), first).ShouldBeFalse();
        _clock.AdvanceDays(1);
        (await ForecastAsync(_accounts)).Today.ShouldBe(first.Today.PlusDays(1));
    }

    private async Task<ForecastCheck> ForecastAsync(Accounts accounts) =>
        await accounts.ForecastAsync(
            Agency,
            (await _ledgers.ReadAsync(Agency, Bella, Stop))!,
            Stop
        );

    private async Task UseAsync(string id, decimal credits)
    {
        var read = (await _store.ClientAsync(Agency, Bella, Stop))!;
        var now = _clock.GetCurrentInstant();
        await _store.CommitAsync(Ledgering.Use(Agency, read, now, id, credits), Stop);
    }
}
