using System.Globalization;

namespace CreditBot.Bench.Ledger.Parts;

/// <summary>Batches of 500 events, 5 % of them sent twice, over 1 and 8 connections, to the product and to a bare endpoint.</summary>
internal static class UsageOverHttp
{
    private const int Rounds = 5;

    /// <summary>Rounds that don't count: neither side has compiled its code yet, and how it is used decides on what is compiled again.</summary>
    private const int WarmUps = 4;
    private const int EventsInBatch = 500;
    private const double Duplicates = 0.05;
    private const int Clients = 100;
    private static readonly (int Connections, int Batches)[] Shapes = [(1, 24), (8, 6)];

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        await using var product = await Servers.ProductAsync(folder.Of("creditbot.db"));
        await using var bare = await Servers.BareUsageAsync(folder.Of("bare.db"));
        await RunAsync(figures, product, bare);
    }

    /// <summary>The same on other stores.</summary>
    public static async Task RunAsync(Figures figures, ServerProcess product, ServerProcess bare)
    {
        var clients = await Agency.MakeClientsAsync(product, Clients);
        foreach (var (connections, batches) in Shapes)
        {
            var (ours, theirs) = (new List<LoadResult>(), new List<LoadResult>());
            for (var round = 1 - WarmUps; round <= Rounds; round++)
            {
                var bodies = Bodies(clients, connections, batches, round);
                var one = await Load.PostAsync(
                    product,
                    Agency.UsagePath,
                    UsageEvents.BatchType,
                    bodies
                );
                var other = await Load.PostAsync(bare, "/usage", Json, bodies);
                if (round > 0)
                {
                    ours.Add(one);
                    theirs.Add(other);
                }
            }

            var name = $"{connections.ToString(CultureInfo.InvariantCulture)} connection(s)";
            figures.AtLeast(
                $"{name}: rate",
                Samples.Ratio(ours.Select(o => o.Rate), theirs.Select(o => o.Rate)),
                0.6,
                $"events/s: {Rate(ours)}, bare {Rate(theirs)}"
            );
            figures.AtMost(
                $"{name}: p99",
                Samples.Ratio(ours.Select(o => o.P99), theirs.Select(o => o.P99)),
                2,
                $"ms: {P99(ours)}, bare {P99(theirs)}"
            );
        }

        figures.Context(
            "peak memory",
            string.Create(
                CultureInfo.InvariantCulture,
                $"MiB: {product.PeakMemory:0}, bare {bare.PeakMemory:0}"
            )
        );
    }

    private static System.Net.Http.Headers.MediaTypeHeaderValue Json { get; } =
        new("application/json");

    private static List<List<byte[]>> Bodies(
        IReadOnlyList<string> clients,
        int connections,
        int batches,
        int round
    ) =>
        [
            .. Enumerable
                .Range(0, connections)
                .Select(connection =>
                {
                    var events = new UsageEvents(
                        clients,
                        (((connections * 100) + round + WarmUps) * 100) + connection,
                        Duplicates
                    );
                    return Enumerable
                        .Range(0, batches)
                        .Select(_ => events.Batch(EventsInBatch))
                        .ToList();
                }),
        ];

    private static string Rate(IEnumerable<LoadResult> results) =>
        new Samples(results.Select(result => result.Rate * EventsInBatch)).Show("0");

    private static string P99(IEnumerable<LoadResult> results) =>
        new Samples(results.Select(result => result.P99)).Show("0");
}
