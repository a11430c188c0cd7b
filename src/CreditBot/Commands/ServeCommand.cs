using System.CommandLine;
using CreditBot.Hosting;
using CreditBot.Settings;
using CreditBot.Storage;

namespace CreditBot.Commands;

/// <summary><c>creditbot serve</c>: the whole product in one process.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var serve = new Command(
            "serve",
            "Runs the bot, its pages, its REST interface and its jobs (the default)."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction(
            (parsed, stop) => RunAsync([.. parsed.UnmatchedTokens], Console.Error, stop)
        );
        return serve;
    }

    /// <param name="args">Settings: "--urls http://…", "--Section:Name=value".</param>
    public static async Task<int> RunAsync(string[] args, TextWriter errors, CancellationToken stop)
    {
        if (args is [var first, ..] && !first.StartsWith('-') && !first.Contains('='))
        {
            await errors.WriteLineAsync(
                $"There is no command '{first}'. 'creditbot --help' lists them."
            );
            return ExitCodes.WrongUsage;
        }

        try
        {
            Prelude.Play();
            await using var app = CreditBotHost.Build(args);
            await app.RunAsync(stop);
            return ExitCodes.Done;
        }
        catch (WrongSettingsException wrong)
        {
            await errors.WriteLineAsync("CreditBot can't start with these settings:");
            foreach (var mistake in wrong.Mistakes)
            {
                await errors.WriteLineAsync($"  {mistake}");
            }

            return ExitCodes.WrongUsage;
        }
        catch (Exception failed) when (failed is StoreStartException or IOException)
        {
            // The store is held or unreadable, or the port is taken.
            await errors.WriteLineAsync($"CreditBot can't start: {failed.Message}");
            return ExitCodes.Failed;
        }
    }
}
