using System.CommandLine;
using CreditBot.Amounts;

namespace CreditBot.Commands;

/// <summary>Options that mean the same with every command (contract.md, Command line).</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Answer as JSON." };

    /// <summary>Whose it is, on a host of several agencies.</summary>
    public static Option<AgencyId> Agency() =>
        new("--agency")
        {
            Description = "The agency, by its id in the settings.",
            DefaultValueFactory = _ => AgencyId.Default,
            CustomParser = result =>
            {
                if (AgencyId.TryParse(result.Tokens[0].Value, out var agency))
                {
                    return agency;
                }

                result.AddError(
                    $"--agency: '{result.Tokens[0].Value}' is no agency id: a to z, 0 to 9 and -."
                );
                return default;
            },
        };

    /// <param name="what">What is done, and what is left.</param>
    public static Option<bool> DryRun(string what) => new("--dry-run") { Description = what };

    /// <summary>A command that takes nothing but --agency and --json and tells something of an agency.</summary>
    public static Command Telling(
        string name,
        string description,
        Func<
            Func<WebApplication>,
            AgencyId,
            bool,
            TextWriter,
            TextWriter,
            CancellationToken,
            Task<int>
        > tell
    )
    {
        var agency = Agency();
        var json = Json();
        var command = new Command(name, description) { agency, json };
        command.SetAction(
            (parsed, stop) =>
                tell(
                    CreditBotHost.BuildForCommands,
                    parsed.GetValue(agency),
                    parsed.GetValue(json),
                    Console.Out,
                    Console.Error,
                    stop
                )
        );
        return command;
    }

    /// <summary>A command that takes nothing but --json and tells something of the whole store that the settings name.</summary>
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
