using System.CommandLine;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Commands.Imports;

/// <summary><c>creditbot import clients.csv</c>: clients as they stand in whatever kept their credits before.</summary>
internal static class ImportCommand
{
    /// <summary>Under <c>POST /api/v1/admin/</c>.</summary>
    public const string Admin = "import";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description =
                $"clients.csv, with the headings {string.Join(", ", ClientRows.Columns)}.",
        };
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Check the file, but bring in nothing.");
        var import = new Command(
            "import",
            "Brings in clients with what they have left, from a CSV file: all of them, or none when anything in it is wrong. What they were billed before is not billed again."
        )
        {
            file,
            agency,
            json,
            dryRun,
        };
        import.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    parsed.GetRequiredValue(file).FullName,
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return import;
    }

    internal static async Task<int> RunAsync(
        Func<WebApplication> build,
        AgencyId agency,
        string file,
        bool json,
        bool dryRun,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        string text;
        try
        {
            text = CsvTable.TextOf(await File.ReadAllBytesAsync(file, stop));
        }
        catch (Exception failed)
            when (failed is IOException or UnauthorizedAccessException or CommandFailedException)
        {
            await errors.WriteLineAsync(failed.Message);
            return ExitCodes.Failed;
        }

        var wanted = new WantedImport(text, dryRun);
        return await StoreCommand.RunAsync(
            build,
            agency,
            app =>
                Working.ShowAsync(
                    errors,
                    "Reading the file",
                    _ => RunAsync(app.Services, agency, wanted, PersonId.System, stop)
                ),
            Admin,
            wanted,
            async report =>
            {
                await output.WriteLineAsync(
                    json
                        ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web)
                        : InWords(report, dryRun)
                );
                return report.Faults.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
            },
            errors,
            stop
        );
    }

    /// <exception cref="CommandFailedException">It is no file of clients, or there is no agency yet.</exception>
    internal static async Task<ImportReport> RunAsync(
        IServiceProvider services,
        AgencyId agency,
        WantedImport wanted,
        PersonId by,
        CancellationToken stop
    )
    {
        var store = services.GetRequiredService<IStore>();
        return await store.AgencyAsync(agency, stop) is null
            ? throw new CommandFailedException(
                "The store holds no agency yet. Start the server once, with its packages in the settings."
            )
            : await new ClientImport(
                store,
                services.GetRequiredService<Ledgers>(),
                services.GetRequiredService<People>()
            ).RunAsync(agency, by, wanted.Csv, wanted.DryRun, stop);
    }

    private static string InWords(ImportReport report, bool dryRun)
    {
        var lines = report
            .Faults.Select(fault =>
                $"Line {fault.Line}{(fault.Column is { } column ? $", {column}" : "")}: {fault.Fault}"
            )
            .ToList();
        if (report.More > 0)
        {
            lines.Add($"… and {report.More} more.");
        }

        var clients = StoreWords.Many(report.Rows, "client", "clients");
        lines.Add(
            report.Faults.Count > 0
                ? "Nothing was brought in. Correct the file and import it again."
            : dryRun ? $"{clients} can be brought in (dry run: nothing was changed)."
            : $"{clients} brought in."
        );
        return string.Join(Environment.NewLine, lines);
    }
}

/// <param name="Csv">The file's text.</param>
internal sealed record WantedImport(string Csv, bool DryRun);
