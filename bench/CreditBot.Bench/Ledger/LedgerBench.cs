using System.Diagnostics;
using CreditBot.Bench.Ledger.Parts;

namespace CreditBot.Bench.Ledger;

/// <summary><c>ledger [part …]</c>: how fast the ledger is, as ratios in one run on this machine.</summary>
internal static class LedgerBench
{
    private static readonly (string Name, string What, Func<Figures, Task> Run)[] Parts =
    [
        ("usage", "Usage over HTTP against a bare endpoint", UsageOverHttp.RunAsync),
        ("writers", "64 clients that write one event at a time against one", Writers.RunAsync),
        ("streams", "A stream of 100,000 entries: balance, rebuild", LongStreams.RunAsync),
        ("start", "Start to the first 200 against an empty app", Starts.RunAsync),
        (
            "million",
            "A million entries: verify, start, credits, writing meanwhile",
            Million.RunAsync
        ),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Except(Parts.Select(part => part.Name), StringComparer.Ordinal).Any())
        {
            Console.Error.WriteLine("ledger [part …]: all parts, or some of");
            foreach (var (name, what, _) in Parts)
            {
                Console.Error.WriteLine($"  {name, -10} {what}");
            }

            return 2;
        }

        var figures = new Figures(Console.Out);
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}. Ratios are medians over rounds that take turns, with [least..most]."
        );
        foreach (var (name, what, run) in Parts)
        {
            if (args.Length == 0 || args.Contains(name, StringComparer.Ordinal))
            {
                var watch = Stopwatch.StartNew();
                figures.Heading($"{name}: {what}");
                await run(figures);
                figures.Context("", $"({watch.Elapsed.TotalSeconds:0} s)");
            }
        }

        return figures.AllReached ? 0 : 1;
    }
}
