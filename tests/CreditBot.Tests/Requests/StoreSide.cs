using System.Collections.Immutable;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Api;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Memory;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Model;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Requests;

/// <summary>Plays a history of the model on the ledger as the host runs it: desks, a store, and a clock that may go back.</summary>
/// <remarks>Where several nodes share a store they take the steps in turn, and what one wrote is read by the next.</remarks>
internal sealed class StoreSide : ILedgerSide, IDisposable
{
    private readonly Actor _dana;
    private readonly StepCommands _commands;
    private readonly FakeClock _clock;
    private readonly Node[] _nodes;
    private readonly ClientId _client;
    private readonly Dictionary<string, long> _seqs = [];
    private ClientState _stored = null!;
    private ImmutableList<ClientEntry> _entries = [];
    private ImmutableList<ClientEntry> _due = [];
    private int _turn;

    private StoreSide(
        ModelOpening opening,
        AgencyId agency,
        FakeClock clock,
        params IEnumerable<IStore> stores
    )
    {
        _dana = new Actor(agency, StepCommands.Dana, ChannelNames.Api);
        _clock = clock;
        _nodes = [.. stores.Select(store => new Node(store, new Ledgers(store, clock)))];
        _commands = new StepCommands(opening.Currency, agency);
        SetTerms(_commands.Agency(opening));
        var open = _commands.Open(opening);
        _client = open.Id;
        Wait(At.Ledgers.OpenAsync(_dana, open, null, CancellationToken.None));
        Read();
    }

    /// <summary>Opens the client on a store of its own, which is gone with it.</summary>
    public static StoreSide Open(ModelOpening opening)
    {
        var clock = new FakeClock(opening.Now);
        return new StoreSide(opening, AgencyId.Default, clock, new MemoryStore(clock));
    }

    /// <summary>Opens the client in an agency of its own, on two nodes that share a database with others.</summary>
    public static StoreSide OnNodes(ModelOpening opening, AgencyId agency, string database)
    {
        var clock = new FakeClock(opening.Now);
        return new StoreSide(
            opening,
            agency,
            clock,
            Enumerable
                .Range(0, 2)
                .Select(_ => PgStore.Open(database, clock, NullLogger<PgStore>.Instance))
        );
    }

    public Instant Now { get; private set; }

    public ClientState State { get; private set; } = null!;

    public IEnumerable<Charge> Charges => _entries.Concat(_due).SelectMany(entry => entry.Charges);

    private Node At => _nodes[_turn % _nodes.Length];

    private AgencyState Agency =>
        Wait(At.Ledgers.AgencyAsync(_dana.Agency, CancellationToken.None).AsTask());

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public string Take(ModelStep step)
    {
        _clock.Reset(step.Now);
        var came = Do(step);
        Read();
        return came;
    }

    /// <summary>What the store has now, and what is due on top.</summary>
    private void Read()
    {
        _turn++;
        _stored = Wait(
            At.Store.ClientAsync(_dana.Agency, _client, CancellationToken.None).AsTask()
        )!;
        Now = Instant.Max(At.Ledgers.Now, _stored.RecordedAt);
        (State, _due) = DueEntries.CatchUp(_stored, Now);
        while (_entries.Count < _stored.Version)
        {
            var page = Wait(
                At.Store.EntriesAsync(
                    _dana.Agency,
                    _client,
                    _entries.Count,
                    500,
                    CancellationToken.None
                )
            );
            _entries = _entries.AddRange(page.Select(stored => stored.Entry));
        }
    }

    private string Do(ModelStep step)
    {
        if (step is ModelStep.Use use)
        {
            return Take(use);
        }

        if (step is ModelStep.Reverse reverse)
        {
            return Take(reverse);
        }

        if (step is ModelStep.CloseLastMonth)
        {
            CloseLastMonth();
        }

        var terms = Agency.Terms;
        if (_commands.Catalog(step, terms.Catalog) is { } catalog)
        {
            SetTerms(terms with { Catalog = catalog });
        }

        if (_commands.Decision(step) is not { } decide)
        {
            return "done";
        }

        var change = At.Ledgers.ChangeAsync(_dana, _client, decide, null, CancellationToken.None);
        return Came(step, Wait(change));
    }

    private string Take(ModelStep.Reverse step) =>
        Came(
            step,
            Wait(
                At.Reversals.ReverseAsync(
                    _dana,
                    _client,
                    new ReverseEntry(_seqs.GetValueOrDefault(step.Id), "wrong"),
                    null,
                    CancellationToken.None
                )
            )
        );

    private string Came(ModelStep step, LedgerResult result)
    {
        if (result is LedgerResult.Done done && step.Name is { } name)
        {
            _seqs[name] = done.Entries[^1].Seq;
        }

        return result is LedgerResult.Done ? "done" : "refused";
    }

    public MonthTotals Book(YearMonth month)
    {
        var part = ClientMonths.Of(
            new ClientSource(_stored, _entries),
            Agency,
            month,
            ImmutableDictionary<PersonId, string>.Empty,
            before: null,
            Now
        );
        return MonthBooks.Build(Agency, month, part is null ? [] : [part], [], Now).Totals;
    }

    private string Take(ModelStep.Use use)
    {
        var usage = _commands.Usage(use);
        var data = JsonSerializer.SerializeToElement(
            new { credits = use.Credits, hold = use.Settles }
        );
        var reported = new ReportedUsage(
            usage.Usage,
            _client.Value,
            usage.At,
            UsageDigest.Of("creditbot.usage", _client.Value, usage.At, data)
        );
        var result = Wait(At.Intake.RecordAsync(_dana, [reported], null, CancellationToken.None))[
            0
        ];
        if (result.Status == UsageIntake.Accepted)
        {
            _seqs[use.Id] = result.Seq!.Value;
        }

        return result switch
        {
            { Status: UsageIntake.Accepted } => "done",
            { Status: UsageIntake.Duplicate } => "duplicate",
            { Reason: "conflict" } => "conflict",
            _ => "refused",
        };
    }

    private void SetTerms(AgencyTerms terms) =>
        Write(
            (state, now) =>
                new AgencyEntry.TermsSet(terms)
                {
                    Seq = state?.NextSeq ?? 1,
                    At = now,
                    RecordedAt = now,
                }
        );

    private void CloseLastMonth() =>
        Write(
            (state, now) =>
            {
                var today = now.InZone(state!.Terms.Catalog.Zone).Date;
                var month = today.ToYearMonth().PlusMonths(-1);
                return state.ClosesAt(month) <= now
                    ? null
                    : new AgencyEntry.MonthClosed(month)
                    {
                        Seq = state.NextSeq,
                        At = now,
                        RecordedAt = now,
                    };
            }
        );

    private void Write(Func<AgencyState?, Instant, AgencyEntry?> decide) =>
        Wait(At.Ledgers.ChangeAgencyAsync(_dana.Agency, decide, null, CancellationToken.None));

    // What is in memory is done when it is asked for.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>The rooms of one process.</summary>
    private sealed record Node(IStore Store, Ledgers Ledgers)
    {
        public Reversals Reversals { get; } = new(Store, Ledgers);

        public UsageIntake Intake { get; } = new(Store, Ledgers, new People(Store));
    }
}
