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
using CreditBot.Tests.Model;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Requests;

/// <summary>Plays a history of the model on the ledger as the host runs it: desks, a store, and a clock that may go back.</summary>
internal sealed class StoreSide : ILedgerSide
{
    private static readonly Actor Dana = new(AgencyId.Default, StepCommands.Dana, ChannelNames.Api);

    private readonly StepCommands _commands;
    private readonly FakeClock _clock;
    private readonly IStore _store;
    private readonly Ledgers _ledgers;
    private readonly UsageIntake _intake;
    private readonly ClientId _client;
    private readonly Dictionary<string, long> _seqs = [];
    private ClientState _stored = null!;
    private ImmutableList<ClientEntry> _entries = [];
    private ImmutableList<ClientEntry> _due = [];

    private StoreSide(ModelOpening opening, FakeClock clock, IStore store)
    {
        (_clock, _store) = (clock, store);
        _ledgers = new Ledgers(_store, _clock);
        _intake = new UsageIntake(_store, _ledgers, new People(_store));
        _commands = new StepCommands(opening.Currency);
        SetTerms(_commands.Agency(opening));
        var open = _commands.Open(opening);
        _client = open.Id;
        Wait(_ledgers.OpenAsync(Dana, open, null, CancellationToken.None));
        Read();
    }

    /// <summary>Opens the client on a store of its own, which is gone with it.</summary>
    public static StoreSide Open(ModelOpening opening)
    {
        var clock = new FakeClock(opening.Now);
        return new StoreSide(opening, clock, new MemoryStore(clock));
    }

    public Instant Now { get; private set; }

    public ClientState State { get; private set; } = null!;

    public IEnumerable<Charge> Charges => _entries.Concat(_due).SelectMany(entry => entry.Charges);

    private AgencyState Agency =>
        Wait(_ledgers.AgencyAsync(Dana.Agency, CancellationToken.None).AsTask());

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
        _stored = Wait(_store.ClientAsync(Dana.Agency, _client, CancellationToken.None).AsTask())!;
        Now = Instant.Max(_ledgers.Now, _stored.RecordedAt);
        (State, _due) = DueEntries.CatchUp(_stored, Now);
        while (_entries.Count < _stored.Version)
        {
            var page = Wait(
                _store.EntriesAsync(
                    Dana.Agency,
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

        var change = _ledgers.ChangeAsync(Dana, _client, decide, null, CancellationToken.None);
        return Came(step, Wait(change));
    }

    private string Take(ModelStep.Reverse step) =>
        Came(
            step,
            Wait(
                new Reversals(_store, _ledgers).ReverseAsync(
                    Dana,
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
        var result = Wait(_intake.RecordAsync(Dana, [reported], null, CancellationToken.None))[0];
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
        Wait(_ledgers.ChangeAgencyAsync(Dana.Agency, decide, null, CancellationToken.None));

    // Everything in memory is done when it is asked for.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
