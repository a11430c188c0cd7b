using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Bench.Ledger;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace CreditBot.Bench.Postgres;

/// <summary>One grant at a time from each of eight, through the ledger and its store.</summary>
internal static class Grants
{
    private const int Rounds = 5;
    private const int Connections = 8;
    private const int Each = 100;

    /// <summary>Distinct clients, against the least that an append can be: one row under the same key, by a connection for each.</summary>
    public static async Task RunAsync(Figures figures, PostgresServer server)
    {
        // A server of its own: flushes are counted by server.
        await using var bareServer = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        var clients = await FillAsync(database);
        var length = await EntryLengthAsync(database, clients[0]);
        await using var bare = await BareAsync(await bareServer.NewDatabaseAsync());
        await DatabaseLoad.ForgetFlushesAsync(server);
        await DatabaseLoad.ForgetFlushesAsync(bareServer);

        var (ours, theirs) = (new List<double>(), new List<double>());
        await using (var store = Open(database))
        {
            var desk = new CreditDesk(new Ledgers(store, SystemClock.Instance));
            for (var round = 0; round <= Rounds; round++)
            {
                var first = round * Each;
                // Nobody is given credits hundreds of times: each client has a turn a round.
                var one = await RateAsync(
                    Connections,
                    (n, i) => GrantAsync(desk, clients[(n * Each) + i])
                );
                var other = await RateAsync(
                    Connections,
                    (n, i) => AppendAsync(bare, clients[n], first + i, length)
                );
                if (round > 0)
                {
                    ours.Add(one);
                    theirs.Add(other);
                }
            }
        }

        await bare.DisposeAsync();
        const int Written = (Rounds + 1) * Connections * Each;
        figures.AtLeast(
            $"{Connections} at once: rate",
            Samples.Ratio(ours, theirs),
            0.7,
            $"grants/s: {new Samples(ours).Show("0")}, bare appends {new Samples(theirs).Show("0")}; an entry has {length} bytes"
        );
        var bareFlushes = await DatabaseLoad.FlushesAsync(bareServer) / (double)Written;
        figures.AtMost(
            "flushes per grant",
            new Samples([await DatabaseLoad.FlushesAsync(server) / (double)Written]),
            0.35,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"bare {bareFlushes:0.00}"
            )
        );
    }

    /// <summary>All on one client, against one alone on it.</summary>
    public static async Task BusyAsync(Figures figures, PostgresServer server)
    {
        var database = await server.NewDatabaseAsync();
        var clients = await FillAsync(database);
        await using var store = Open(database);
        var desk = new CreditDesk(new Ledgers(store, SystemClock.Instance));
        var (together, alone) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            // A lot for each grant: a client for each round, or the last would measure how long a state with thousands of lots is.
            var many = await RateAsync(Connections, _ => GrantAsync(desk, clients[2 * round]));
            var one = await RateAsync(1, _ => GrantAsync(desk, clients[(2 * round) + 1]));
            if (round > 0)
            {
                together.Add(many);
                alone.Add(one);
            }
        }

        figures.AtLeast(
            $"{Connections} on one client: rate",
            Samples.Ratio(together, alone),
            1,
            $"grants/s: {new Samples(together).Show("0")}, one alone {new Samples(alone).Show("0")}"
        );
    }

    private static PgStore Open(string database) =>
        PgStore.Open(database, SystemClock.Instance, NullLogger<PgStore>.Instance);

    private static async Task<IReadOnlyList<ClientId>> FillAsync(string database)
    {
        await using var store = Open(database);
        var clients = await MadeAgency.FillAsync(
            store,
            SystemClock.Instance,
            AgencyId.Default,
            Connections * Each,
            _ => null
        );
        await GrantAsync(new CreditDesk(new Ledgers(store, SystemClock.Instance)), clients[0]);
        return clients;
    }

    private static async Task<int> EntryLengthAsync(string database, ClientId client)
    {
        await using var store = Open(database);
        var stream = Keys.Stream(AgencyId.Default, client.Value);
        var entries = await store.ReadAsync(
            tables => tables.Range(Tables.Entries, stream, Keys.EndOf(stream), limit: 100),
            CancellationToken.None
        );
        return entries[^1].Value.Length;
    }

    private static async Task GrantAsync(CreditDesk desk, ClientId client)
    {
        var granted = await desk.GrantAsync(
            MadeAgency.Editor(AgencyId.Default),
            client,
            new GrantCredits(Credits.Of(1), "a little more"),
            null,
            CancellationToken.None
        );
        if (granted is not LedgerResult.Done)
        {
            throw new InvalidOperationException($"A grant came to {granted}.");
        }
    }

    private static async Task<NpgsqlDataSource> BareAsync(string database)
    {
        var source = NpgsqlDataSource.Create(
            database + ";Max Auto Prepare=20;Auto Prepare Min Usages=2;No Reset On Close=true"
        );
        await using var make = source.CreateCommand(
            """create table bare_entries (agency text collate "C", key text collate "C", value bytea, primary key (agency, key))"""
        );
        await make.ExecuteNonQueryAsync();
        return source;
    }

    private static async Task AppendAsync(
        NpgsqlDataSource source,
        ClientId client,
        int number,
        int length
    )
    {
        var (agency, key) = PgKeys.Split(Keys.Entry(AgencyId.Default, client.Value, number + 1));
        await using var append = source.CreateCommand(
            "insert into bare_entries (agency, key, value) values ($1, $2, $3)"
        );
        append.Parameters.Add(new NpgsqlParameter<string> { TypedValue = agency });
        append.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        append.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[length] });
        await append.ExecuteNonQueryAsync();
    }

    private static Task<double> RateAsync(int workers, Func<int, Task> doAsync) =>
        RateAsync(workers, (worker, _) => doAsync(worker));

    /// <returns>How many a second, each worker the next as soon as the last is done.</returns>
    private static async Task<double> RateAsync(int workers, Func<int, int, Task> doAsync)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < Each; i++)
                        {
                            await doAsync(worker, i);
                        }
                    })
                )
        );
        return workers * Each / watch.Elapsed.TotalSeconds;
    }
}
