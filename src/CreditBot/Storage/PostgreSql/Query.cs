using CreditBot.Amounts;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>A statement with its values, $1 and on.</summary>
internal sealed record Query(string Text, params IReadOnlyList<NpgsqlParameter> Values)
{
    /// <summary>The value under a key.</summary>
    public static Query Get(string table, string key)
    {
        var (agency, rest) = PgKeys.Split(key);
        return new Query(
            $"select value from {table} where agency = $1 and key = $2",
            Of(agency),
            Of(rest)
        );
    }

    /// <summary>Agency, key and value of the rows that are there.</summary>
    /// <param name="locking">Until the transaction ends nobody else changes them.</param>
    public static Query Get(string table, IEnumerable<string> keys, bool locking = false)
    {
        var (agencies, rest) = Columns(keys);
        return new Query(
            $"select t.agency, t.key, t.value from {table} t join unnest($1::text[], $2::text[]) as k(agency, key) on t.agency = k.agency and t.key = k.key"
                + (locking ? " order by t.agency, t.key for no key update of t" : ""),
            Of(agencies),
            Of(rest)
        );
    }

    /// <summary>Agency, key and bytes of heads, null for those whose hash is the known one.</summary>
    /// <param name="locking">Until the transaction ends nobody else changes them.</param>
    public static Query Heads(
        string table,
        IEnumerable<(string Key, string? Hash)> known,
        bool locking
    )
    {
        var sorted = known.OrderBy(head => head.Key, StringComparer.Ordinal).ToList();
        var (agencies, keys) = Columns(sorted.Select(head => head.Key));
        return new Query(
            $"select t.agency, t.key, case when t.hash = k.hash then null else t.value end from {table} t join unnest($1::text[], $2::text[], $3::text[]) as k(agency, key, hash) on t.agency = k.agency and t.key = k.key"
                + (locking ? " order by t.agency, t.key for no key update of t" : ""),
            Of(agencies),
            Of(keys),
            Of(sorted.Select(head => head.Hash ?? "").ToArray())
        );
    }

    /// <summary>Ends in a fault (<see cref="PgFaults.IsOvertaken"/>) unless all heads are there with these hashes.</summary>
    /// <param name="locking">Until the transaction ends nobody else changes them.</param>
    public static Query AreStill(
        string table,
        IEnumerable<(string Key, string Hash)> heads,
        bool locking
    )
    {
        var sorted = heads.OrderBy(head => head.Key, StringComparer.Ordinal).ToList();
        var (agencies, keys) = Columns(sorted.Select(head => head.Key));
        return new Query(
            // SQL has no other way to fail at will than to compute what can't be computed.
            $"select 1 / (case when count(*) = $4 then 1 else 0 end) from (select 1 from {table} t join unnest($1::text[], $2::text[], $3::text[]) as k(agency, key, hash) on t.agency = k.agency and t.key = k.key and t.hash = k.hash"
                + (locking ? " order by t.agency, t.key for no key update of t" : "")
                + ") still",
            Of(agencies),
            Of(keys),
            Of(sorted.Select(head => head.Hash).ToArray()),
            Of((long)sorted.Count)
        );
    }

    /// <summary>Agency, key and, unless only keys are wanted, value of a range's rows in their order.</summary>
    public static Query Range(string table, string from, string to, int limit, bool keysOnly)
    {
        var first = PgKeys.From(from);
        var last = PgKeys.To(to);
        var above = first.IsAfter ? ">" : ">=";
        // Within one agency said so: the planner knows better what it comes to.
        var within =
            first.Agency == last.Agency
                ? $"agency = $1 and key {above} $2 and agency = $3 and key <= $4"
                : $"(agency, key) {above} ($1, $2) and (agency, key) <= ($3, $4)";
        return new Query(
            $"select agency, key{(keysOnly ? "" : ", value")} from {table} where {within} order by agency, key limit $5",
            Of(first.Agency),
            Of(first.Key),
            Of(last.Agency),
            Of(last.Key),
            Of(limit)
        );
    }

    /// <summary>One key of an agency's usage that is kept by its hash; none says that there is none.</summary>
    public static Query HashedUsage(AgencyId agency) =>
        Range(
            Tables.Usage,
            UsageRows.HashedFrom(agency),
            Keys.PlainUsage(agency),
            limit: 1,
            keysOnly: true
        );

    /// <summary>The agencies with something due, in their order.</summary>
    /// <param name="until">Microseconds since 1970.</param>
    public static Query DueAgencies(long until) =>
        new("select distinct agency from due where at <= $1 order by agency", Of(until));

    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>Keys as two columns, in one order everywhere: whoever locks many rows locks them in it.</summary>
    public static (string[] Agencies, string[] Keys) Columns(IEnumerable<string> keys)
    {
        var sorted = keys.Order(StringComparer.Ordinal).Select(PgKeys.Split).ToList();
        return ([.. sorted.Select(key => key.Agency)], [.. sorted.Select(key => key.Key)]);
    }

    public NpgsqlCommand On(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Text, connection);
        foreach (var value in Values)
        {
            command.Parameters.Add(value);
        }

        return command;
    }

    public NpgsqlBatchCommand InBatch()
    {
        var command = new NpgsqlBatchCommand(Text);
        foreach (var value in Values)
        {
            command.Parameters.Add(value);
        }

        return command;
    }
}
