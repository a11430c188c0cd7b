namespace CreditBot.Storage;

/// <summary>Where everything is kept (contract.md, Settings).</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    public const string LiteDb = "litedb";

    public const string PostgreSql = "postgresql";

    /// <summary>Default <c>litedb</c>.</summary>
    public string Provider { get; set; } = LiteDb;

    /// <summary>The LiteDB file; relative paths start at the working directory.</summary>
    public string Path { get; set; } = "data/creditbot.db";

    /// <summary>Where PostgreSQL is, as Npgsql has it: <c>Host=…;Database=…;Username=…;Password=…</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>No setting: what the process at hand needs the store for, said before it is opened.</summary>
    internal StoreUse Use { get; set; }

    /// <summary>Whether several nodes may have the store at once.</summary>
    public bool IsShared => Provider == PostgreSql;

    /// <summary>What is wrong, one clear line each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Provider == PostgreSql)
        {
            if (ConnectionStringFault.Of(ConnectionString) is { } fault)
            {
                yield return $"{Section}:ConnectionString {fault}.";
            }

            yield break;
        }

        if (Provider != LiteDb)
        {
            yield return $"{Section}:Provider is '{Provider}'; it has to be '{LiteDb}' or '{PostgreSql}'.";
        }

        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return $"{Section}:Path is empty; name the file to keep everything in, such as data/creditbot.db.";
        }
    }
}
