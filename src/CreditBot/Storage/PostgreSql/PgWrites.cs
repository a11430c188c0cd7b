using CreditBot.Amounts;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Rows as statements that write them, one a table.</summary>
internal static class PgWrites
{
    /// <summary>Statements for rows of any table; null deletes. What stands beside a row's bytes is read from them.</summary>
    /// <param name="mayBeThere">Whether rows of tables that only grow may be there already, as they are; otherwise that is a fault.</param>
    /// <param name="isNew">Rows that were decided on as not being there: one that is there by now is a race, and a fault.</param>
    public static IEnumerable<Query> Of(
        IEnumerable<(string Table, string Key, byte[]? Value)> changes,
        bool mayBeThere = false,
        Func<string, string, bool>? isNew = null
    )
    {
        // In one order of tables and keys everywhere, so that two nodes never wait for each other's rows.
        foreach (
            var table in changes
                .GroupBy(change => change.Table)
                .OrderBy(table => table.Key, StringComparer.Ordinal)
        )
        {
            var gone = table.Where(change => change.Value is null).Select(change => change.Key);
            if (gone.Any())
            {
                var (agencies, keys) = Query.Columns(gone);
                yield return new Query(
                    $"delete from {table.Key} t using unnest($1::text[], $2::text[]) as k(agency, key) where t.agency = k.agency and t.key = k.key",
                    Query.Of(agencies),
                    Query.Of(keys)
                );
            }

            var rows = table
                .Where(change => change.Value is not null)
                .Select(change => new Row(change.Key, change.Value!))
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .ToList();
            foreach (var some in rows.GroupBy(row => isNew?.Invoke(table.Key, row.Key) ?? false))
            {
                yield return Put(table.Key, [.. some], mayBeThere, some.Key);
            }
        }
    }

    /// <summary>Heads, with the hashes of their streams' last entries.</summary>
    public static Query Heads(
        string table,
        IEnumerable<(string Key, byte[] Value, string Hash)> heads
    )
    {
        var sorted = heads.OrderBy(head => head.Key, StringComparer.Ordinal).ToList();
        var (agencies, keys) = Query.Columns(sorted.Select(head => head.Key));
        return new Query(
            $"insert into {table} (agency, key, value, hash) select * from unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) on conflict (agency, key) do update set value = excluded.value, hash = excluded.hash",
            Query.Of(agencies),
            Query.Of(keys),
            Query.Of(sorted.Select(head => head.Value).ToArray()),
            Query.Of(sorted.Select(head => head.Hash).ToArray())
        );
    }

    private static Query Put(string table, List<Row> rows, bool mayBeThere, bool areNew)
    {
        var (agencies, keys) = Query.Columns(rows.Select(row => row.Key));
        var values = Query.Of(rows.Select(row => row.Value).ToArray());
        return table switch
        {
            Tables.Clients or Tables.Agencies => Heads(
                table,
                rows.Select(row => (row.Key, row.Value, HashOf(table, row)))
            ),
            Tables.Outbox => Messages(rows, agencies, keys, values, areNew),
            _ when areNew || Tables.OnlyGrow.Contains(table) => new Query(
                $"insert into {table} (agency, key, value) select * from unnest($1::text[], $2::text[], $3::bytea[])"
                    + (mayBeThere ? " on conflict (agency, key) do nothing" : ""),
                Query.Of(agencies),
                Query.Of(keys),
                values
            ),
            _ => new Query(
                $"insert into {table} (agency, key, value) select * from unnest($1::text[], $2::text[], $3::bytea[]) on conflict (agency, key) do update set value = excluded.value",
                Query.Of(agencies),
                Query.Of(keys),
                values
            ),
        };
    }

    private static Query Messages(
        List<Row> rows,
        string[] agencies,
        string[] keys,
        NpgsqlParameter values,
        bool areNew
    )
    {
        var messages = rows.Select(row => Rows.Read<OutboxRow>(Tables.Outbox, row)).ToList();
        return new Query(
            "insert into outbox (agency, key, value, state, lane, due_at, failed) select * from unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::bigint[], $7::bool[])"
                + (
                    areNew
                        ? ""
                        : " on conflict (agency, key) do update set value = excluded.value, state = excluded.state, lane = excluded.lane, due_at = excluded.due_at, failed = excluded.failed"
                ),
            Query.Of(agencies),
            Query.Of(keys),
            values,
            Query.Of(messages.Select(message => message.State).ToArray()),
            Query.Of(messages.Select(message => PgKeys.Text(message.Lane)).ToArray()),
            Query.Of(
                messages.Select(message => Instants.ToUnixTimeMicroseconds(message.DueAt)).ToArray()
            ),
            Query.Of(messages.Select(message => message.Attempts > 0).ToArray())
        );
    }

    // A head that can't be read has none: whoever asks for it reads it and hears of the damage.
    public static string HashOf(string table, Row row) =>
        HeadWitness
            .Of(
                row.Value,
                table == Tables.Agencies
                    ? StreamName.Of(new AgencyId(row.Key))
                    : new StreamName(new AgencyId(Keys.AgencyOf(row.Key)), Keys.LastPart(row.Key))
            )
            ?.Hash
        ?? "";
}
