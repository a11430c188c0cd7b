using System.CommandLine;
using CreditBot.Settings;
using CreditBot.Storage;
using CreditBot.Storage.Move;
using Microsoft.Extensions.Options;

namespace CreditBot.Commands;

/// <summary><c>creditbot move --to postgresql|litedb</c>: the whole store from one place into the other, while servers are stopped.</summary>
internal static class MoveCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to")
        {
            Description = "Where to: 'postgresql' or 'litedb'; it comes from the other one.",
            Required = true,
        };
        to.AcceptOnlyFromAmong(StorageOptions.PostgreSql, StorageOptions.LiteDb);
        var json = CommandOptions.Json();
        var dryRun = CommandOptions.DryRun("Tell what would be copied, but copy nothing.");
        var move = new Command(
            "move",
            "Copies the whole store from the LiteDB file (Storage:Path) into the PostgreSQL database (Storage:ConnectionString), or the other way: both are set, and Storage:Provider doesn't matter. Every row is compared afterwards, and the copy checked as 'verify' does. The source stays as it is. Servers have to be stopped, and the target has to be empty; a move that was cut short is run again and goes on."
        )
        {
            to,
            json,
            dryRun,
        };
        move.SetAction(
            (parsed, stop) =>
                RunAsync(
                    CreditBotHost.BuildForCommands,
                    parsed.GetRequiredValue(to),
                    parsed.GetValue(json),
                    parsed.GetValue(dryRun),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return move;
    }

    internal static Task<int> RunAsync(
        Func<WebApplication> build,
        string to,
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
                var settings = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
                return MoveStores.Faults(settings).ToList() is { Count: > 0 } faults
                    ? throw new WrongSettingsException(faults)
                    : Working.ShowAsync(
                        errors,
                        "Opening the stores",
                        progress => MoveStores.MoveAsync(app.Services, to, dryRun, progress, stop)
                    );
            },
            name: null,
            body: null,
            StoreCommand.Tell<MoveReport>(
                output,
                json,
                report => InWords(report, to, dryRun),
                report => report.Moved || dryRun
            ),
            errors,
            stop
        );

    private static string InWords(MoveReport report, string to, bool dryRun)
    {
        List<string> lines =
        [
            .. report
                .Tables.Where(table => table.Rows > 0)
                .Select(table => $"{table.Table}: {StoreWords.Many(table.Rows, "row", "rows")}"),
            .. report.Differences,
        ];
        if (report.Check is { } check)
        {
            lines.Add(StoreWords.Of(check));
        }

        var rows = StoreWords.Many(report.Rows, "row", "rows");
        lines.Add(
            dryRun
                ? $"{rows} of {report.Source} would be copied{(report.Resumed ? ", going on with a move that was cut short," : "")} into {report.Target} (dry run: nothing was changed)."
            : report.Moved
                ? $"{rows} of {report.Source} are in {report.Target}, each compared. Start servers with Storage:Provider={to} from now on."
            : $"{report.Target} is not what {report.Source} holds, and no server will start on it. 'creditbot rebuild' may help with faults that {report.Source} has itself; then run this again."
        );
        return string.Join(Environment.NewLine, lines);
    }
}
