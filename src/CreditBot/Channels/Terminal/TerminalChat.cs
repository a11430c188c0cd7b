using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Identity;
using CreditBot.Outbox;

namespace CreditBot.Channels.Terminal;

/// <summary>Holds a conversation in a terminal from its first line to its last.</summary>
internal static class TerminalChat
{
    /// <param name="who">A person's id or e-mail; whoever can open the store may be anybody in it.</param>
    /// <exception cref="CommandFailedException">There is nobody of that id or e-mail.</exception>
    public static async Task<Person> HoldAsync(
        IServiceProvider rooms,
        AgencyId agency,
        string who,
        TerminalChannel terminal,
        CancellationToken stop
    )
    {
        var people = rooms.GetRequiredService<People>();
        var person =
            await people.ByIdOrEmailAsync(agency, who, stop) is { } known
            && await SignedIn.FindAsync(people, agency, terminal.Name, known.Id, stop) is { } found
                ? found
                : throw new CommandFailedException(
                    $"There is nobody '{who}'. Managers and invited people have an id and an e-mail."
                );
        terminal.Person = person.Id;
        var where = new ConversationAddress(agency, terminal.Name, person.Id);
        var identity = new ChatIdentity(terminal.Name, person.Id, person.Name);
        var handler = rooms.GetRequiredService<ITurnHandler>();
        using var outbox = ActivatorUtilities.CreateInstance<OutboxDispatcher>(rooms);
        TurnInput? input = new TurnInput.Joined();
        do
        {
            var turn = new Turn($"{Guid.NewGuid()}", where, identity, input);
            var reply = await handler.HandleAsync(turn, stop);
            foreach (
                var message in reply.Replacement is { } card
                    ? reply.Messages.Insert(0, card)
                    : reply.Messages
            )
            {
                await terminal.SendAsync(where, "", message, stop);
            }

            await outbox.RunOnceAsync(stop);
            input = await terminal.ReadAsync(stop);
        } while (input is not null);

        return person;
    }
}
