using System.Diagnostics;
using System.Globalization;

namespace CreditBot.Bench.Ledger;

/// <summary>How a command of the product ran.</summary>
/// <param name="MemoryAtHalf">MiB held when half of its time was over.</param>
/// <param name="PeakMemory">MiB held at most.</param>
internal sealed record Ran(
    TimeSpan Elapsed,
    double MemoryAtHalf,
    double PeakMemory,
    string LastLine
);

/// <summary>Runs a command of the product in a process of its own, to its end.</summary>
internal static class CommandProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<Ran> RunAsync(string store, string command)
    {
        var start = new ProcessStartInfo("dotnet", [Servers.Product, command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Servers.Settings(store))
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        using var process =
            Process.Start(start)
            ?? throw new InvalidOperationException($"{command} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var held = new List<double>();
        var peak = 0d;
        while (!process.HasExited)
        {
            if (ProcessMemory.Of(process.Id, ProcessMemory.Peak) is { } most)
            {
                peak = most;
            }

            held.Add(ProcessMemory.Of(process.Id, ProcessMemory.Now) ?? peak);
            await Task.Delay(Pause);
        }

        var elapsed = watch.Elapsed;
        var said = (await output).Trim();
        return process.ExitCode == 0
            ? new Ran(elapsed, held[held.Count / 2], peak, said.Split('\n')[^1])
            : throw new InvalidOperationException(
                $"{command} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {said} {await errors}"
            );
    }
}
