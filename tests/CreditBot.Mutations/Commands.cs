using System.Diagnostics;

namespace CreditBot.Mutations;

/// <summary>What a command came to.</summary>
/// <param name="ExitCode">Null when it took too long and was ended.</param>
internal sealed record CommandResult(int? ExitCode, string Output)
{
    public bool IsGood => ExitCode == 0;
}

/// <summary>Runs git and dotnet.</summary>
internal static class Commands
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="limit">How long it may take; it is ended with its children then.</param>
    public static async Task<CommandResult> RunAsync(
        string folder,
        TimeSpan limit,
        string program,
        params IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process =
            Process.Start(start)
            ?? throw new InvalidOperationException($"{program} doesn't start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var stop = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new CommandResult(null, "");
        }

        return new CommandResult(process.ExitCode, await output + await errors);
    }
}
