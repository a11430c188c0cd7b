using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Storage.Memory;
using NodaTime;

namespace CreditBot.Simulation;

/// <summary>One agency's life: acts, faults and checks, all from one seed.</summary>
internal sealed class SimulatedAgency : IAsyncDisposable
{
    public static readonly IReadOnlyList<Package> Packages =
    [
        new Package("Basic", Credits.Of(50), new Money(99, "USD")),
        new Package("Professional", Credits.Of(150), new Money(199, "USD")),
        new Package("Enterprise", Credits.Of(500), new Money(499, "USD")),
    ];

    public static readonly PackageCatalog Catalog = new()
    {
        Packages = Packages,
        Currency = "USD",
        Zone = DateTimeZoneProviders.Tzdb["America/New_York"],
        CostPerCredit = [new DatedPrice(new LocalDate(2020, 1, 1), new Money(0.10m, "USD"))],
    };

    private const int TraceLength = 15;
    private const int Tries = 4;

    /// <summary>New entries are audited this often.</summary>
    private const int AuditEvery = 500;

    /// <summary>The store is verified from end to end once while it is small, so that the trace of a failure is a short one, and at the end.</summary>
    private const int VerifyAt = 1000;

    private readonly Dice _dice;
    private readonly SimulatedClock _clock = new(Instant.FromUtc(2026, 1, 20, 12, 0));
    private readonly Truth _truth = new();
    private readonly MemoryStore _store;
    private readonly Acts _acts;
    private readonly Checks _checks;
    private readonly SimulatedNode _other;
    private readonly Queue<string> _trace = new();
    private readonly bool _storeLies;
    private SimulatedNode _node;
    private int _refusals;

    private SimulatedAgency(int seed, bool storeLies)
    {
        _storeLies = storeLies;
        _dice = new Dice(seed);
        _store = new MemoryStore(_clock);
        _acts = new Acts(_dice, _store, _clock, _truth);
        _checks = new Checks(_store, _truth);
        _node = Start();
        _other = new SimulatedNode(_store, _clock);
    }

    /// <summary>Some is approved without a manager, some needs both, and who has nothing left is lent a little.</summary>
    private static RequestPolicy Policy =>
        new()
        {
            AutoApproval = new AutoApproval(
                Amounts.Credits.Of(15),
                new Amounts.Money(0, Catalog.Currency)
            ),
            SecondApproverAbove = [new PolicyBound(null, Amounts.Credits.Of(60), null)],
            BridgeCredits = Amounts.Credits.Of(10),
        };

    /// <summary>What has been done and what has gone wrong so far.</summary>
    public SimulationCounts Counts { get; } = new();

    /// <summary>The latest acts, oldest first.</summary>
    public IReadOnlyCollection<string> Trace => _trace;

    /// <param name="storeLies">Now and then the store acknowledges what it doesn't write: the checks have to find that.</param>
    public static async Task<SimulatedAgency> CreateAsync(int seed, bool storeLies)
    {
        var agency = new SimulatedAgency(seed, storeLies);
        await agency._other.Ledgers.ChangeAgencyAsync(
            Acts.Agency,
            (_, now) =>
                new AgencyEntry.TermsSet(
                    new AgencyTerms
                    {
                        Name = "Simulated",
                        Catalog = Catalog,
                        Policy = Policy,
                        WorkingTime = WorkingTime.Default(Catalog.Zone),
                    }
                )
                {
                    Seq = 1,
                    At = now,
                    RecordedAt = now,
                },
            null,
            default
        );
        foreach (var name in (string[])["Dana", "Sam"])
        {
            await agency._other.People.AddManagerAsync(
                Acts.Agency,
                name.ToLowerInvariant(),
                name,
                null,
                default
            );
        }

        return agency;
    }

    /// <summary>Does one act, with whatever happens to it.</summary>
    /// <exception cref="SimulationFailedException">Something is not as it has to be.</exception>
    public async Task StepAsync()
    {
        Counts.Operations++;
        if (_dice.OneIn(300))
        {
            Crashed();
        }

        try
        {
            await AttemptAsync(await DrawAsync());
        }
        catch (SimulatedCrashException)
        {
            Crashed();
        }

        if (Counts.Operations == VerifyAt)
        {
            await CheckAsync();
        }
        else if (Counts.Operations % AuditEvery == 0)
        {
            Counts.Entries = await _checks.AuditAsync();
        }
    }

    /// <summary>Everything told has come true, once; the store verifies clean; no closed book has changed.</summary>
    /// <exception cref="SimulationFailedException">Something is not as it has to be.</exception>
    public async Task CheckAsync()
    {
        Counts.Entries = await _checks.AuditAsync();
        await _checks.VerifyAsync();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<Act> DrawAsync()
    {
        var act = await _acts.DrawAsync();
        if (_trace.Count == TraceLength)
        {
            _trace.Dequeue();
        }

        _trace.Enqueue($"{Counts.Operations} at {_clock.Now}: {act.What}");
        return act;
    }

    private async Task AttemptAsync(Act act)
    {
        for (var left = Tries; left > 0; left--)
        {
            try
            {
                await act.Do(_node);
                return;
            }
            catch (SimulatedCrashException)
            {
                Crashed();
            }
            catch (StoreUnavailableException)
            {
                Counts.Refused++;
            }

            if (_dice.OneIn(6))
            {
                // The caller gives up and never learns what became of it.
                return;
            }
        }
    }

    private void Crashed()
    {
        Counts.Crashes++;
        _node = Start();
    }

    private SimulatedNode Start() => new(new FaultyStore(_store, NextFault, RaceAsync), _clock);

    private Fault NextFault()
    {
        if (_refusals > 0)
        {
            _refusals--;
            return Fault.Refused;
        }

        switch (_dice.Below(200))
        {
            case < 3:
                return Fault.CrashBefore;
            case < 6:
                return Fault.CrashAfter;
            case < 7:
                // A full disk stays full for a while.
                _refusals = _dice.Below(6);
                return Fault.Refused;
            case < 15:
                return Fault.Raced;
            case < 16 when _storeLies:
                return Fault.Lost;
            default:
                return Fault.None;
        }
    }

    private async Task RaceAsync()
    {
        Counts.Races++;
        await (await DrawAsync()).Do(_other);
    }
}

/// <summary>What a simulation did.</summary>
internal sealed class SimulationCounts
{
    public long Operations { get; set; }

    public long Entries { get; set; }

    public long Crashes { get; set; }

    /// <summary>Commits that the store refused.</summary>
    public long Refused { get; set; }

    /// <summary>Commits before which another node wrote.</summary>
    public long Races { get; set; }
}
