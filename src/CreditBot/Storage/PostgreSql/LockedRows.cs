using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>The rows on which a group of commits depends, read and locked in one round trip: until the transaction ends nobody else changes them.</summary>
internal sealed class LockedRows : ITables, IHeads
{
    /// <summary>Whoever holds a row for longer is stuck; the caller hears of it and may try again.</summary>
    private const string LongestWait = "5s";

    /// <summary>A node that is paused between reading and writing gives up its locks after so long.</summary>
    private const string LongestPause = "10s";

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

        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level read committed"));
        Ask(
            new Query(
                "select set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true), set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, true), pg_current_xact_id()::text",
                Query.Of(LongestWait),
                Query.Of(LongestPause)
            ),
            reader =>
            {
                reader.Read();
                rows.Transaction = reader.GetString(3);
            }
        );
        AskTurns(commits, Ask);
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

    // Clients' entries are written while the agency's aren't, so that none is decided before a close and written after it
    // (design.md §3.8); clients don't wait for each other.
    private static void AskTurns(
        IReadOnlyList<Commit> commits,
        Action<Query, Action<NpgsqlDataReader>> ask
    )
    {
        var turns = commits
            .Where(commit => !commit.Clients.IsEmpty || !commit.AgencyEntries.IsEmpty)
            .GroupBy(commit => commit.Agency)
            .OrderBy(agency => agency.Key.Value, StringComparer.Ordinal)
            .Select(agency =>
                (agency.Key, Alone: agency.Any(commit => !commit.AgencyEntries.IsEmpty))
            )
            .ToList();
        if (turns.Count > 0)
        {
            ask(
                new Query(
                    "select case when alone then pg_advisory_xact_lock(turn) else pg_advisory_xact_lock_shared(turn) end from unnest($1::bigint[], $2::bool[]) as t(turn, alone)",
                    Query.Of(turns.Select(turn => TurnOf(turn.Key)).ToArray()),
                    Query.Of(turns.Select(turn => turn.Alone).ToArray())
                ),
                _ => { }
            );
        }
    }

    private static long TurnOf(AgencyId agency) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"creditbot/{agency.Value}")));

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
