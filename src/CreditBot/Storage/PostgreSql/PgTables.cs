using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>The tables as one transaction sees them; whoever asks waits.</summary>
internal sealed class PgTables(NpgsqlConnection connection) : ITables
{
    public byte[]? Get(string table, string key)
    {
        using var command = Query.Get(table, key).On(connection);
        return command.ExecuteScalar() as byte[];
    }

    public IReadOnlyDictionary<string, byte[]> Get(string table, IReadOnlyCollection<string> keys)
    {
        using var command = Query.Get(table, keys.Distinct()).On(connection);
        return Rows(table, command).ToDictionary(row => row.Key, row => row.Value);
    }

    public IReadOnlyList<string> KeysIn(string table, string from, string to, int limit)
    {
        using var command = Query.Range(table, from, to, limit, keysOnly: true).On(connection);
        using var reader = command.ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
        {
            keys.Add(PgKeys.Join(table, reader.GetString(0), reader.GetString(1)));
        }

        return keys;
    }

    public IReadOnlyList<Row> Range(string table, string from, string to, int limit)
    {
        using var command = Query.Range(table, from, to, limit, keysOnly: false).On(connection);
        return Rows(table, command);
    }

    private static List<Row> Rows(string table, NpgsqlCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
        {
            rows.Add(RowOf(table, reader));
        }

        return rows;
    }

    /// <summary>Rows by their keys; agency, key and value are the first columns.</summary>
    public static async Task<Dictionary<string, byte[]>> RowsAsync(
        string table,
        NpgsqlDataReader reader,
        CancellationToken stop
    )
    {
        var rows = new Dictionary<string, byte[]>();
        while (await reader.ReadAsync(stop))
        {
            var row = RowOf(table, reader);
            rows.Add(row.Key, row.Value);
        }

        return rows;
    }

    /// <summary>Heads by their keys, null for those that are known (<see cref="Query.Heads"/>).</summary>
    public static async Task<Dictionary<string, byte[]?>> HeadsAsync(
        string table,
        NpgsqlDataReader reader,
        CancellationToken stop
    )
    {
        var heads = new Dictionary<string, byte[]?>();
        while (await reader.ReadAsync(stop))
        {
            var (key, bytes) = HeadOf(table, reader);
            heads.Add(key, bytes);
        }

        return heads;
    }

    public static (string Key, byte[]? Bytes) HeadOf(string table, NpgsqlDataReader reader) =>
        (
            PgKeys.Join(table, reader.GetString(0), reader.GetString(1)),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2)
        );

    /// <summary>Agency, key and value are the first columns.</summary>
    public static Row RowOf(string table, NpgsqlDataReader reader) =>
        new(
            PgKeys.Join(table, reader.GetString(0), reader.GetString(1)),
            reader.GetFieldValue<byte[]>(2)
        );
}
