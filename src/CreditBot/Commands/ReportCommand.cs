using System.CommandLine;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Reporting;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Commands;

/// <summary><c>creditbot report</c>: a month's workbook, all clients in it, into a folder.</summary>
internal static class ReportCommand
{
    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string Admin = "report";

    public static Command Create()
    {
        var month = new Option<string>("--month")
        {
            Description = "The month, yyyy-MM; the running one shows what is known so far.",
            Required = true,
        };
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "The folder to write into; it is made when it isn't there.",
            Required = true,
        };
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Make the workbook, but write no file.");
        var report = new Command("report", "Writes a month's Excel workbook and names the file.")
        {
            month,
            folder,
            agency,
            json,
            dryRun,
        };
        report.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    parsed.GetRequiredValue(month),
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return report;
    }

    internal static async Task<int> RunAsync(
        Func<WebApplication> build,
        AgencyId agency,
        string month,
        DirectoryInfo folder,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        if (YearMonthPattern.Iso.Parse(month) is not { Success: true, Value: var asked })
        {
            await errors.WriteLineAsync($"--month: '{month}' is no month; write it as 2026-11.");
            return ExitCodes.WrongUsage;
        }

        return await StoreCommand.RunAsync(
            build,
            agency,
            app => MakeAsync(app, agency, asked, errors, stop),
            Admin,
            new WantedReport(month),
            made => WriteAsync(made, folder, json, dryRun, output, stop),
            errors,
            stop
        );
    }

    private static Task<MadeReport> MakeAsync(
        WebApplication app,
        AgencyId agency,
        YearMonth month,
        TextWriter errors,
        CancellationToken stop
    ) =>
        Working.ShowAsync(
            errors,
            "Writing the workbook",
            progress => MakeAsync(app.Services, agency, month, progress, stop)
        );

    private static async Task<MadeReport> MakeAsync(
        IServiceProvider services,
        AgencyId agency,
        YearMonth month,
        IProgress<string> progress,
        CancellationToken stop
    )
    {
        if (await services.GetRequiredService<IStore>().AgencyAsync(agency, stop) is null)
        {
            throw new CommandFailedException(
                "The store holds no agency yet: the server makes it from the settings when it first starts."
            );
        }

        return
            await services.GetRequiredService<MonthFiles>().MakeAsync(agency, month, stop, progress)
                is { } made
            ? MadeReport.Of(made)
            : throw new CommandFailedException(
                $"There are no figures for {BookKeeper.Key(month)}."
            );
    }

    private static async Task<int> WriteAsync(
        MadeReport made,
        DirectoryInfo folder,
        bool json,
        bool dryRun,
        TextWriter output,
        CancellationToken stop
    )
    {
        var path = Path.Combine(folder.FullName, Path.GetFileName(made.File));
        if (!dryRun)
        {
            folder.Create();
            // Whoever watches the folder sees a whole workbook or none.
            var half = $"{path}.part";
            await File.WriteAllBytesAsync(half, made.Workbook, stop);
            File.Move(half, path, overwrite: true);
        }

        await output.WriteLineAsync(
            json
                ? JsonSerializer.Serialize(
                    new
                    {
                        made.Month,
                        made.State,
                        File = path,
                        Bytes = made.Workbook.Length,
                        Written = !dryRun,
                    },
                    JsonSerializerOptions.Web
                )
            : dryRun ? $"{path} (dry run: not written)"
            : path
        );
        return ExitCodes.Done;
    }
}

internal sealed record WantedReport(string Month);

/// <param name="State">open or closed.</param>
/// <param name="File">The file's name, without a folder.</param>
internal sealed record MadeReport(string Month, string State, string File, byte[] Workbook)
{
    public static MadeReport Of(MonthFile made) =>
        new(
            BookKeeper.Key(made.Book.Month),
            made.Book.IsClosed ? "closed" : "open",
            made.Name,
            made.Workbook
        );
}
