using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Storage;
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
    private readonly Func<IClock, TableStore> _open;
    private readonly TableStore _store;
    private readonly TableStore _others;
    private readonly Acts _acts;
    private readonly Checks _checks;
    private readonly SimulatedNode _other;
    private readonly Queue<string> _trace = new();
    private readonly bool _storeLies;
    private TableStore _nodes;
    private SimulatedNode _node;
    private int _refusals;

    private SimulatedAgency(int seed, bool storeLies, Func<IClock, TableStore> open)
    {
        (_open, _storeLies) = (open, storeLies);
        _dice = new Dice(seed);
        _store = open(_clock);
        _nodes = OpenAgain();
        _others = OpenAgain();
        _acts = new Acts(_dice, _store, _clock, _truth);
        _checks = new Checks(_store, _truth);
        _node = Start();
        _other = new SimulatedNode(_others, _clock);
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
    /// <param name="open">
    /// Opens the agency's store, empty at first: each process for itself, and again after its crash, where several share one.
    /// </param>
    public static async Task<SimulatedAgency> CreateAsync(
        int seed,
        bool storeLies,
        Func<IClock, TableStore> open
    )
    {
        var agency = new SimulatedAgency(seed, storeLies, open);
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
            await CrashedAsync();
        }

        try
        {
            await AttemptAsync(await DrawAsync());
        }
        catch (SimulatedCrashException)
        {
            await CrashedAsync();
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

    public async ValueTask DisposeAsync()
    {
        foreach (var store in new[] { _nodes, _others, _store }.Distinct())
        {
            await store.DisposeAsync();
        }
    }

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
                await CrashedAsync();
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

    private async Task CrashedAsync()
    {
        Counts.Crashes++;
        if (_nodes != _store)
        {
            await _nodes.DisposeAsync();
            _nodes = OpenAgain();
        }

        _node = Start();
    }

    /// <summary>What is in memory is there once.</summary>
    private TableStore OpenAgain() => _store.IsShared ? _open(_clock) : _store;

    private SimulatedNode Start() => new(new FaultyStore(_nodes, NextFault, RaceAsync), _clock);

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
