using CreditBot.Bench.Ledger;

namespace CreditBot.Bench.Turns;

/// <summary>Turns that only read, against a bare echo and the SDK's own: turns per second of the server's processor, p99 at 16 connections.</summary>
internal static class Reading
{
    private const int Rounds = 5;
    private const int Connections = 16;
    private const int Each = 60;

    // A bare turn takes so little that so many more are needed before the system's account of it, in ticks of 10 ms, says much.
    private const int BareTimes = 10;

    // The runtime compiles what is hot again and again: before so many rounds it is its compiler that is measured.
    private const int WarmUps = 12;

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        await using var connector = await Connector.StartAsync();
        await using var product = await Bots.ProductAsync(folder.Of("creditbot.db"));
        await using var bare = await Bots.BareEchoAsync();
        await using var node = await Bots.NodeEchoAsync();
        var people = await Chatter.LinkedAsync(product, connector, Connections);
        foreach (var text in (string[])["balance", "help"])
        {
            var (ours, theirs, sdks) = (new List<Turns>(), new List<Turns>(), new List<Turns>());
            for (var round = -WarmUps; round < Rounds; round++)
            {
                var one = await MeasureAsync(product, connector, people, text);
                var other = await MeasureAsync(bare, connector, people, text, BareTimes);
                var sdk = node is null ? null : await MeasureAsync(node, connector, people, text);
                if (round >= 0)
                {
                    ours.Add(one);
                    theirs.Add(other);
                    sdks.AddRange(sdk is null ? [] : [sdk]);
                }
            }

            Show(figures, text, ours, theirs, sdks);
        }
    }

    private static void Show(
        Figures figures,
        string text,
        List<Turns> ours,
        List<Turns> theirs,
        List<Turns> sdks
    )
    {
        figures.AtLeast(
            $"{text}: turns per CPU second, against a bare echo",
            Samples.Ratio(ours.Select(o => o.PerCpu), theirs.Select(o => o.PerCpu)),
            0.30,
            $"{PerCpu(ours)}, bare {PerCpu(theirs)}"
        );
        if (sdks.Count > 0)
        {
            figures.AtLeast(
                $"{text}: turns per CPU second, against botbuilder",
                Samples.Ratio(ours.Select(o => o.PerCpu), sdks.Select(o => o.PerCpu)),
                5,
                $"botbuilder's echo in Node {PerCpu(sdks)}"
            );
        }
        else
        {
            figures.Context($"{text}: against botbuilder", "not measured: run ./test.sh once");
        }

        figures.AtMost(
            $"{text}: p99 at {Connections} connections",
            Samples.Ratio(ours.Select(o => o.P99), theirs.Select(o => o.P99)),
            4,
            $"ms: {P99(ours)}, bare {P99(theirs)}"
        );
    }

    private static async Task<Turns> MeasureAsync(
        ServerProcess bot,
        Connector connector,
        List<Chatter> people,
        string text,
        int times = 1
    )
    {
        var bodies = people
            .Select(person =>
                (IReadOnlyList<byte[]>)
                    [.. Enumerable.Range(0, times * Each).Select(_ => person.Says(text))]
            )
            .ToList();
        var (before, heard) = (bot.Processor, connector.Messages);
        var load = await Load.PostAsync(bot, TurnsBench.Path, TurnsBench.Json, bodies);
        var took = bot.Processor - before;
        var turns = people.Count * times * Each;
        return connector.Messages - heard == turns
            ? new Turns(turns / took.TotalSeconds, load.P99)
            : throw new InvalidOperationException(
                $"{connector.Messages - heard} replies arrived to {turns} messages."
            );
    }

    private static string PerCpu(IEnumerable<Turns> turns) =>
        new Samples(turns.Select(turn => turn.PerCpu)).Show("0");

    private static string P99(IEnumerable<Turns> turns) =>
        new Samples(turns.Select(turn => turn.P99)).Show("0.0");

    private sealed record Turns(double PerCpu, double P99);
}
