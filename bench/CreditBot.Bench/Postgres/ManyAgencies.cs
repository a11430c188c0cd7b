using System.Diagnostics;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Bench.Ledger;
using CreditBot.Bench.Turns;
using CreditBot.Simulation;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Bench.Postgres;

/// <summary>A database with very many agencies against one with a single agency: credits, a turn, the sweep of what is due, a start.</summary>
/// <remarks>CREDITBOT_BENCH_AGENCIES makes it fewer than the goal's 10,000.</remarks>
internal static class ManyAgencies
{
    private const int Rounds = 5;
    private const int Clients = 200;
    private const int QuestionsInRound = 100;
    private const double Most = 1.5;

    private static readonly int Agencies = int.Parse(
        Environment.GetEnvironmentVariable("CREDITBOT_BENCH_AGENCIES") ?? "10000",
        CultureInfo.InvariantCulture
    );

    /// <summary>Clients of the measured agency fall due in so many groups, a day apart, from tomorrow on.</summary>
    private const int Groups = Rounds + 1;

    public static async Task RunAsync(Figures figures, PostgresServer server)
    {
        using var folder = new TempFolder();
        var now = SystemClock.Instance.GetCurrentInstant();
        var (many, one) = (await server.NewDatabaseAsync(), await server.NewDatabaseAsync());
        foreach (var database in new[] { many, one })
        {
            await FillAsync(database, now);
        }

        var watch = Stopwatch.StartNew();
        var rows = await AgencyCopies.WriteAsync(many, Agencies - 1, Clients, now);
        figures.Context(
            "filling it",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Agencies} agencies of {Clients} clients, {rows} rows by COPY, {watch.Elapsed.TotalSeconds:0} s"
            )
        );
        await server.SqlAsync("checkpoint");
        await StartsAsync(figures, folder, many, one);
        await SweepsAsync(figures, many, one, now);
        await QuestionsAsync(figures, folder, many, one);
    }

    private static async Task FillAsync(string database, Instant now)
    {
        await using var store = PgStore.Open(
            database,
            SystemClock.Instance,
            NullLogger<PgStore>.Instance
        );
        // Their resets are the first ones that are due, from tomorrow on.
        var today = now.InUtc().Date;
        await MadeAgency.FillAsync(
            store,
            SystemClock.Instance,
            AgencyId.Default,
            Clients,
            n => today.PlusDays(1 + (n % Groups)).PlusMonths(-1)
        );
    }

    private static async Task StartsAsync(
        Figures figures,
        TempFolder folder,
        string many,
        string one
    ) =>
        Show(
            figures,
            "start",
            "0",
            await PairsAsync(
                async database =>
                {
                    await using var node = await Servers.NodeAsync(database, folder.Of(""));
                    return node.Started.TotalMilliseconds;
                },
                many,
                one
            )
        );

    private static async Task SweepsAsync(Figures figures, string many, string one, Instant now)
    {
        var clocks = new Dictionary<string, SimulatedClock>(StringComparer.Ordinal)
        {
            [many] = new(now),
            [one] = new(now),
        };
        Show(
            figures,
            $"sweep: the resets of {Clients / Groups} clients",
            "0",
            await PairsAsync(
                database =>
                {
                    clocks[database].Now += Duration.FromDays(1);
                    return SweepAsync(database, clocks[database], writes: true);
                },
                many,
                one
            )
        );
        Show(
            figures,
            "sweep: nothing due",
            "0.00",
            await PairsAsync(
                database => SweepAsync(database, clocks[database], writes: false),
                many,
                one
            )
        );
    }

    /// <returns>Milliseconds, for nothing due the median of some.</returns>
    private static async Task<double> SweepAsync(string database, SimulatedClock clock, bool writes)
    {
        await using var store = PgStore.Open(database, clock, NullLogger<PgStore>.Instance);
        var node = new SimulatedNode(store, clock);
        if (writes)
        {
            return await TimeAsync(() => node.Due.RunAsync(CancellationToken.None));
        }

        var times = new List<double>();
        for (var i = 0; i < QuestionsInRound; i++)
        {
            times.Add(await TimeAsync(() => node.Due.RunAsync(CancellationToken.None)));
        }

        return new Samples(times).Median;
    }

    private static async Task QuestionsAsync(
        Figures figures,
        TempFolder folder,
        string many,
        string one
    )
    {
        await using var connector = await Connector.StartAsync();
        var nodes = new Dictionary<string, (ServerProcess Node, Chatter Person)>(
            StringComparer.Ordinal
        );
        try
        {
            foreach (var database in new[] { many, one })
            {
                var node = await Bots.NodeAsync(database, folder.Of(""));
                nodes[database] = (
                    node,
                    await Chatter.LinkedAsync(node, connector, Agency.Ids(1)[0])
                );
            }

            Show(
                figures,
                "credits",
                "0.00",
                await PairsAsync(
                    database =>
                        MedianAsync(() =>
                            nodes[database]
                                .Node.Http.GetByteArrayAsync(
                                    new Uri(
                                        $"/api/v1/clients/{Agency.Ids(1)[0]}/credits",
                                        UriKind.Relative
                                    )
                                )
                        ),
                    many,
                    one
                )
            );
            Show(
                figures,
                "a chat turn",
                "0.00",
                await PairsAsync(
                    database =>
                        MedianAsync(() =>
                            nodes[database].Person.SayAsync(nodes[database].Node, "balance")
                        ),
                    many,
                    one
                )
            );
        }
        finally
        {
            foreach (var (node, _) in nodes.Values)
            {
                await node.DisposeAsync();
            }
        }
    }

    private static void Show(
        Figures figures,
        string what,
        string format,
        (Samples Ratio, Samples Many, Samples One) measured
    ) =>
        figures.AtMost(
            $"{what}: against one agency",
            measured.Ratio,
            Most,
            $"ms: {measured.Many.Show(format)}, one {measured.One.Show(format)}"
        );

    /// <summary>Both in turn; the first round doesn't count.</summary>
    private static async Task<(Samples Ratio, Samples Many, Samples One)> PairsAsync(
        Func<string, Task<double>> measureAsync,
        string many,
        string one
    )
    {
        var (all, single) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (these, those) = (await measureAsync(many), await measureAsync(one));
            if (round > 0)
            {
                all.Add(these);
                single.Add(those);
            }
        }

        return (Samples.Ratio(all, single), new Samples(all), new Samples(single));
    }

    private static async Task<double> MedianAsync(Func<Task> askAsync)
    {
        var times = new List<double>();
        for (var i = 0; i < QuestionsInRound; i++)
        {
            times.Add(await TimeAsync(askAsync));
        }

        return new Samples(times).Median;
    }

    private static async Task<double> TimeAsync(Func<Task> doAsync)
    {
        var since = Stopwatch.GetTimestamp();
        await doAsync();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }
}
