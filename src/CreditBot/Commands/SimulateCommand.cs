using System.CommandLine;
using System.Text.Json;
using CreditBot.Simulation;
using Spectre.Console;

namespace CreditBot.Commands;

/// <summary><c>creditbot simulate</c>: agencies, clients, jobs and faults from a seed, in memory, with the invariants checked throughout.</summary>
internal static class SimulateCommand
{
    private const int UsualOperations = 50_000;

    public static Command Create()
    {
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed does the same.",
            DefaultValueFactory = _ => 1,
        };
        var operations = new Option<long>("--operations")
        {
            Description = "How many acts: usage, grants, decisions, jobs, clock steps …",
            DefaultValueFactory = _ => UsualOperations,
        };
        var json = CommandOptions.Json();
        var simulate = new Command(
            "simulate",
            "Lives through agencies in memory, with crashes, full disks, races, late and doubled usage and clocks that jump. Touches no store. Ends with 1 and a line that replays it when anything is lost, doubled or wrong."
        )
        {
            seed,
            operations,
            json,
        };
        simulate.SetAction(
            (parsed, stop) =>
                RunAsync(
                    parsed.GetValue(seed),
                    parsed.GetValue(operations),
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return simulate;
    }

    internal static async Task<int> RunAsync(
        int seed,
        long operations,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        if (operations < 1)
        {
            await errors.WriteLineAsync("--operations has to be at least 1.");
            return ExitCodes.WrongUsage;
        }

        var result = await AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) })
            .Status()
            .StartAsync(
                $"Simulating from seed {seed}",
                status =>
                    SimulationRun.RunAsync(
                        seed,
                        operations,
                        new Progress<long>(done =>
                            status.Status($"Simulating from seed {seed}: {done} of {operations}")
                        ),
                        stop
                    )
            );
        await output.WriteLineAsync(
            json ? JsonSerializer.Serialize(result, JsonSerializerOptions.Web) : InWords(result)
        );
        return result.Ok ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string InWords(SimulationResult result)
    {
        var did =
            $"{result.Operations} operations of {result.Agencies} agencies from seed {result.Seed}: {result.Entries} entries, {result.Crashes} crashes, {result.Refused} refused writes, {result.Races} races.";
        return result.Ok
            ? $"All held. {did}"
            : string.Join(
                Environment.NewLine,
                [
                    .. result.Trace.Select(act => $"  {act}"),
                    result.Failure!,
                    did,
                    $"Replay: {result.Replay}",
                ]
            );
    }
}
