using System.Threading.Channels;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage.Move;
using NodaTime;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>The store that several nodes share: PostgreSQL's tables (design.md §6).</summary>
/// <remarks>
/// Nothing in memory counts by itself: a head that this node remembers is asked for by its hash each time, and a commit locks
/// what it depends on before it is checked. Commits that wait on this node are written together.
/// </remarks>
internal sealed partial class PgStore : TableStore, IStore
{
    /// <summary>How often a question is asked again when the connection breaks under it: a pool may hold several that are dead.</summary>
    private const int MostTries = 4;

    /// <summary>How many milliseconds nobody tries again to open a database that was found away.</summary>
    private const long SparedFor = 500;

    private readonly NpgsqlDataSource _source;
    private readonly string _connectionString;
    private readonly PgHeads _heads = new();
    private readonly SameBytes _documents = new();
    private readonly PgNews _announced;
    private readonly StoreUse _use;
    private readonly PgLanes _lanes;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Channel<CommitWaiter> _waiting = Channel.CreateUnbounded<CommitWaiter>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly Task _writing;
    private readonly ILogger<PgStore> _log;
    private volatile bool _isOpen;
    private volatile string _away = "";
    private long _sparedUntil;

    private PgStore(
        string connectionString,
        IClock clock,
        TimeProvider time,
        StoreUse use,
        ILogger<PgStore> log
    )
        : base(clock)
    {
        _log = log;
        _use = use;
        _connectionString = PgConnection.Completed(connectionString);
        _source = NpgsqlDataSource.Create(_connectionString);
        News.OnFault = LogListenerFault;
        _announced = new PgNews(_source, News, isAlone: use != StoreUse.Node, log);
        _lanes = new PgLanes(_source, _announced.Node, time, log);
        _writing = Task.Run(WriteAsync);
    }

    public override bool IsShared => true;

    /// <summary>Opens the database and makes its tables. One that is away now is opened when it is first there.</summary>
    /// <param name="time">How long leases last; null is the machine's.</param>
    /// <param name="use">Whether others may work on it meanwhile.</param>
    /// <exception cref="StoreStartException">It can't be used; the message says why and what to do.</exception>
    public static PgStore Open(
        string connectionString,
        IClock clock,
        ILogger<PgStore> log,
        TimeProvider? time = null,
        StoreUse use = StoreUse.Node
    )
    {
        var store = new PgStore(connectionString, clock, time ?? TimeProvider.System, use, log);
        try
        {
            store.Prepare();
        }
        catch (Exception fault) when (PgFaults.IsAway(fault))
        {
            store.LogAway(PgFaults.Words(fault));
        }
        catch
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }

        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_waiting.Writer.TryComplete())
        {
            await _writing;
            await _lanes.DisposeAsync();
            await _announced.DisposeAsync();
            await News.DisposeAsync();
            await _source.DisposeAsync();
            _heads.Dispose();
            _documents.Dispose();
            _opening.Dispose();
        }
    }

    public override async Task<IReadOnlyList<OutboxMessage>> OutboxDueAsync(
        Instant now,
        int limit,
        CancellationToken stop
    ) =>
        await OutboxAsync(
            await AskAsync(
                (connection, cut) => _lanes.TakeAsync(connection, now, limit, cut),
                stop
            ),
            stop
        );

    public override ValueTask<bool> MaySendAsync(OutboxMessage message, CancellationToken stop) =>
        ValueTask.FromResult(_lanes.IsHeld(message.Agency, message.Lane));

    public override async ValueTask LaneDoneAsync(AgencyId agency, string lane)
    {
        try
        {
            await AskAsync(
                async (connection, cut) =>
                {
                    await _lanes.LeaveAsync(connection, agency, lane, cut);
                    return true;
                },
                CancellationToken.None
            );
        }
        catch (StoreUnavailableException away)
        {
            LogAway(away.Message);
        }
    }

    protected internal override ValueTask<T> ReadAsync<T>(
        Func<ITables, T> read,
        CancellationToken stop
    ) =>
        AskAsync(
            (connection, cut) =>
                Task.Run(
                    () =>
                    {
                        using var picture = connection.BeginTransaction(
                            System.Data.IsolationLevel.RepeatableRead
                        );
                        var answer = read(new PgTables(connection));
                        picture.Commit();
                        return answer;
                    },
                    cut
                ),
            stop
        );

    protected internal override async Task RewriteAsync(
        IReadOnlyCollection<(string Table, string Key, byte[]? Value)> changes,
        CancellationToken stop
    ) =>
        await AskAsync(
            async (connection, cut) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cut);
                await using var batch = new NpgsqlBatch(connection, transaction);
                foreach (var query in PgWrites.Of(changes, mayBeThere: true))
                {
                    batch.BatchCommands.Add(query.InBatch());
                }

                await batch.ExecuteNonQueryAsync(cut);
                await transaction.CommitAsync(cut);
                return true;
            },
            stop
        );

    protected override ValueTask<byte[]?> GetAsync(
        string table,
        string key,
        CancellationToken stop
    ) =>
        AskAsync(
            async (connection, cut) =>
            {
                await using var command = Query.Get(table, key).On(connection);
                var value = await command.ExecuteScalarAsync(cut) as byte[];
                return table == Tables.Documents ? _documents.Of(key, value) : value;
            },
            stop
        );

    protected override ValueTask<IReadOnlyDictionary<string, byte[]>> GetAsync(
        string table,
        IReadOnlyCollection<string> keys,
        CancellationToken stop
    ) =>
        AskAsync<IReadOnlyDictionary<string, byte[]>>(
            async (connection, cut) =>
            {
                await using var command = Query.Get(table, keys.Distinct()).On(connection);
                await using var reader = await command.ExecuteReaderAsync(cut);
                return await PgTables.RowsAsync(table, reader, cut);
            },
            stop
        );

    protected override ValueTask<IReadOnlyList<Row>> RangeAsync(
        string table,
        string from,
        string to,
        int limit,
        CancellationToken stop
    ) =>
        AskAsync<IReadOnlyList<Row>>(
            async (connection, cut) =>
            {
                await using var command = Query
                    .Range(table, from, to, limit, keysOnly: false)
                    .On(connection);
                await using var reader = await command.ExecuteReaderAsync(cut);
                var rows = new List<Row>();
                while (await reader.ReadAsync(cut))
                {
                    rows.Add(PgTables.RowOf(table, reader));
                }

                return rows;
            },
            stop
        );

    protected override async ValueTask<IReadOnlyDictionary<UsageKey, UsageRow>> FindUsageAsync(
        AgencyId agency,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    )
    {
        var byStored = keys.Distinct().ToDictionary(key => Keys.Usage(agency, key));
        var found = UsageRows.Of(await GetAsync(Tables.Usage, byStored.Keys, stop), byStored);
        return
            found.Count == keys.Count
            || await RangeAsync(
                Tables.Usage,
                UsageRows.HashedFrom(agency),
                Keys.PlainUsage(agency),
                limit: 1,
                stop
            )
                is []
            ? found
            : await ReadAsync(tables => UsageRows.Find(tables, agency, keys), stop);
    }

    /// <summary>In one round trip.</summary>
    public async ValueTask<UsageFacts> UsageFactsAsync(
        AgencyId agency,
        IReadOnlyCollection<ClientId> clients,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    )
    {
        var known = clients.ToDictionary(
            client => Keys.Of(agency, client),
            client => _heads.Find(agency, client)
        );
        var knownAgency = _heads.Find(agency);
        var byStored = keys.Distinct().ToDictionary(key => Keys.Usage(agency, key));
        var rows = await AskAsync(
            async (connection, cut) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(
                    Query
                        .Heads(
                            Tables.Agencies,
                            [(Keys.Of(agency), knownAgency?.Hash)],
                            locking: false
                        )
                        .InBatch()
                );
                batch.BatchCommands.Add(
                    Query
                        .Heads(
                            Tables.Clients,
                            known.Select(client => (client.Key, client.Value?.Hash)),
                            locking: false
                        )
                        .InBatch()
                );
                batch.BatchCommands.Add(Query.Get(Tables.Usage, byStored.Keys).InBatch());
                batch.BatchCommands.Add(Query.HashedUsage(agency).InBatch());
                await using var reader = await batch.ExecuteReaderAsync(cut);
                var agencies = await PgTables.HeadsAsync(Tables.Agencies, reader, cut);
                await reader.NextResultAsync(cut);
                var heads = await PgTables.HeadsAsync(Tables.Clients, reader, cut);
                await reader.NextResultAsync(cut);
                var usage = await PgTables.RowsAsync(Tables.Usage, reader, cut);
                await reader.NextResultAsync(cut);
                return (agencies, heads, usage, HasHashed: await reader.ReadAsync(cut));
            },
            stop
        );
        var states = new Dictionary<ClientId, ClientState>();
        foreach (var client in clients)
        {
            if (
                rows.heads.TryGetValue(Keys.Of(agency, client), out var bytes)
                && await HeadOfAsync(agency, client, known[Keys.Of(agency, client)], bytes, stop)
                    is { } head
            )
            {
                states.Add(client, head.State);
            }
        }

        var recorded = UsageRows.Of(rows.usage, byStored);
        IReadOnlyDictionary<UsageKey, UsageRow> all =
            rows.HasHashed && recorded.Count < keys.Count
                ? await ReadAsync(tables => UsageRows.Find(tables, agency, keys), stop)
                : recorded;
        return new UsageFacts(
            rows.agencies.TryGetValue(Keys.Of(agency), out var agencyBytes)
                ? (await HeadOfAsync(agency, knownAgency, agencyBytes, stop)).State
                : null,
            states,
            all.ToDictionary(pair => pair.Key, pair => pair.Value.ToRecord())
        );
    }

    protected override async ValueTask<Head<ClientState>?> ClientHeadAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    )
    {
        var known = _heads.Find(agency, client);
        return
            await HeadAsync(Tables.Clients, Keys.Of(agency, client), known?.Hash, stop) is { } row
            ? await HeadOfAsync(agency, client, known, row.Bytes, stop)
            : null;
    }

    protected override async ValueTask<Head<AgencyState>?> AgencyHeadAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var known = _heads.Find(agency);
        return await HeadAsync(Tables.Agencies, Keys.Of(agency), known?.Hash, stop) is { } row
            ? await HeadOfAsync(agency, known, row.Bytes, stop)
            : null;
    }

    /// <param name="bytes">Null: the known one.</param>
    private async ValueTask<Head<ClientState>?> HeadOfAsync(
        AgencyId agency,
        ClientId client,
        Head<ClientState>? known,
        byte[]? bytes,
        CancellationToken stop
    )
    {
        if (bytes is null)
        {
            return known!;
        }

        var stream = StreamName.Of(agency, client);
        var head = HeadCodec.Decode<ClientState>(bytes, stream, out var due);
        if (head is null)
        {
            try
            {
                var folded = await Folding.ClientAsync(this, agency, client, bytes, stop);
                head = folded with { Due = due };
            }
            catch (LedgerDamagedException)
            {
                // It may have been folded while entries were added; then the head has moved on, too.
                var witness = HeadWitness.Of(bytes, stream);
                if (await HasMovedOnAsync(Keys.Of(agency, client), witness, stop))
                {
                    return await ClientHeadAsync(agency, client, stop);
                }

                throw;
            }
        }

        if (head.State.Id != client)
        {
            throw NotIts(stream);
        }

        _heads.Put(agency, client, head, bytes.Length);
        return head;
    }

    /// <param name="bytes">Null: the known one.</param>
    private async ValueTask<Head<AgencyState>> HeadOfAsync(
        AgencyId agency,
        Head<AgencyState>? known,
        byte[]? bytes,
        CancellationToken stop
    )
    {
        if (bytes is null)
        {
            return known!;
        }

        var stream = StreamName.Of(agency);
        var head =
            HeadCodec.Decode<AgencyState>(bytes, stream, out _)
            ?? await ReadAsync(
                // Both at once: in one picture the head knows the last entry.
                tables =>
                    Folding.Agency(tables, agency, tables.Get(Tables.Agencies, Keys.Of(agency))!),
                stop
            );
        if (head.State.Id != agency)
        {
            throw NotIts(stream);
        }

        _heads.Put(agency, head, bytes.Length);
        return head;
    }

    private async ValueTask<bool> HasMovedOnAsync(
        string key,
        HeadWitness? witness,
        CancellationToken stop
    ) =>
        witness is not null
        && await HeadAsync(Tables.Clients, key, witness.Hash, stop) is { Bytes: not null };

    /// <summary>The head's bytes, null within when the table has the very one that is known; null when there is none.</summary>
    private ValueTask<HeadRow?> HeadAsync(
        string table,
        string key,
        string? knownHash,
        CancellationToken stop
    )
    {
        var (agency, rest) = PgKeys.Split(key);
        return AskAsync<HeadRow?>(
            async (connection, cut) =>
            {
                await using var command = new Query(
                    $"select case when hash = $3 then null else value end from {table} where agency = $1 and key = $2",
                    Query.Of(agency),
                    Query.Of(rest),
                    Query.Of(knownHash ?? "")
                ).On(connection);
                return await command.ExecuteScalarAsync(cut) switch
                {
                    null => null,
                    byte[] bytes => new HeadRow(bytes),
                    _ => new HeadRow(null),
                };
            },
            stop
        );
    }

    /// <summary>Asks the database; a question that only reads, or may be asked twice, is asked again when its connection was cut.</summary>
    /// <exception cref="StoreUnavailableException">It is away.</exception>
    private async ValueTask<T> AskAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> ask,
        CancellationToken stop
    )
    {
        await OpenedAsync(stop);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(stop);
                return await ask(connection, stop);
            }
            catch (Exception fault) when (PgFaults.IsCut(fault) && attempt < MostTries)
            {
                // Those that wait in the pool were cut with it.
                _source.Clear();
            }
            catch (Exception fault) when (PgFaults.Told(fault) is not null)
            {
                throw PgFaults.Told(fault)!;
            }
        }
    }

    private async ValueTask OpenedAsync(CancellationToken stop)
    {
        if (_isOpen)
        {
            if (!_announced.MayWork)
            {
                throw new StoreUnavailableException(PgPlace.Taken);
            }

            return;
        }

        await _opening.WaitAsync(stop);
        try
        {
            if (!_isOpen && Environment.TickCount64 >= Interlocked.Read(ref _sparedUntil))
            {
                await Task.Run(Prepare, stop);
            }
        }
        catch (Exception fault) when (fault is StoreStartException || PgFaults.IsAway(fault))
        {
            _away = PgFaults.Words(fault);
            Interlocked.Exchange(ref _sparedUntil, Environment.TickCount64 + SparedFor);
        }
        finally
        {
            _opening.Release();
        }

        if (!_isOpen)
        {
            throw new StoreUnavailableException($"The database is away: {_away}");
        }
    }

    private void Prepare()
    {
        try
        {
            PgSchema.Migrate(_connectionString, _log);
        }
        catch (PostgresException refused) when (!PgFaults.IsAway(refused))
        {
            throw new StoreStartException(
                $"The database can't be used: {refused.MessageText}. Look at Storage:ConnectionString.",
                refused
            );
        }

        _announced.Join();
        if (_use != StoreUse.MoveTarget)
        {
            using var connection = _source.OpenConnection();
            MoveMark.RefuseHalf(new PgTables(connection), StorageOptions.PostgreSql);
        }

        _isOpen = true;
    }

    [LoggerMessage(3152, LogLevel.Error, "A listener to commits failed")]
    private partial void LogListenerFault(Exception exception);

    [LoggerMessage(
        3153,
        LogLevel.Warning,
        "The database is away: {Why}; it is used when it is back"
    )]
    private partial void LogAway(string why);

    /// <param name="Bytes">Null: the one that is known.</param>
    private sealed record HeadRow(byte[]? Bytes);
}
