using CreditBot.Storage;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using Npgsql;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.PostgreSql;

/// <summary>With many agencies in the database, what is asked often finds its rows by an index.</summary>
public sealed class PgPlansTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_use_their_indexes()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        await using var store = PgStore.Open(
            database,
            new FakeClock(Start),
            NullLogger<PgStore>.Instance
        );
        await using var source = NpgsqlDataSource.Create(database);
        // 200 agencies with 200 clients each; what is asked for is a handful.
        foreach (
            var fill in new[]
            {
                Filled("clients", "'client-' || c, 'x', 'hash'", "agency, key, value, hash"),
                Filled("usage", "'~6 editor ' || c, 'x'", "agency, key, value"),
                Filled(
                    "entries",
                    "'client-' || c || '/0000000000000000001', 'x'",
                    "agency, key, value"
                ),
                Filled("documents", "'person/p' || c, 'x'", "agency, key, value"),
                Filled(
                    "due",
                    "lpad((1700000000000000 + a * 1000000 + c)::text, 19, '0') || '/client-' || c, 'x'",
                    "agency, key, value"
                ),
                Filled(
                    "outbox",
                    "'m' || c, 'x', case when c = 1 then 'waiting' else 'sent' end, 'lane' || c, 1700000000000000 + a, false",
                    "agency, key, value, state, lane, due_at, failed"
                ),
                "analyze",
            }
        )
        {
            await using var command = source.CreateCommand(fill);
            await command.ExecuteNonQueryAsync(Stop);
        }

        var keys = Enumerable.Range(1, 20).Select(n => $"agency-7/client-{n}").ToList();
        await ShouldUseIndexAsync(source, Query.Get(Tables.Clients, keys[0]));
        await ShouldUseIndexAsync(
            source,
            Query.Heads(Tables.Clients, keys.Select(key => (key, (string?)null)), locking: true)
        );
        await ShouldUseIndexAsync(
            source,
            Query.Get(Tables.Usage, Enumerable.Range(1, 50).Select(n => $"agency-7/~6 editor {n}"))
        );
        await ShouldUseIndexAsync(
            source,
            Query.Get(Tables.Documents, ["agency-7/person/p3"], locking: true)
        );
        foreach (
            var (table, prefix) in new[]
            {
                (Tables.Entries, "agency-7/client-3/"),
                (Tables.Clients, "agency-7/"),
                (Tables.Due, "agency-7/"),
                (Tables.Documents, "agency-7/person/"),
            }
        )
        {
            await ShouldUseIndexAsync(
                source,
                Query.Range(table, prefix, Keys.EndOf(prefix), 200, keysOnly: false)
            );
            await ShouldUseIndexAsync(
                source,
                Query.Range(table, Keys.After(prefix + "x"), Keys.EndOf(""), 200, keysOnly: true)
            );
        }

        await ShouldUseIndexAsync(source, Query.DueAgencies(1700000002000000));
        await ShouldUseIndexAsync(source, PgLanes.Take(Start, 100, "node"));
    }

    private static string Filled(string table, string values, string columns) =>
        $"insert into {table} ({columns}) select 'agency-' || a, {values} from generate_series(1, 200) a, generate_series(1, 200) c";

    private static async Task ShouldUseIndexAsync(NpgsqlDataSource source, Query query)
    {
        await using var connection = await source.OpenConnectionAsync(Stop);
        await using var explain = (query with { Text = $"explain {query.Text}" }).On(connection);
        await using var reader = await explain.ExecuteReaderAsync(Stop);
        var plan = new List<string>();
        while (await reader.ReadAsync(Stop))
        {
            plan.Add(reader.GetString(0));
        }

        // The lanes themselves are few, and may be read whole.
        plan.ShouldNotContain(
            line => line.Contains("Seq Scan") && !line.Contains("outbox_lanes"),
            $"{query.Text}\n{string.Join('\n', plan)}"
        );
    }
}
