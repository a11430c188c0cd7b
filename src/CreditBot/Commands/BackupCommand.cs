using System.CommandLine;
using CreditBot.Storage;

namespace CreditBot.Commands;

/// <summary><c>creditbot backup</c>: the whole store in a file, made beside the running server or without it.</summary>
internal static class BackupCommand
{
    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string Admin = "backup";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "The file to write; it must not be there yet.",
        };
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Say what would be written, but write no file.");
        var backup = new Command(
            Admin,
            "Writes the whole store as of one commit into a file, while the server runs or not, and checks the copy. The file is a store of its own: 'creditbot restore' puts it back. Ends with 1 when the copy has faults; it is kept all the same."
        )
        {
            file,
            json,
            dryRun,
        };
        backup.SetAction(
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
        return backup;
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
                    "Copying the store",
                    progress =>
                        app.Services.GetRequiredService<IBackups>()
                            .BackupAsync(file, dryRun, progress, stop)
                ),
            Admin,
            new { file, dryRun },
            StoreCommand.Tell<BackupReport>(
                output,
                json,
                InWords,
                report => report.Check?.IsClean != false
            ),
            errors,
            stop
        );

    private static string InWords(BackupReport report) =>
        report.Check is { } check
            ? $"{report.File} ({report.Bytes} bytes){Environment.NewLine}{StoreWords.Of(check)}"
            : $"{report.File} (dry run: not written; some {report.Bytes} bytes)";
}
