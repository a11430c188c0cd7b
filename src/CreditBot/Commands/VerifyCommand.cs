using System.CommandLine;
using CreditBot.Storage;
using CreditBot.Storage.Checks;

namespace CreditBot.Commands;

/// <summary><c>creditbot verify</c>: checks that the whole store is what was written and adds up (design.md §3.14).</summary>
internal static class VerifyCommand
{
    public static Command Create() =>
        CommandOptions.Telling(
            "verify",
            "Checks hashes, sums, heads and indexes of the whole store. Ends with 0 when all is well, 1 when anything fails.",
            RunAsync
        );

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
            StoreCommand.Tell<StoreReport>(output, json, StoreWords.Of, report => report.IsClean),
            errors,
            stop
        );

    private static Task<StoreReport> CheckAsync(
        TableStore store,
        TextWriter errors,
        CancellationToken stop
    ) =>
        Working.ShowAsync(
            errors,
            "Checking the store",
            progress =>
                new StoreCheck(store).RunAsync(
                    new Progress<CheckProgress>(at =>
                        progress.Report($"Checking the store: {at.Entries} entries, at {at.Stream}")
                    ),
                    stop
                )
        );
}
