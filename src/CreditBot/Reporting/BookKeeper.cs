using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Reporting;

/// <summary>Keeps an agency's month books: builds open ones from entries, and freezes them when they close (design.md §3.8).</summary>
internal sealed class BookKeeper(IStore store, Ledgers ledgers, CreditDesk desk, People people)
{
    /// <summary>Months behind a book: for comparison, for the line and for the review.</summary>
    private const int EarlierMonths = 11;
    private const int ClientsBetweenReports = 20;
    private const string ProvisionalSuffix = "|provisional";

    /// <summary>The month's book: the frozen one when it is closed, else as known now. Null before the agency's first month.</summary>
    public async Task<MonthBook?> ReadAsync(
        AgencyId agency,
        YearMonth month,
        CancellationToken stop,
        IProgress<string>? progress = null
    )
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        if (!state.IsClosed(month))
        {
            var first = await FirstMonthAsync(agency, state, stop);
            if (month < first || month > Running(state))
            {
                return null;
            }

            // A month counts as closed from the end of its grace, whenever the job runs.
            state = await CloseDueAsync(state, first, stop);
            if (!state.IsClosed(month))
            {
                var earlier = await EarlierAsync(state, month, first, stop);
                return await BuildAsync(
                    state,
                    month,
                    earlier,
                    isWhole: true,
                    stop,
                    progress: progress
                );
            }
        }

        return await KeptAsync(agency, Key(month), stop)
            ?? throw new LedgerDamagedException(
                $"The month {Key(month)} is closed, but its book is not there."
            );
    }

    /// <summary>What a client's figures of a month stand on, as known now; null when there is no such client.</summary>
    public async Task<MonthExplanation?> ExplainAsync(
        AgencyId agency,
        ClientId client,
        YearMonth month,
        CancellationToken stop
    )
    {
        if (await store.ClientAsync(agency, client, stop) is not { } state)
        {
            return null;
        }

        var agencyState = await ledgers.AgencyAsync(agency, stop);
        return MonthExplanation.Of(
            await SourceAsync(agencyState, state, month, stop),
            agencyState,
            month,
            ledgers.NowAfter(state.RecordedAt)
        );
    }

    /// <summary>Whether a month has ended in the agency's zone.</summary>
    public bool IsOver(AgencyState state, YearMonth month) => month < Running(state);

    /// <summary>Freezes a month's book; <c>At</c> is when its grace ended, or now when that is still to come.</summary>
    /// <param name="answer">The answer kept for a repeated call, from the frozen book.</param>
    /// <returns>The frozen book, or null when the month was closed before.</returns>
    public async Task<MonthBook?> CloseAsync(
        AgencyId agency,
        YearMonth month,
        PersonId by,
        Func<MonthBook, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        var first = await FirstMonthAsync(agency, state, stop);
        return await CloseAsync(agency, month, first, by, answer, stop);
    }

    private async Task<MonthBook?> CloseAsync(
        AgencyId agency,
        YearMonth month,
        YearMonth first,
        PersonId by,
        Func<MonthBook, KeptAnswer?>? answer,
        CancellationToken stop
    )
    {
        // What is written from here on counts as written after a close by hand.
        var begun = ledgers.Now;
        // Resets due before then are booked first, each as at the instant it was due.
        foreach (var client in await store.DueAsync(agency, ledgers.Now, int.MaxValue, stop))
        {
            await desk.CatchUpAsync(
                new Actor(agency, PersonId.System, Channels.ChannelNames.System),
                client,
                stop
            );
        }

        while (true)
        {
            var state = await ledgers.AgencyAsync(agency, stop);
            if (state.IsClosed(month))
            {
                return null;
            }

            var now = ledgers.NowAfter(state.RecordedAt);
            var entry = new AgencyEntry.MonthClosed(month)
            {
                Seq = state.NextSeq,
                At = Instant.Min(state.ClosesAt(month), begun),
                RecordedAt = now,
                By = by,
            };
            var closed = AgencyState.Apply(state, agency, entry);
            var read = new Dictionary<ClientId, long>();
            var book = await BuildAsync(
                closed,
                month,
                await EarlierAsync(closed, month, first, stop),
                isWhole: true,
                stop,
                read
            );
            if (await HaveMovedAsync(agency, read, entry.At, stop))
            {
                continue;
            }

            var outcome = await store.CommitAsync(
                new Commit(agency)
                {
                    AgencyEntries = [entry],
                    AgencyState = closed,
                    Documents =
                    [
                        new DocumentWrite(DocumentKinds.Book, Key(month), BookJson.Write(book), 0),
                    ],
                    Outbox = await ledgers.AboutAsync(agency, entry, stop),
                    Answer = answer?.Invoke(book),
                },
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return book;
            }
        }
    }

    /// <summary>Closes the months whose grace has ended, oldest first; asked every minute, so it looks at no client when there is none.</summary>
    public async Task CloseDueAsync(AgencyId agency, CancellationToken stop)
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        if (!state.IsClosed(LastDue(state)))
        {
            await CloseDueAsync(state, await FirstMonthAsync(agency, state, stop), stop);
        }
    }

    /// <summary>The state after every month from the agency's first on was closed that is due.</summary>
    private async Task<AgencyState> CloseDueAsync(
        AgencyState state,
        YearMonth first,
        CancellationToken stop
    )
    {
        var last = LastDue(state);
        for (var month = first; month <= last; month = month.PlusMonths(1))
        {
            if (!state.IsClosed(month))
            {
                await CloseAsync(state.Id, month, first, PersonId.System, answer: null, stop);
                state = await ledgers.AgencyAsync(state.Id, stop);
            }
        }

        return state;
    }

    /// <summary>The last month that is over and past its grace.</summary>
    private YearMonth LastDue(AgencyState state)
    {
        // A grace is shorter than a month, so it is one of the last two.
        var last = Running(state).PlusMonths(-1);
        return state.ClosesAt(last) <= ledgers.Now ? last : last.PlusMonths(-1);
    }

    /// <summary>The provisional book as it was first sent, so that all get the same and the final one can name what changed.</summary>
    public async Task<MonthBook?> ProvisionalAsync(
        AgencyId agency,
        YearMonth month,
        CancellationToken stop
    ) => await KeptAsync(agency, Key(month) + ProvisionalSuffix, stop);

    public static DocumentWrite KeepProvisional(MonthBook book) =>
        new(DocumentKinds.Book, Key(book.Month) + ProvisionalSuffix, BookJson.Write(book), 0);

    public static string Key(YearMonth month) => YearMonthPattern.Iso.Format(month);

    private YearMonth Running(AgencyState state) =>
        ledgers.Now.InZone(state.Terms.Catalog.Zone).Date.ToYearMonth();

    private async Task<MonthBook?> KeptAsync(AgencyId agency, string key, CancellationToken stop) =>
        await store.DocumentAsync(agency, DocumentKinds.Book, key, stop) is { } document
            ? BookJson.Read(document)
            : null;

    private async Task<YearMonth> FirstMonthAsync(
        AgencyId agency,
        AgencyState state,
        CancellationToken stop
    )
    {
        var zone = state.Terms.Catalog.Zone;
        var first = Running(state);
        await foreach (var client in store.AllClientsAsync(agency, stop))
        {
            // A client's history may begin before the client was entered.
            var starts = Instant
                .Min(client.CreatedAt, client.Periods.FirstOrDefault()?.Start ?? client.CreatedAt)
                .InZone(zone)
                .Date.ToYearMonth();
            first = starts < first ? starts : first;
        }

        return first;
    }

    private async Task<IReadOnlyList<MonthBook>> EarlierAsync(
        AgencyState state,
        YearMonth month,
        YearMonth first,
        CancellationToken stop
    )
    {
        var books = new List<MonthBook>();
        for (
            var earlier = month.PlusMonths(-EarlierMonths);
            earlier < month;
            earlier = earlier.PlusMonths(1)
        )
        {
            if (earlier < first)
            {
                continue;
            }

            var book =
                await KeptAsync(state.Id, Key(earlier), stop)
                ?? await BuildAsync(state, earlier, [.. books], isWhole: false, stop);
            // A client's calendar may run ahead of the agency's: what begins in an empty month begins in the next one.
            if (books.Count > 0 || book.Clients.Count > 0)
            {
                books.Add(book);
            }
        }

        return books;
    }

    private async Task<MonthBook> BuildAsync(
        AgencyState state,
        YearMonth month,
        IReadOnlyList<MonthBook> earlier,
        bool isWhole,
        CancellationToken stop,
        Dictionary<ClientId, long>? read = null,
        IProgress<string>? progress = null
    )
    {
        var now = ledgers.Now;
        var names = (await people.AllAsync(state.Id, stop)).ToImmutableDictionary(
            person => new PersonId(person.Id),
            person => person.Name
        );
        var parts = new List<ClientMonth>();
        var states = new Dictionary<ClientId, ClientState>();
        using var ledger = new PackedLedger();
        await foreach (var client in store.AllClientsAsync(state.Id, stop))
        {
            read?.Add(client.Id, client.Version);
            var before = MonthBooks.Before(earlier, month, client.Id);
            var source = await SourceAsync(state, client, month, stop);
            var known = Instant.Max(now, source.State.RecordedAt);
            if (ClientMonths.Of(source, state, month, names, before, known) is not { } part)
            {
                continue;
            }

            parts.Add(part);
            states.Add(client.Id, client);
            if (parts.Count % ClientsBetweenReports == 0)
            {
                progress?.Report($"Working out {Key(month)}: {parts.Count:N0} clients");
            }

            if (isWhole)
            {
                ledger.Add(MonthLedger.Of(source, state, month, known));
            }
        }

        var days = PurchaseCosts.DaysToSplit(state, month, parts);
        var uses = new List<PoolUse>();
        foreach (var part in parts.Where(part => part.Pool.Days.Any(day => days.Contains(day.Day))))
        {
            // Read again, and only for such a day: all uses of a month are more than memory should hold.
            var source = await SourceAsync(state, states[part.Book.Id], month, stop);
            uses.AddRange(ClientMonths.UsesOn(days, source, state, month));
        }

        return MonthBooks.Build(state, month, parts, earlier, now, uses) with
        {
            Seals = isWhole ? await SealsAsync(state, states.Values, stop) : [],
            Ledger = isWhole ? PackedLedger.Unpack(ledger.Finish()) : null,
        };
    }

    /// <summary>The last entry of each ledger as these figures know it.</summary>
    private async Task<IReadOnlyList<LedgerSeal>> SealsAsync(
        AgencyState agency,
        IEnumerable<ClientState> clients,
        CancellationToken stop
    )
    {
        // As it is stored: the entry that closes a month is written with the book, after this.
        var own = (await ledgers.AgencyAsync(agency.Id, stop)).Version;
        var last = (await store.AgencyEntriesAsync(agency.Id, own - 1, 1, stop))[0];
        var seals = new List<LedgerSeal> { new(null, agency.Terms.Name, own, last.Hash) };
        foreach (var client in clients)
        {
            var version = client.Version;
            var page = await store.EntriesAsync(agency.Id, client.Id, version - 1, 1, stop);
            seals.Add(new LedgerSeal(client.Id, client.Name, version, page[0].Hash));
        }

        return seals;
    }

    /// <summary>Whether something was written since the clients were read that counts as written before the close; what comes later the store itself refuses.</summary>
    private async Task<bool> HaveMovedAsync(
        AgencyId agency,
        Dictionary<ClientId, long> read,
        Instant close,
        CancellationToken stop
    )
    {
        await foreach (var client in store.AllClientsAsync(agency, stop))
        {
            var version = read.GetValueOrDefault(client.Id);
            if (
                client.Version > version
                && await store.EntriesAsync(agency, client.Id, version, 1, stop) is [var next, ..]
                && next.Entry.RecordedAt < close
            )
            {
                return true;
            }
        }

        return false;
    }

    private async Task<ClientSource> SourceAsync(
        AgencyState agency,
        ClientState client,
        YearMonth month,
        CancellationToken stop
    )
    {
        var after = ClientMonths.EntriesAfter(client, month, agency.Terms.Catalog.Zone);
        var entries = await store
            .AllEntriesAsync(agency.Id, client.Id, after, client.Version, stop)
            .ToListAsync(stop);
        return new ClientSource(client, entries);
    }
}
