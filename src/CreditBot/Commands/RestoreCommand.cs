using System.CommandLine;
using CreditBot.Storage;

namespace CreditBot.Commands;

/// <summary><c>creditbot restore</c>: puts a backup in the store's place, while the server is stopped.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "A file that 'creditbot backup' wrote.",
        };
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Check the backup, but leave the store as it is.");
        var restore = new Command(
            "restore",
            "Checks a backup and puts it in the store's place. The store that was there is moved aside, and its new name is told. The server has to be stopped. A backup with faults is refused."
        )
        {
            file,
            json,
            dryRun,
        };
        restore.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetRequiredValue(file).FullName,
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return restore;
    }

    internal static Task<int> RunAsync(
        Func<WebApplication> build,
        string file,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    ) =>
        StoreCommand.RunAsync(
            build,
            app =>
                Working.ShowAsync(
                    errors,
                    "Reading the backup",
                    progress =>
                        app.Services.GetRequiredService<IBackups>()
                            .RestoreAsync(file, dryRun, progress, stop)
                ),
            name: null,
            body: null,
            StoreCommand.Tell<RestoreReport>(
                output,
                json,
                report => InWords(report, dryRun),
                report => report.Check.IsClean
            ),
            errors,
            stop
        );

    private static string InWords(RestoreReport report, bool dryRun)
    {
        var what =
            report.Restored ? $"{report.Store} is what {report.File} holds."
            : dryRun && report.Check.IsClean
                ? $"{report.File} can be restored (dry run: nothing was changed)."
            : $"{report.File} has faults; nothing was changed.";
        var aside = report.MovedTo is { } moved
            ? $"{Environment.NewLine}The store that was there lies in {moved}."
            : "";
        return $"{StoreWords.Of(report.Check)}{Environment.NewLine}{what}{aside}";
    }
}
