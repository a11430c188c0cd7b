using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>The rows on which a group of commits depends, read and locked in one round trip: until the transaction ends nobody else changes them.</summary>
internal sealed class LockedRows : ITables, IHeads
{
    private readonly PgTables _tables;
    private readonly PgHeads _heads;
    private readonly Dictionary<(string Table, string Key), byte[]?> _rows = [];
    private readonly Dictionary<string, Func<Head<ClientState>?>> _clients = [];
    private readonly Dictionary<string, Func<Head<AgencyState>?>> _agencies = [];
    private readonly HashSet<string> _hashedUsage = [];

    private LockedRows(NpgsqlConnection connection, PgHeads heads)
    {
        _tables = new PgTables(connection);
        _heads = heads;
    }

    /// <summary>The transaction, by which the server knows later what became of it.</summary>
    public string Transaction { get; private set; } = "";

    /// <summary>Whether a row that was asked for was not there. There was nothing to lock, so another node may be writing it just now.</summary>
    public bool WasAbsent(string table, string key) =>
        _rows.TryGetValue((table, key), out var value) && value is null;

    /// <summary>Begins a transaction and reads what the commits have read, as it stands now.</summary>
    public static async Task<LockedRows> ReadAsync(
        NpgsqlConnection connection,
        PgHeads heads,
        IReadOnlyList<Commit> commits,
        CancellationToken stop
    )
    {
        var rows = new LockedRows(connection, heads);
        await using var batch = new NpgsqlBatch(connection);
        var readers = new List<Action<NpgsqlDataReader>>();

        void Ask(Query query, Action<NpgsqlDataReader> read)
        {
            batch.BatchCommands.Add(query.InBatch());
            readers.Add(read);
        }

        batch.BatchCommands.Add(PgTransaction.Begin());
        Ask(
            PgTransaction.Settings("pg_current_xact_id()::text"),
            reader =>
            {
                reader.Read();
                rows.Transaction = reader.GetString(3);
            }
        );
        if (PgTransaction.Turns(commits) is { } turns)
        {
            Ask(turns, _ => { });
        }

        rows.AskHeads(commits, Ask);
        rows.AskRows(
            Tables.Documents,
            commits.SelectMany(commit =>
                commit.Documents.Select(write =>
                    Keys.Document(commit.Agency, write.Kind, write.Key)
                )
            ),
            Ask
        );
        rows.AskRows(
            Tables.Answers,
            commits
                .Where(commit => commit.Answer is not null)
                .Select(commit => Keys.Answer(commit.Agency, commit.Answer!.Key)),
            Ask
        );
        rows.AskRows(
            Tables.Outbox,
            commits.SelectMany(commit =>
                commit.Outbox.Select(message => Keys.Outbox(commit.Agency, message.Id))
            ),
            Ask
        );
        rows.AskUsage(commits, Ask);

        await using var reader = await batch.ExecuteReaderAsync(stop);
        foreach (var read in readers)
        {
            read(reader);
            await reader.NextResultAsync(stop);
        }

        return rows;
    }

    public byte[]? Get(string table, string key) =>
        _rows.TryGetValue((table, key), out var value) ? value : _tables.Get(table, key);

    public IReadOnlyDictionary<string, byte[]> Get(string table, IReadOnlyCollection<string> keys)
    {
        var found = new Dictionary<string, byte[]>();
        var unknown = new List<string>();
        foreach (var key in keys.Distinct())
        {
            if (!_rows.TryGetValue((table, key), out var value))
            {
                unknown.Add(key);
            }
            else if (value is not null)
            {
                found.Add(key, value);
            }
        }

        if (unknown.Count > 0)
        {
            foreach (var (key, value) in _tables.Get(table, unknown))
            {
                found.Add(key, value);
            }
        }

        return found;
    }

    public bool MayHave(string table, string from, string to) =>
        table != Tables.Usage || _hashedUsage.Contains(Keys.AgencyOf(from));

    public IReadOnlyList<string> KeysIn(string table, string from, string to, int limit) =>
        _tables.KeysIn(table, from, to, limit);

    public IReadOnlyList<Row> Range(string table, string from, string to, int limit) =>
        _tables.Range(table, from, to, limit);

    Head<ClientState>? IHeads.Client(ITables tables, AgencyId agency, ClientId client) =>
        _clients.GetValueOrDefault(Keys.Of(agency, client))?.Invoke();

    Head<AgencyState>? IHeads.Agency(ITables tables, AgencyId agency) =>
        _agencies.GetValueOrDefault(Keys.Of(agency))?.Invoke();

    // Whoever wrote the group puts them, with their size.
    void IHeads.Put(AgencyId agency, ClientId client, Head<ClientState> head) { }

    void IHeads.Put(AgencyId agency, Head<AgencyState> head) { }

    private void AskHeads(
        IReadOnlyList<Commit> commits,
        Action<Query, Action<NpgsqlDataReader>> ask
    )
    {
        var clients = commits
            .SelectMany(commit => commit.Clients.Select(append => (commit.Agency, append.Client)))
            .Distinct()
            .ToDictionary(
                client => Keys.Of(client.Agency, client.Client),
                client => (client, Known: _heads.Find(client.Agency, client.Client))
            );
        AskHeads(
            Tables.Clients,
            clients.ToDictionary(client => client.Key, client => client.Value.Known?.Hash),
            locking: true,
            (key, bytes) =>
            {
                var ((agency, client), known) = clients[key];
                _clients[key] = Once(() =>
                    bytes is null ? known! : TableStore.HeadOf(_tables, agency, client, bytes)
                );
            },
            ask
        );
        var agencies = commits
            .Where(commit => !commit.Clients.IsEmpty || !commit.AgencyEntries.IsEmpty)
            .Select(commit => commit.Agency)
            .Distinct()
            .ToDictionary(Keys.Of, agency => (agency, Known: _heads.Find(agency)));
        AskHeads(
            Tables.Agencies,
            agencies.ToDictionary(agency => agency.Key, agency => agency.Value.Known?.Hash),
            // Its turn keeps it as it is; a lock on the row would make all of its clients' writers wait for each other.
            locking: false,
            (key, bytes) =>
            {
                var (agency, known) = agencies[key];
                _agencies[key] = Once(() =>
                    bytes is null ? known! : TableStore.HeadOf(_tables, agency, bytes)
                );
            },
            ask
        );
    }

    private static void AskHeads(
        string table,
        IReadOnlyDictionary<string, string?> known,
        bool locking,
        Action<string, byte[]?> found,
        Action<Query, Action<NpgsqlDataReader>> ask
    )
    {
        if (known.Count == 0)
        {
            return;
        }

        ask(
            Query.Heads(table, known.Select(head => (head.Key, head.Value)), locking),
            reader =>
            {
                while (reader.Read())
                {
                    var (key, bytes) = PgTables.HeadOf(table, reader);
                    found(key, bytes);
                }
            }
        );
    }

    private void AskRows(
        string table,
        IEnumerable<string> keys,
        Action<Query, Action<NpgsqlDataReader>> ask,
        bool locking = true
    )
    {
        var asked = keys.Distinct().ToList();
        if (asked.Count == 0)
        {
            return;
        }

        foreach (var key in asked)
        {
            _rows[(table, key)] = null;
        }

        ask(
            Query.Get(table, asked, locking),
            reader =>
            {
                while (reader.Read())
                {
                    var row = PgTables.RowOf(table, reader);
                    _rows[(table, row.Key)] = row.Value;
                }
            }
        );
    }

    // Rows of usage are never changed, so nobody has to be kept from them.
    private void AskUsage(
        IReadOnlyList<Commit> commits,
        Action<Query, Action<NpgsqlDataReader>> ask
    )
    {
        var writing = commits.Where(commit => !commit.Usage.IsEmpty).ToList();
        AskRows(
            Tables.Usage,
            writing.SelectMany(commit =>
                commit.Usage.Select(write => Keys.Usage(commit.Agency, write.Key))
            ),
            ask,
            locking: false
        );
        foreach (var agency in writing.Select(commit => commit.Agency).Distinct())
        {
            ask(
                Query.HashedUsage(agency),
                reader =>
                {
                    if (reader.Read())
                    {
                        _hashedUsage.Add(agency.Value);
                    }
                }
            );
        }
    }

    private static Func<T> Once<T>(Func<T> make)
        where T : class
    {
        T? made = null;
        return () => made ??= make();
    }
}
