using System.CommandLine;
using System.CommandLine.Invocation;
using CreditBot.Commands.Imports;
using CreditBot.Commands.Manifests;

namespace CreditBot.Commands;

/// <summary>Everything that <c>creditbot</c> can be told on the command line (contract.md, Command line).</summary>
internal static class CommandTable
{
    /// <summary>Runs what is asked for and gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        // The root lets settings through; a command of its own knows all its words.
        if (
            parsed is { UnmatchedTokens: [var unknown, ..], CommandResult.Command: var command }
            && command.Action is not null
            && command is not RootCommand
            && command.TreatUnmatchedTokensAsErrors
        )
        {
            await Console.Error.WriteLineAsync(
                $"'{command.Name}' knows no '{unknown}'. 'creditbot {command.Name} --help' lists what it takes."
            );
            return ExitCodes.WrongUsage;
        }

        var code = await parsed.InvokeAsync();
        return parsed.Action is ParseErrorAction ? ExitCodes.WrongUsage : code;
    }

    public static RootCommand Create()
    {
        var root = new RootCommand(
            "CreditBot: credits for the clients of agencies, asked for and decided in chat."
        )
        {
            ServeCommand.Create(),
            ReportCommand.Create(),
            KeyCommand.Create(),
            PolicyCommand.Create(),
            OutboxCommand.Create(),
            UnderstandCommand.Create(),
            TrainCommand.Create(),
            PastCommand.CreateBalance(),
            PastCommand.CreateExplain(),
            VerifyCommand.Create(),
            DoctorCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            RebuildCommand.Create(),
            MoveCommand.Create(),
            ImportCommand.Create(),
            ConverseCommand.Create(),
            TerminalCommand.Create(),
            ManifestCommand.Create(),
            SimulateCommand.Create(),
        };
        // Without a command it serves; settings such as --urls pass through.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction(
            (parsed, stop) =>
                ServeCommand.RunAsync([.. parsed.UnmatchedTokens], Console.Error, stop)
        );
        return root;
    }
}
