using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage.Checks;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>What every store over sorted tables has in common: how it is read. What differs is where tables are and how a commit reaches them.</summary>
internal abstract partial class TableStore(IClock clock) : IStore
{
    /// <summary>Rows read at once, so that nobody holds the tables for long (design.md §6).</summary>
    internal const int PageRows = 200;

    private readonly ReadOnce<byte[], Document> _read = new();

    protected CommitNews News { get; } = new();

    protected Instant Now => Instants.WholeMicroseconds(clock.GetCurrentInstant());

    public virtual bool IsShared => false;

    public abstract Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop);

    public abstract ValueTask DisposeAsync();

    public IDisposable OnCommitted(Action<Committed> told) => News.Tell(told);

    public async Task<IReadOnlyList<AgencyId>> AgenciesAsync(CancellationToken stop) =>
        await AllAsync(
            Tables.Agencies,
            "",
            Keys.EndOf(""),
            row => new AgencyId(row.Key),
            int.MaxValue,
            stop
        );

    public async ValueTask<AgencyState?> AgencyAsync(AgencyId agency, CancellationToken stop) =>
        (await AgencyHeadAsync(agency, stop))?.State;

    public async ValueTask<ClientState?> ClientAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) => (await ClientHeadAsync(agency, client, stop))?.State;

    public async Task<IReadOnlyList<ClientState>> ClientsAsync(
        AgencyId agency,
        ClientId? after,
        int limit,
        CancellationToken stop
    )
    {
        var ids = await ClientIdsAsync(agency, after, limit, stop);
        var states = new List<ClientState>(ids.Count);
        foreach (var id in ids)
        {
            if (await ClientAsync(agency, id, stop) is { } state)
            {
                states.Add(state);
            }
        }

        return states;
    }

    public async Task<IReadOnlyList<ClientId>> ClientIdsAsync(
        AgencyId agency,
        ClientId? after,
        int limit,
        CancellationToken stop
    )
    {
        var prefix = $"{Keys.Of(agency)}/";
        return await AllAsync(
            Tables.Clients,
            after is { } last ? Keys.After(prefix + last.Value) : prefix,
            Keys.EndOf(prefix),
            row => ClientId.Parse(Keys.LastPart(row.Key)),
            limit,
            stop
        );
    }

    public async Task<IReadOnlyList<ClientId>> DueAsync(
        AgencyId agency,
        Instant until,
        int limit,
        CancellationToken stop
    ) =>
        await AllAsync(
            Tables.Due,
            $"{Keys.Of(agency)}/",
            Keys.EndOf(Keys.Due(agency, until)),
            row => ClientId.Parse(Keys.LastPart(row.Key)),
            limit,
            stop
        );

    public virtual async Task<IReadOnlyList<AgencyId>> DueAgenciesAsync(
        Instant until,
        CancellationToken stop
    )
    {
        var due = new List<AgencyId>();
        foreach (var agency in await AgenciesAsync(stop))
        {
            if (await DueAsync(agency, until, 1, stop) is not [])
            {
                due.Add(agency);
            }
        }

        return due;
    }

    public async ValueTask<IReadOnlyDictionary<UsageKey, UsageRecord>> UsageAsync(
        AgencyId agency,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    )
    {
        var found = new Dictionary<UsageKey, UsageRecord>();
        foreach (var page in keys.Distinct().Chunk(PageRows))
        {
            var rows = await FindUsageAsync(agency, page, stop);
            foreach (var (key, row) in rows)
            {
                found.Add(key, row.ToRecord());
            }
        }

        return found;
    }

    public async ValueTask<Document?> DocumentAsync(
        AgencyId agency,
        string kind,
        string key,
        CancellationToken stop
    ) =>
        await GetAsync(Tables.Documents, Keys.Document(agency, kind, key), stop) is { } value
            ? _read.Of(value, bytes => DocumentOf(agency, kind, key, bytes))
            : null;

    private static Document DocumentOf(AgencyId agency, string kind, string key, byte[] value)
    {
        var row = Rows.Read<DocumentRow>(
            Tables.Documents,
            new Row(Keys.Document(agency, kind, key), value)
        );
        return new Document(kind, key, row.Version, row.Json);
    }

    public async Task<IReadOnlyList<Document>> DocumentsAsync(
        AgencyId agency,
        string kind,
        string prefix,
        string? after,
        int limit,
        CancellationToken stop
    )
    {
        var start = Keys.Document(agency, kind, "");
        var first = start + prefix;
        if (after is not null && string.CompareOrdinal(start + after, first) >= 0)
        {
            first = Keys.After(start + after);
        }

        return await AllAsync(
            Tables.Documents,
            first,
            Keys.EndOf(start + prefix),
            row =>
            {
                var document = Rows.Read<DocumentRow>(Tables.Documents, row);
                return new Document(kind, row.Key[start.Length..], document.Version, document.Json);
            },
            limit,
            stop
        );
    }

    public abstract Task<IReadOnlyList<OutboxMessage>> OutboxDueAsync(
        Instant now,
        int limit,
        CancellationToken stop
    );

    /// <summary>One process alone has the store unless an implementation says otherwise.</summary>
    public virtual ValueTask<bool> MaySendAsync(OutboxMessage message, CancellationToken stop) =>
        ValueTask.FromResult(true);

    public virtual ValueTask LaneDoneAsync(AgencyId agency, string lane) => ValueTask.CompletedTask;

    public async Task<IReadOnlyList<OutboxMessage>> OutboxAsync(
        AgencyId agency,
        OutboxState state,
        int limit,
        CancellationToken stop
    )
    {
        var prefix = Keys.OutboxState(agency, state, "");
        var ids = await AllAsync(
            Tables.OutboxStates,
            prefix,
            Keys.EndOf(prefix),
            row => (row.Key[prefix.Length..], agency),
            limit,
            stop
        );
        return [.. (await OutboxAsync(ids, stop)).Where(message => message.State == state)];
    }

    public async ValueTask<KeptAnswer?> KeptAnswerAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    ) =>
        await ReadRowAsync<AnswerRow>(Tables.Answers, Keys.Answer(agency, key), stop) is { } row
        && row.KeptUntil > Now
            ? row.ToAnswer(key)
            : null;

    /// <summary>Reads the tables as they are between two commits. Short: whoever writes waits for it.</summary>
    protected internal abstract ValueTask<T> ReadAsync<T>(
        Func<ITables, T> read,
        CancellationToken stop
    );

    /// <summary>A row. Stores that are asked over a network answer without holding a thread meanwhile; so do the two below.</summary>
    protected virtual ValueTask<byte[]?> GetAsync(
        string table,
        string key,
        CancellationToken stop
    ) => ReadAsync(tables => tables.Get(table, key), stop);

    protected virtual ValueTask<IReadOnlyDictionary<string, byte[]>> GetAsync(
        string table,
        IReadOnlyCollection<string> keys,
        CancellationToken stop
    ) => ReadAsync(tables => tables.Get(table, keys), stop);

    protected virtual ValueTask<IReadOnlyList<Row>> RangeAsync(
        string table,
        string from,
        string to,
        int limit,
        CancellationToken stop
    ) => ReadAsync(tables => tables.Range(table, from, to, limit), stop);

    protected virtual ValueTask<IReadOnlyDictionary<UsageKey, UsageRow>> FindUsageAsync(
        AgencyId agency,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    ) => ReadAsync(tables => UsageRows.Find(tables, agency, keys), stop);

    /// <summary>The client's head as it stands now.</summary>
    protected abstract ValueTask<Head<ClientState>?> ClientHeadAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    );

    /// <summary>The agency's head as it stands now.</summary>
    protected abstract ValueTask<Head<AgencyState>?> AgencyHeadAsync(
        AgencyId agency,
        CancellationToken stop
    );

    /// <summary>A head as it is stored; one of an older format is made again from the entries.</summary>
    /// <exception cref="LedgerDamagedException">It is not what was written, or another stream's.</exception>
    protected internal static Head<ClientState> HeadOf(
        ITables tables,
        AgencyId agency,
        ClientId client,
        byte[] bytes
    )
    {
        var stream = StreamName.Of(agency, client);
        var head =
            HeadCodec.Decode<ClientState>(bytes, stream, out var due)
            ?? Folding.Client(tables, agency, client, bytes) with
            {
                Due = due,
            };
        return head.State.Id == client ? head : throw NotIts(stream);
    }

    /// <summary>The same for an agency's.</summary>
    /// <exception cref="LedgerDamagedException">It is not what was written, or another stream's.</exception>
    protected internal static Head<AgencyState> HeadOf(
        ITables tables,
        AgencyId agency,
        byte[] bytes
    )
    {
        var head =
            HeadCodec.Decode<AgencyState>(bytes, StreamName.Of(agency), out _)
            ?? Folding.Agency(tables, agency, bytes);
        return head.State.Id == agency ? head : throw NotIts(StreamName.Of(agency));
    }

    protected internal static LedgerDamagedException NotIts(StreamName stream) =>
        new($"The head of {stream} is another stream's. 'creditbot rebuild' makes it again.");

    /// <summary>Writes rows that follow from others, and forgets what memory holds of them: for <c>rebuild</c> alone, while nothing else is written.</summary>
    protected internal abstract Task RewriteAsync(
        IReadOnlyCollection<(string Table, string Key, byte[]? Value)> changes,
        CancellationToken stop
    );

    /// <summary>Finds what is wrong below the tables.</summary>
    protected internal virtual Task CheckFilesAsync(Findings findings, CancellationToken stop) =>
        Task.CompletedTask;

    /// <summary>Rows of a range in pages, so that no read is long.</summary>
    internal async ValueTask<List<T>> AllAsync<T>(
        string table,
        string from,
        string to,
        Func<Row, T> take,
        int limit,
        CancellationToken stop
    )
    {
        var items = new List<T>();
        while (items.Count < limit)
        {
            var rows = Math.Min(PageRows, limit - items.Count);
            var page = await RangeAsync(table, from, to, rows, stop);
            items.AddRange(page.Select(take));
            if (page.Count < rows)
            {
                break;
            }

            from = Keys.After(page[^1].Key);
        }

        return items;
    }

    private async ValueTask<T?> ReadRowAsync<T>(string table, string key, CancellationToken stop)
        where T : class =>
        await GetAsync(table, key, stop) is { } value
            ? Rows.Read<T>(table, new Row(key, value))
            : null;

    protected async ValueTask<List<OutboxMessage>> OutboxAsync(
        IReadOnlyList<(string Id, AgencyId Agency)> ids,
        CancellationToken stop
    )
    {
        var messages = new List<OutboxMessage>(ids.Count);
        foreach (var page in ids.Chunk(PageRows))
        {
            var rows = await GetAsync(
                Tables.Outbox,
                [.. page.Select(message => Keys.Outbox(message.Agency, message.Id))],
                stop
            );
            foreach (var (id, agency) in page)
            {
                var key = Keys.Outbox(agency, id);
                if (rows.TryGetValue(key, out var value))
                {
                    messages.Add(
                        Rows.Read<OutboxRow>(Tables.Outbox, new Row(key, value))
                            .ToMessage(agency, id)
                    );
                }
            }
        }

        return messages;
    }
}
