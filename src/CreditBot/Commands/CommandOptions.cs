using System.CommandLine;

namespace CreditBot.Commands;

/// <summary>Options that mean the same with every command (contract.md, Command line).</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Answer as JSON." };

    /// <param name="what">What is done, and what is left.</param>
    public static Option<bool> DryRun(string what) => new("--dry-run") { Description = what };

    /// <summary>A command that takes nothing but --json and tells something of the store that the settings name.</summary>
    public static Command Telling(
        string name,
        string description,
        Func<Func<WebApplication>, bool, TextWriter, TextWriter, CancellationToken, Task<int>> tell
    )
    {
        var json = Json();
        var command = new Command(name, description) { json };
        command.SetAction(
            (parsed, stop) =>
                tell(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return command;
    }
}
