using System.CommandLine;
using CreditBot.Settings;
using CreditBot.Storage;
using Microsoft.Extensions.Options;

namespace CreditBot.Commands;

/// <summary><c>creditbot serve</c>: the whole product in one process.</summary>
internal static class ServeCommand
{
    private const int StoreClosed = 1;
    private const int WrongSettings = 2;

    public static Command Create()
    {
        var serve = new Command(
            "serve",
            "Runs the bot, its pages, its REST interface and its jobs (the default)."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction((parsed, stop) => RunAsync([.. parsed.UnmatchedTokens], stop));
        return serve;
    }

    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        try
        {
            await using var app = CreditBotHost.Build(args);
            await app.RunAsync(stop);
            return 0;
        }
        catch (WrongSettingsException wrong)
        {
            return await TellAsync(wrong.Mistakes);
        }
        catch (OptionsValidationException wrong)
        {
            return await TellAsync(wrong.Failures);
        }
        catch (StoreStartException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return StoreClosed;
        }
    }

    private static async Task<int> TellAsync(IEnumerable<string> mistakes)
    {
        await Console.Error.WriteLineAsync("CreditBot can't start with these settings:");
        foreach (var mistake in mistakes)
        {
            await Console.Error.WriteLineAsync($"  {mistake}");
        }

        return WrongSettings;
    }
}
