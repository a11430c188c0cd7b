using System.CommandLine;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Channels.Terminal;

namespace CreditBot.Commands;

/// <summary><c>creditbot chat</c>: the same dialog in a terminal, as somebody known.</summary>
internal static class TerminalCommand
{
    public static Command Create()
    {
        var who = new Option<string>("--as")
        {
            Description = "Whose conversation it is: a person's id or e-mail.",
            Required = true,
        };
        var agency = CommandOptions.Agency();
        var json = CommandOptions.Json();
        var chat = new Command(
            "chat",
            "Talks with CreditBot in this terminal: a line is a message, >2 presses the second button, the end of input ends it."
        )
        {
            who,
            agency,
            json,
        };
        chat.SetAction(
            (parsed, stop) =>
                RunAsync(
                    change => CreditBotHost.BuildForCommands([], change),
                    parsed.GetValue(agency),
                    parsed.GetRequiredValue(who),
                    new TerminalChannel(Console.In, Console.Out, parsed.GetValue(json)),
                    Console.Error,
                    stop
                )
        );
        return chat;
    }

    internal static Task<int> RunAsync(
        Func<Action<WebApplicationBuilder>, WebApplication> build,
        AgencyId agency,
        string who,
        TerminalChannel terminal,
        TextWriter errors,
        CancellationToken stop
    ) =>
        StoreCommand.RunAsync(
            () => build(host => host.Services.AddSingleton<IChannel>(terminal)),
            agency,
            app => TerminalChat.HoldAsync(app.Services, agency, who, terminal, stop),
            // A conversation can't be had through the server that holds the store.
            name: null,
            body: null,
            _ => Task.FromResult(ExitCodes.Done),
            errors,
            stop
        );
}
