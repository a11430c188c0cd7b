using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using NodaTime;

namespace CreditBot.Storage.Checks;

/// <summary>Works out a client's closed months again while its stream goes by: each as it was known when the month closed.</summary>
/// <remarks>Holds the entries of a month or two, however long the stream is.</remarks>
internal sealed class BookReplay(
    AgencyState agency,
    IEnumerable<YearMonth> closed,
    Action<YearMonth, ClientMonth> made,
    Action ended
)
{
    private static readonly Dictionary<PersonId, string> NoNames = [];

    private readonly Queue<YearMonth> _months = new(closed.OrderBy(agency.ClosesAt));
    private readonly List<ClientEntry> _entries = [];
    private ClientState? _state;

    /// <summary>The next entry, with the state after it.</summary>
    public void Add(ClientState after, ClientEntry entry)
    {
        while (_months.TryPeek(out var month) && agency.ClosesAt(month) <= entry.RecordedAt)
        {
            Make(_months.Dequeue());
        }

        _state = after;
        if (_months.Count > 0)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>The stream has ended.</summary>
    public void End()
    {
        while (_months.TryDequeue(out var month))
        {
            Make(month);
        }

        ended();
    }

    private void Make(YearMonth month)
    {
        if (_state is null)
        {
            return;
        }

        var after = ClientMonths.EntriesAfter(_state, month, agency.Terms.Catalog.Zone);
        _entries.RemoveAll(entry => entry.Seq <= after);
        var part = ClientMonths.Of(
            new ClientSource(_state, [.. _entries]),
            agency,
            month,
            NoNames,
            before: null,
            Instant.Max(agency.ClosesAt(month), _state.RecordedAt)
        );
        if (part is not null)
        {
            made(
                month,
                part with
                {
                    Lines = [.. part.Lines.Where(line => line.Month != month)],
                    Daily = [],
                    Requests = [],
                    Review = [],
                }
            );
        }
    }
}
