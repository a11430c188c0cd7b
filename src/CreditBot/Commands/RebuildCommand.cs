using System.CommandLine;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.Rebuild;
using Microsoft.Extensions.Options;

namespace CreditBot.Commands;

/// <summary><c>creditbot rebuild</c>: heads and indexes from the entries alone, while the server is stopped.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Tell what differs, but change nothing.");
        var rebuild = new Command(
            "rebuild",
            "Makes balances and indexes again from the entries alone, and tells what differed. The server has to be stopped. A ledger whose entries are damaged, or end before their seal, is left as it is and named; then it ends with 1."
        )
        {
            json,
            dryRun,
        };
        rebuild.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return rebuild;
    }

    internal static Task<int> RunAsync(
        Func<WebApplication> build,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    ) =>
        StoreCommand.RunAsync(
            build,
            app =>
            {
                // Nodes on the same database would write what is being read.
                app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Use =
                    StoreUse.Alone;
                return Working.ShowAsync(
                    errors,
                    "Reading the entries",
                    progress =>
                        new StoreRebuild(
                            app.Services.GetRequiredService<TableStore>(),
                            dryRun
                        ).RunAsync(
                            new Progress<CheckProgress>(at =>
                                progress.Report(
                                    $"Reading the entries: {at.Entries}, at {at.Stream}"
                                )
                            ),
                            stop
                        )
                );
            },
            name: null,
            body: null,
            StoreCommand.Tell<RebuildReport>(
                output,
                json,
                InWords,
                report => report.Refused.Count == 0
            ),
            errors,
            stop
        );

    private static string InWords(RebuildReport report)
    {
        var lines = report
            .Refused.Select(fault =>
                $"Refused: {fault.Client ?? $"agency {fault.Agency}"}: {fault.Fault}"
            )
            .Concat(report.Differences.Select(difference => difference.What))
            .ToList();
        if (report.More > 0)
        {
            lines.Add($"… and {report.More} more.");
        }

        var count = report.Differences.Count + report.More;
        var what =
            count == 0 ? "everything is as the entries have it"
            : report.Written ? $"{StoreWords.Many(count, "row was", "rows were")} made again"
            : $"{StoreWords.Many(count, "row differs", "rows differ")} (dry run: nothing was changed)";
        lines.Add(
            $"{StoreWords.Many(report.Entries, "entry", "entries")} of {StoreWords.Many(report.Clients, "client", "clients")} read: {what}."
        );
        return string.Join(Environment.NewLine, lines);
    }
}
