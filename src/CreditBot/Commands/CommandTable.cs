using System.CommandLine;

namespace CreditBot.Commands;

/// <summary>Everything that <c>creditbot</c> can be told on the command line (contract.md, Command line).</summary>
internal static class CommandTable
{
    public static RootCommand Create()
    {
        var root = new RootCommand(
            "CreditBot: credits for the clients of agencies, asked for and decided in chat."
        )
        {
            ServeCommand.Create(),
            KeyCommand.Create(),
            UnderstandCommand.Create(),
            VerifyCommand.Create(),
            ConverseCommand.Create(),
        };
        // Without a command it serves; settings such as --urls pass through.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, stop) => ServeCommand.RunAsync([.. parsed.UnmatchedTokens], stop));
        return root;
    }
}
