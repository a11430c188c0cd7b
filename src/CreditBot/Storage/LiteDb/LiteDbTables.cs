using System.Collections.Immutable;
using LiteDB;
using LiteDB.Engine;

namespace CreditBot.Storage.LiteDb;

/// <summary>The tables as collections of a LiteDB file: a key and its bytes.</summary>
internal sealed class LiteDbTables : ITables, IDisposable
{
    private const string Value = "v";

    private readonly LiteDatabase _database;
    private readonly Dictionary<string, ILiteCollection<BsonDocument>> _collections;
    private readonly HotRows _documents = new();

    /// <exception cref="LiteException">The pages can't be read.</exception>
    public LiteDbTables(Stream pages, Stream log)
    {
        _database = new LiteDatabase(
            new LiteEngine(
                new EngineSettings
                {
                    DataStream = pages,
                    LogStream = log,
                    // Keys sort by their characters' numbers, everywhere the same and upper case apart from lower.
                    Collation = new Collation("en-US/Ordinal"),
                }
            )
        );
        _collections = Tables.All.ToDictionary(
            table => table,
            table => _database.GetCollection<BsonDocument>(table)
        );
    }

    public IReadOnlyCollection<string> Names => [.. _database.GetCollectionNames()];

    public byte[]? Get(string table, string key) =>
        table == Tables.Documents ? _documents.Get(key, hot => Find(table, hot)) : Find(table, key);

    public IReadOnlyDictionary<string, byte[]> Get(
        string table,
        IReadOnlyCollection<string> keys
    ) =>
        keys.Count == 0
            ? ImmutableDictionary<string, byte[]>.Empty
            : _collections[table]
                .Query()
                .Where("_id IN @0", new BsonArray(keys.Select(key => new BsonValue(key))))
                .ToEnumerable()
                .ToDictionary(
                    document => document["_id"].AsString,
                    document => document[Value].AsBinary
                );

    public IReadOnlyList<string> KeysIn(string table, string from, string to, int limit) =>
        [
            .. _collections[table]
                .Query()
                .Where("_id BETWEEN @0 AND @1", from, to)
                .Select("_id")
                .Limit(limit)
                .ToEnumerable()
                .Select(document => document["_id"].AsString),
        ];

    public IReadOnlyList<Row> Range(string table, string from, string to, int limit) =>
        [
            .. _collections[table]
                .Query()
                .Where("_id BETWEEN @0 AND @1", from, to)
                .Limit(limit)
                .ToEnumerable()
                .Select(document => new Row(document["_id"].AsString, document[Value].AsBinary)),
        ];

    /// <summary>Makes all collections: one that is made later could fail whoever reads it just then.</summary>
    public void MakeAll()
    {
        _database.BeginTrans();
        foreach (var collection in _collections.Values)
        {
            collection.Insert(Array.Empty<BsonDocument>());
        }

        _database.Commit();
    }

    /// <summary>Writes in one transaction; it is in LiteDB's log then and not yet in its pages.</summary>
    public void Write(IEnumerable<(string Table, string Key, byte[]? Value)> changes)
    {
        var tables = changes.ToLookup(change => change.Table);
        foreach (var (_, key, _) in tables[Tables.Documents])
        {
            _documents.Forget(key);
        }

        try
        {
            Write(tables, Tables.OnlyGrow.Contains);
        }
        catch (LiteException exception)
            when (exception.ErrorCode == LiteException.INDEX_DUPLICATE_KEY)
        {
            // A row stands where none can: it is no part of its stream, and replaced.
            _database.Rollback();
            Write(tables, _ => false);
        }
    }

    /// <summary>Carries the log over into the pages.</summary>
    public void Checkpoint() => _database.Checkpoint();

    public void Dispose()
    {
        _documents.Dispose();
        _database.Dispose();
    }

    private byte[]? Find(string table, string key) =>
        _collections[table].FindById(key) is { } document ? document[Value].AsBinary : null;

    // Whole tables at once: a call of its own for each row costs LiteDB as much again as the row.
    private void Write(
        ILookup<string, (string Table, string Key, byte[]? Value)> tables,
        Func<string, bool> isNew
    )
    {
        _database.BeginTrans();
        foreach (var table in tables)
        {
            var collection = _collections[table.Key];
            foreach (var (_, key, _) in table.Where(change => change.Value is null))
            {
                collection.Delete(key);
            }

            var rows = table
                .Where(change => change.Value is not null)
                .Select(change => new BsonDocument
                {
                    ["_id"] = change.Key,
                    [Value] = change.Value,
                });
            _ = isNew(table.Key) ? collection.Insert(rows) : collection.Upsert(rows);
        }

        _database.Commit();
    }
}
