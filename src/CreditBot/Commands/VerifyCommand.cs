using System.CommandLine;
using System.Text.Json;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using Spectre.Console;

namespace CreditBot.Commands;

/// <summary><c>creditbot verify</c>: checks that the whole store is what was written and adds up (design.md §3.14).</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var verify = new Command(
            "verify",
            "Checks hashes, sums, heads and indexes of the whole store. Ends with 0 when all is well, 1 when anything fails."
        )
        {
            json,
        };
        verify.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return verify;
    }

    /// <summary>Runs it over the store that the settings name, in this process or in the one that holds the file.</summary>
    internal static Task<int> RunAsync(
        Func<WebApplication> build,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    ) =>
        StoreCommand.RunAsync(
            build,
            app => CheckAsync(app.Services.GetRequiredService<TableStore>(), errors, stop),
            "verify",
            body: null,
            async report =>
            {
                await output.WriteLineAsync(
                    json ? JsonSerializer.Serialize(report) : InWords(report)
                );
                return report.IsClean ? ExitCodes.Done : ExitCodes.Failed;
            },
            errors,
            stop
        );

    private static Task<StoreReport> CheckAsync(
        TableStore store,
        TextWriter errors,
        CancellationToken stop
    ) =>
        AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) })
            .Status()
            .StartAsync(
                "Checking the store",
                status =>
                    new StoreCheck(store).RunAsync(
                        new Progress<CheckProgress>(progress =>
                            status.Status(
                                $"Checking the store: {progress.Entries} entries, at {Markup.Escape(progress.Stream)}"
                            )
                        ),
                        stop
                    )
            );

    private static string InWords(StoreReport report)
    {
        var lines = report
            .Faults.Select(fault => $"{fault.Client ?? $"agency {fault.Agency}"}: {fault.Fault}")
            .ToList();
        if (report.More > 0)
        {
            lines.Add($"… and {report.More} more.");
        }

        var size =
            $"{Many(report.Entries, "entry", "entries")} of {Many(report.Clients, "client", "clients")} and {Many(report.Agencies, "agency", "agencies")}";
        lines.Add(
            report.IsClean
                ? $"All is well: {size} are what was written and add up."
                : $"{Many(report.Faults.Count + report.More, "fault", "faults")} in {size}."
        );
        return string.Join(Environment.NewLine, lines);
    }

    private static string Many(long count, string one, string more) =>
        $"{count} {(count == 1 ? one : more)}";
}
