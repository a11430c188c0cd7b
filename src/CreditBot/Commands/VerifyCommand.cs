using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using CreditBot.Settings;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace CreditBot.Commands;

/// <summary><c>creditbot verify</c>: checks that the whole store is what was written and adds up (design.md §3.14).</summary>
internal static class VerifyCommand
{
    private const int Clean = 0;
    private const int Failed = 1;
    private const int WrongSettings = 2;

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
    internal static async Task<int> RunAsync(
        Func<WebApplication> build,
        bool json,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop
    )
    {
        try
        {
            await using var app = build();
            var report = await CheckAsync(app, errors, stop);
            await output.WriteLineAsync(json ? JsonSerializer.Serialize(report) : InWords(report));
            return report.IsClean ? Clean : Failed;
        }
        catch (StoreStartException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (WrongSettingsException wrong)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, wrong.Mistakes));
            return WrongSettings;
        }
        catch (OptionsValidationException wrong)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
            return WrongSettings;
        }
    }

    private static async Task<StoreReport> CheckAsync(
        WebApplication app,
        TextWriter errors,
        CancellationToken stop
    )
    {
        try
        {
            var store = app.Services.GetRequiredService<TableStore>();
            return await AnsiConsole
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
        }
        catch (StoreHeldException held) when (held.Holder is { } holder)
        {
            if (await AskHolderAsync(app.Configuration, holder, stop) is { } report)
            {
                return report;
            }

            throw;
        }
    }

    // Null when the holder doesn't answer, or not to our key: then whoever asked is told who holds the file.
    private static async Task<StoreReport?> AskHolderAsync(
        IConfiguration configuration,
        StoreHolder holder,
        CancellationToken stop
    )
    {
        if (
            configuration["Api:AdminKey"] is not { Length: > 0 } key
            || !Uri.TryCreate(holder.Url, UriKind.Absolute, out var address)
        )
        {
            return null;
        }

        using var client = new HttpClient
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var answer = await client.PostAsync("/api/v1/admin/verify", content: null, stop);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<StoreReport>(stop)
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

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
