using LiteDB;
using LiteDB.Engine;

namespace CreditBot.Storage.LiteDb;

/// <summary>The tables as collections of a LiteDB file: a key and its bytes.</summary>
internal sealed class LiteDbTables : ITables, IDisposable
{
    private const string Value = "v";

    private readonly LiteDatabase _database;
    private readonly Dictionary<string, ILiteCollection<BsonDocument>> _collections;

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
        _collections[table].FindById(key) is { } document ? document[Value].AsBinary : null;

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
        _database.BeginTrans();
        foreach (var (table, key, value) in changes)
        {
            if (value is null)
            {
                _collections[table].Delete(key);
            }
            else
            {
                _collections[table].Upsert(new BsonDocument { ["_id"] = key, [Value] = value });
            }
        }

        _database.Commit();
    }

    /// <summary>Carries the log over into the pages.</summary>
    public void Checkpoint() => _database.Checkpoint();

    public void Dispose() => _database.Dispose();
}
