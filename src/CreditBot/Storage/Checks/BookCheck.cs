using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Storage.Checks;

/// <summary>Checks that every closed month has its book, and that the book still says what the entries give (design.md §3.8, §3.14).</summary>
internal sealed class BookCheck
{
    private readonly TableStore _store;
    private readonly AgencyState _agency;
    private readonly Findings _findings;
    private readonly SortedDictionary<YearMonth, List<ClientMonth>> _parts = [];

    /// <summary>Clients whose stream didn't go by to its end: nothing can be said of their books, nor of purchases, on which all draw.</summary>
    private readonly HashSet<ClientId> _open = [];

    private BookCheck(TableStore store, AgencyState agency, Findings findings)
    {
        (_store, _agency, _findings) = (store, agency, findings);
        foreach (var month in agency.ClosedMonths.Keys)
        {
            _parts.Add(YearMonthPattern.Iso.Parse(month).Value, []);
        }
    }

    /// <summary>Before the clients are walked; null when the agency has no closed month, or can't be read.</summary>
    public static async Task<BookCheck?> StartAsync(
        TableStore store,
        AgencyId agency,
        Findings findings,
        CancellationToken stop
    ) =>
        await store.AgencyAsync(agency, stop) is { ClosedMonths.IsEmpty: false } state
            ? new BookCheck(store, state, findings)
            : null;

    /// <summary>What takes a client's entries as they go by.</summary>
    public BookReplay Replay(ClientId client)
    {
        _open.Add(client);
        return new BookReplay(
            _agency,
            _parts.Keys,
            (month, part) => _parts[month].Add(part),
            () => _open.Remove(client)
        );
    }

    /// <summary>When all clients have gone by: compares each month with its book.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        foreach (var (month, parts) in _parts)
        {
            if (await KeptAsync(month, stop) is { } kept)
            {
                Compare(month, kept, await MadeAsync(month, parts, stop));
            }
        }
    }

    private async Task<MonthBook?> KeptAsync(YearMonth month, CancellationToken stop)
    {
        var key = YearMonthPattern.Iso.Format(month);
        var document = await _store.DocumentAsync(_agency.Id, DocumentKinds.Book, key, stop);
        if (document is null)
        {
            Add(null, $"The month {key} is closed, but its book is not there.");
            return null;
        }

        try
        {
            return BookJson.Read(document);
        }
        catch (Exception exception)
            when (exception is JsonException or LedgerDamagedException
                || StoredJson.IsUnreadable(exception)
            )
        {
            Add(null, $"The book of {key} can't be read: {exception.Message}");
            return null;
        }
    }

    private async Task<MonthBook> MadeAsync(
        YearMonth month,
        List<ClientMonth> parts,
        CancellationToken stop
    )
    {
        var uses = new List<PoolUse>();
        var days = PurchaseCosts.DaysToSplit(_agency, month, parts);
        foreach (var part in parts.Where(part => part.Pool.Days.Any(day => days.Contains(day.Day))))
        {
            uses.AddRange(await UsesAsync(part.Book.Id, days, month, stop));
        }

        return MonthBooks.Build(_agency, month, parts, [], _agency.ClosesAt(month), uses);
    }

    private async Task<IEnumerable<PoolUse>> UsesAsync(
        ClientId client,
        IReadOnlySet<LocalDate> days,
        YearMonth month,
        CancellationToken stop
    )
    {
        var state = (await _store.ClientAsync(_agency.Id, client, stop))!;
        var after = ClientMonths.EntriesAfter(state, month, _agency.Terms.Catalog.Zone);
        var entries = await _store
            .AllEntriesAsync(_agency.Id, client, after, state.Version, stop)
            .ToListAsync(stop);

        // What came after the close counts in a later month, so it does no harm that it is here.
        return ClientMonths.UsesOn(days, new ClientSource(state, entries), _agency, month);
    }

    private void Compare(YearMonth month, MonthBook kept, MonthBook made)
    {
        var key = YearMonthPattern.Iso.Format(month);
        if (kept.Month != month || !kept.IsClosed)
        {
            Add(null, $"The book kept for {key} is {kept.Month:uuuu-MM}'s, or not a closed one.");
            return;
        }

        var sum = MonthBooks.Sum(kept.Clients.Select(client => client.Totals), kept.Currency);
        if (sum != kept.Totals)
        {
            Add(null, $"The totals of the book of {key} are not the sum of its clients.");
        }

        var now = made.Clients.ToDictionary(client => client.Id);
        foreach (var client in kept.Clients)
        {
            Report(key, client, now.GetValueOrDefault(client.Id));
            now.Remove(client.Id);
        }

        foreach (var missing in now.Values)
        {
            Report(key, null, missing);
        }
    }

    private void Report(string month, ClientBook? kept, ClientBook? made)
    {
        var client = (kept ?? made)!.Id;
        if (_open.Contains(client))
        {
            return;
        }

        foreach (var difference in BookFigures.Differences(kept, made, _open.Count == 0))
        {
            Add(client, $"The closed month {month} of {client}: {difference}.");
        }
    }

    private void Add(ClientId? client, string fault) =>
        _findings.Add(
            client is { } id ? StreamName.Of(_agency.Id, id) : StreamName.Of(_agency.Id),
            null,
            fault
        );
}
