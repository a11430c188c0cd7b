using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Settings;
using CreditBot.Storage;

namespace CreditBot.Commands;

/// <summary>A command can't do what it was asked; the message says why, or what to do.</summary>
internal sealed class CommandFailedException : Exception
{
    public CommandFailedException() { }

    public CommandFailedException(string message)
        : base(message) { }

    public CommandFailedException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>How every command on the store runs: in this process, or in the one that holds the store's file (contract.md, Command line).</summary>
internal static class StoreCommand
{
    /// <summary>Builds, runs and tells; what goes wrong is one line each on standard error and an exit code.</summary>
    /// <param name="here">On the store of this process.</param>
    /// <param name="name">Under <c>POST /api/v1/admin/</c>, in the holder; null for what needs the server stopped.</param>
    /// <param name="body">What the holder is told.</param>
    /// <param name="tell">Says what came of it, and gives the exit code.</param>
    public static Task<int> RunAsync<T>(
        Func<WebApplication> build,
        Func<WebApplication, Task<T>> here,
        string? name,
        object? body,
        Func<T, Task<int>> tell,
        TextWriter errors,
        CancellationToken stop
    )
        where T : class => RunAsync(build, AgencyId.Default, here, name, body, tell, errors, stop);

    /// <summary>The same in one agency: its holder is asked with the agency's own AdminKey, and one that isn't there is said to be none.</summary>
    public static async Task<int> RunAsync<T>(
        Func<WebApplication> build,
        AgencyId agency,
        Func<WebApplication, Task<T>> here,
        string? name,
        object? body,
        Func<T, Task<int>> tell,
        TextWriter errors,
        CancellationToken stop
    )
        where T : class
    {
        try
        {
            await using var app = build();
            return await tell(await RunAsync(app, agency, here, name, body, stop));
        }
        catch (WrongSettingsException wrong)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, wrong.Mistakes));
            return ExitCodes.WrongUsage;
        }
        catch (Exception failed)
            when (failed
                    is StoreStartException
                        or CommandFailedException
                        or StoreUnavailableException
                        or LedgerDamagedException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            await errors.WriteLineAsync(failed.Message);
            return ExitCodes.Failed;
        }
    }

    /// <summary>Tells a report as JSON or in words, and ends with 1 when it says that something is wrong.</summary>
    public static Func<T, Task<int>> Tell<T>(
        TextWriter output,
        bool json,
        Func<T, string> words,
        Func<T, bool> isWell
    ) =>
        async report =>
        {
            await output.WriteLineAsync(json ? JsonSerializer.Serialize(report) : words(report));
            return isWell(report) ? ExitCodes.Done : ExitCodes.Failed;
        };

    private static async Task<T> RunAsync<T>(
        WebApplication app,
        AgencyId agency,
        Func<WebApplication, Task<T>> here,
        string? name,
        object? body,
        CancellationToken stop
    )
        where T : class
    {
        try
        {
            await FindAsync(app.Services, agency, stop);
            return await here(app);
        }
        catch (StoreHeldException held) when (name is not null && held.Holder is { } holder)
        {
            // Who doesn't answer, or not to our key, is named instead.
            if (
                await HolderCall.AskAsync<T>(
                    app.Services.GetRequiredService<AgencySections>().Find(agency),
                    holder,
                    name,
                    body,
                    stop
                ) is
                { } answer
            )
            {
                return answer;
            }

            throw agency == AgencyId.Default
                ? held
                : new CommandFailedException(
                    $"{held.Message} It is asked for agency {agency} with Agencies:{agency}:Api:AdminKey."
                );
        }
    }

    /// <exception cref="CommandFailedException">There is no such agency.</exception>
    private static async Task FindAsync(
        IServiceProvider services,
        AgencyId agency,
        CancellationToken stop
    )
    {
        // The flat one's commands each say for themselves what they do without it.
        if (
            agency != AgencyId.Default
            && await services.GetRequiredService<IStore>().AgencyAsync(agency, stop) is null
        )
        {
            throw new CommandFailedException(
                $"The store holds no agency '{agency}'. The server makes those of the settings (Agencies:{agency}) when it starts."
            );
        }
    }
}

/// <summary>Exit codes of all commands (contract.md, Command line).</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A check failed, or the command could not be done.</summary>
    public const int Failed = 1;

    /// <summary>Wrong options or wrong settings.</summary>
    public const int WrongUsage = 2;
}
