using System.CommandLine;

namespace CreditBot.Commands;

/// <summary>Options that mean the same with every command (contract.md, Command line).</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Answer as JSON." };

    /// <param name="what">What is done, and what is left.</param>
    public static Option<bool> DryRun(string what) => new("--dry-run") { Description = what };
}
