using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Storage;
using CreditBot.Storage.Memory;
using CreditBot.Storage.PostgreSql;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CreditBot.Bench.Postgres;

/// <summary>Many agencies brought into a database by COPY: each is made in memory by the product's own decisions, and its rows are copied as they stand.</summary>
internal static class AgencyCopies
{
    private const int AgenciesAtOnce = 50;

    /// <returns>How many rows were written.</returns>
    public static async Task<long> WriteAsync(
        string database,
        int agencies,
        int clients,
        Instant now
    )
    {
        await using var source = NpgsqlDataSource.Create(database);
        var rows = 0L;
        await Parallel.ForEachAsync(
            Enumerable.Range(1, agencies).Chunk(AgenciesAtOnce),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (numbers, stop) =>
            {
                var made = new Dictionary<string, List<Row>>(StringComparer.Ordinal);
                foreach (var number in numbers)
                {
                    await MakeAsync(number, clients, now, made);
                }

                await using var connection = await source.OpenConnectionAsync(stop);
                foreach (var (table, some) in made)
                {
                    await CopyAsync(connection, table, some);
                    Interlocked.Add(ref rows, some.Count);
                }
            }
        );
        await using var analyze = source.CreateCommand("analyze");
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync();
        return rows;
    }

    private static async Task MakeAsync(
        int number,
        int clients,
        Instant now,
        Dictionary<string, List<Row>> made
    )
    {
        // A clock that stands, and starts today: nothing of theirs is due within the month.
        var clock = new Simulation.SimulatedClock(now);
        await using var store = new MemoryStore(clock);
        await MadeAgency.FillAsync(
            store,
            clock,
            new AgencyId($"agency-{number.ToString("D5", CultureInfo.InvariantCulture)}"),
            clients,
            _ => null
        );
        foreach (var table in Tables.All)
        {
            var rows = await store.ReadAsync(
                tables => tables.Range(table, "", Keys.EndOf(""), int.MaxValue),
                CancellationToken.None
            );
            if (rows.Count > 0)
            {
                made.TryAdd(table, []);
                made[table].AddRange(rows);
            }
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, List<Row> rows)
    {
        var isHead = table is Tables.Clients or Tables.Agencies;
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {table} (agency, key, value{(isHead ? ", hash" : "")}) from stdin (format binary)"
        );
        foreach (var row in rows)
        {
            var (agency, key) = PgKeys.Split(row.Key);
            await writer.StartRowAsync();
            await writer.WriteAsync(agency, NpgsqlDbType.Text);
            await writer.WriteAsync(key, NpgsqlDbType.Text);
            await writer.WriteAsync(row.Value, NpgsqlDbType.Bytea);
            if (isHead)
            {
                await writer.WriteAsync(PgWrites.HashOf(table, row), NpgsqlDbType.Text);
            }
        }

        await writer.CompleteAsync();
    }
}
