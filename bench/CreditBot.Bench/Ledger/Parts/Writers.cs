namespace CreditBot.Bench.Ledger.Parts;

/// <summary>64 connections that send one event at a time, to as many clients and all to one, against one connection.</summary>
internal static class Writers
{
    private const int Rounds = 5;
    private const int Many = 64;
    private const int EventsEach = 40;
    private const int EventsAlone = 300;

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        await using var product = await Servers.ProductAsync(folder.Of("creditbot.db"));
        var clients = await Agency.MakeClientsAsync(product, Many);
        var (alone, apart, together) = (
            new List<LoadResult>(),
            new List<LoadResult>(),
            new List<LoadResult>()
        );
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await PostAsync(product, Bodies([clients[0]], EventsAlone, round * 1000));
            var each = await PostAsync(
                product,
                [
                    .. clients.Select(
                        (id, n) => Bodies([id], EventsEach, (round * 1000) + 100 + n)[0]
                    ),
                ]
            );
            var same = await PostAsync(
                product,
                [
                    .. clients.Select(
                        (_, n) => Bodies([clients[0]], EventsEach, (round * 1000) + 300 + n)[0]
                    ),
                ]
            );
            if (round > 0)
            {
                alone.Add(one);
                apart.Add(each);
                together.Add(same);
            }
        }

        Show(figures, "64, each on a client of its own", apart, alone);
        Show(figures, "64, all on one client", together, alone);
    }

    private static void Show(
        Figures figures,
        string what,
        List<LoadResult> many,
        List<LoadResult> alone
    ) =>
        figures.AtLeast(
            what,
            Samples.Ratio(many.Select(m => m.Rate), alone.Select(a => a.Rate)),
            5,
            $"events/s: {Rate(many)}, alone {Rate(alone)}; p99 ms: {P99(many)}, alone {P99(alone)}"
        );

    private static Task<LoadResult> PostAsync(
        ServerProcess product,
        IReadOnlyList<IReadOnlyList<byte[]>> bodies
    ) => Load.PostAsync(product, Agency.UsagePath, UsageEvents.SingleType, bodies);

    private static List<List<byte[]>> Bodies(IReadOnlyList<string> clients, int count, int seed)
    {
        var events = new UsageEvents(clients, seed);
        return
        [
            [.. Enumerable.Range(0, count).Select(_ => events.Single())],
        ];
    }

    private static string Rate(IEnumerable<LoadResult> results) =>
        new Samples(results.Select(result => result.Rate)).Show("0");

    private static string P99(IEnumerable<LoadResult> results) =>
        new Samples(results.Select(result => result.P99)).Show("0.0");
}
