using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Plays a history on the pure ledger, by its public decisions.</summary>
internal sealed class LedgerSide : ILedgerSide
{
    private readonly StepCommands _commands;
    private readonly Dictionary<string, long> _seqs = [];
    private ImmutableList<ClientEntry> _entries;
    private AgencyState _agency;

    public LedgerSide(ModelOpening opening)
    {
        Now = opening.Now;
        _commands = new StepCommands(opening.Currency);
        var terms = new AgencyEntry.TermsSet(_commands.Agency(opening))
        {
            Seq = 1,
            At = Now,
            RecordedAt = Now,
        };
        _agency = AgencyState.Apply(null, AgencyId.Default, terms);
        var open = _commands.Open(opening);
        _entries = ((LedgerAnswer.Append)ClientOpening.Decide(open, Context)).Entries;
        State = ClientFold.Fold(open.Id, _entries)!;
    }

    public Instant Now { get; private set; }

    public ClientState State { get; private set; }

    public IEnumerable<Charge> Charges => _entries.SelectMany(entry => entry.Charges);

    private ActionContext Context => new(Now, StepCommands.Dana, "api", _agency.Terms.Catalog);

    public string Take(ModelStep step)
    {
        Now = Instant.Max(step.Now, State.RecordedAt);
        var (state, due) = DueEntries.CatchUp(State, Now);
        State = state;
        _entries = _entries.AddRange(due);
        if (_commands.Catalog(step, _agency.Terms.Catalog) is { } catalog)
        {
            var terms = _agency.Terms with { Catalog = catalog };
            Add(
                new AgencyEntry.TermsSet(terms)
                {
                    Seq = _agency.NextSeq,
                    At = Now,
                    RecordedAt = Now,
                }
            );
        }
        else if (step is ModelStep.CloseLastMonth)
        {
            Close();
        }

        var answer = step is ModelStep.Reverse reverse
            ? Reverse(reverse)
            : _commands.Decision(step)?.Invoke(State, Context);
        return answer switch
        {
            LedgerAnswer.Append append => Add(step, append.Entries),
            LedgerAnswer.Refuse => "refused",
            _ => "done",
        };
    }

    public MonthTotals Book(YearMonth month)
    {
        var after = ClientMonths.EntriesAfter(State, month, _agency.Terms.Catalog.Zone);
        var part = ClientMonths.Of(
            new ClientSource(State, _entries.FindAll(entry => entry.Seq > after)),
            _agency,
            month,
            ImmutableDictionary<PersonId, string>.Empty,
            before: null,
            Now
        );
        return MonthBooks.Build(_agency, month, part is null ? [] : [part], [], Now).Totals;
    }

    private LedgerAnswer Reverse(ModelStep.Reverse step)
    {
        var seq = _seqs.GetValueOrDefault(step.Id);
        return Reversing.Decide(
            State,
            new ReverseEntry(seq, "wrong"),
            _entries.Find(entry => entry.Seq == seq),
            [.. _entries.SelectMany(entry => entry.Takes).Where(take => take.DebtSeq == seq)],
            Context
        );
    }

    private void Close()
    {
        var month = Now.InZone(_agency.Terms.Catalog.Zone).Date.ToYearMonth().PlusMonths(-1);
        if (_agency.ClosesAt(month) > Now)
        {
            Add(
                new AgencyEntry.MonthClosed(month)
                {
                    Seq = _agency.NextSeq,
                    At = Now,
                    RecordedAt = Now,
                }
            );
        }
    }

    private void Add(AgencyEntry entry) => _agency = AgencyState.Apply(_agency, _agency.Id, entry);

    private string Add(ModelStep step, ImmutableList<ClientEntry> entries)
    {
        if (step.Name is { } name)
        {
            _seqs[name] = entries[^1].Seq;
        }

        State = entries.Aggregate(State, ClientFold.Apply);
        _entries = _entries.AddRange(entries);
        return "done";
    }
}
