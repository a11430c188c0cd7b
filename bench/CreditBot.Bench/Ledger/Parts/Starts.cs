using System.Globalization;

namespace CreditBot.Bench.Ledger.Parts;

/// <summary>From the start of the process to its first 200, and the memory it took, against ASP.NET Core with one route.</summary>
internal static class Starts
{
    private const int Rounds = 7;

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        var (ours, theirs) = (new List<Start>(), new List<Start>());
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await MeasureAsync(Servers.ProductAsync(folder.Of("creditbot.db")));
            var other = await MeasureAsync(Servers.EmptyAsync());
            // The first one fills the disk's cache, and makes the store.
            if (round > 0)
            {
                ours.Add(one);
                theirs.Add(other);
            }
        }

        figures.AtMost(
            "time",
            Samples.Ratio(ours.Select(o => o.Time), theirs.Select(o => o.Time)),
            3,
            $"ms: {Show(ours, o => o.Time)}, empty {Show(theirs, o => o.Time)}"
        );
        figures.AtMost(
            "memory",
            Samples.Ratio(ours.Select(o => o.Memory), theirs.Select(o => o.Memory)),
            3,
            $"MiB: {Show(ours, o => o.Memory)}, empty {Show(theirs, o => o.Memory)}"
        );
    }

    private static async Task<Start> MeasureAsync(Task<ServerProcess> starting)
    {
        await using var server = await starting;
        return new Start(server.Started.TotalMilliseconds, server.PeakMemory);
    }

    private static string Show(IEnumerable<Start> starts, Func<Start, double> figure) =>
        new Samples(starts.Select(figure)).Show("0").ToString(CultureInfo.InvariantCulture);

    private sealed record Start(double Time, double Memory);
}
