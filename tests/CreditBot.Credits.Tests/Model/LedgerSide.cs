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

        return _commands.Decision(step)?.Invoke(State, Context) switch
        {
            LedgerAnswer.Append append => Add(append.Entries),
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

    private void Add(AgencyEntry entry) =>
        _agency = AgencyState.Apply(_agency, _agency.Id, entry);

    private string Add(ImmutableList<ClientEntry> entries)
    {
        State = entries.Aggregate(State, ClientFold.Apply);
        _entries = _entries.AddRange(entries);
        return "done";
    }
}
