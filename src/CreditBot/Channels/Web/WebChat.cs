using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;

namespace CreditBot.Channels.Web;

/// <summary>A person's conversation with the bot on the web: turns go in, the transcript has everything that was said.</summary>
/// <remarks>A person who signed in on the web is that person: their chat identity there is their own id (<see cref="WebIdentities"/>).</remarks>
internal sealed class WebChat(ITurnHandler handler, Transcripts transcripts) : IDisposable
{
    /// <summary>The longest text that is taken as one turn.</summary>
    public const int MostCharacters = 4000;

    private const int Lanes = 64;

    // One turn at a time in a conversation; conversations share a bounded number of lanes.
    private readonly ImmutableArray<SemaphoreSlim> _lanes =
    [
        .. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1)),
    ];

    public static ConversationAddress AddressOf(AgencyId agency, string person) =>
        new(agency, ChannelNames.Web, $"person:{person}");

    /// <summary>Begins the conversation when it is new, so that the bot can greet and knows where to reach the person.</summary>
    public async Task OpenAsync(AgencyId agency, Person person, CancellationToken stop)
    {
        var where = AddressOf(agency, person.Id);
        if ((await transcripts.HeadAsync(where, stop)).Lines == 0)
        {
            await TakeAsync(where, person, "joined", new TurnInput.Joined(), said: null, stop);
        }
    }

    /// <summary>Takes what the person wrote.</summary>
    /// <param name="turn">The same on every try to send one text, so that it counts once.</param>
    public Task SayAsync(
        AgencyId agency,
        Person person,
        string turn,
        string words,
        CancellationToken stop
    )
    {
        var text = words.Length > MostCharacters ? words[..MostCharacters] : words;
        return TakeAsync(
            AddressOf(agency, person.Id),
            person,
            turn,
            new TurnInput.Text(text),
            text,
            stop
        );
    }

    /// <summary>Takes the press of a button on a card of this conversation.</summary>
    /// <param name="line">The line that holds the card.</param>
    public Task PressAsync(
        AgencyId agency,
        Person person,
        string turn,
        long line,
        Choice choice,
        ImmutableDictionary<string, string> inputs,
        CancellationToken stop
    ) =>
        TakeAsync(
            AddressOf(agency, person.Id),
            person,
            turn,
            new TurnInput.Press(choice.Action, inputs, Transcripts.IdOf(line)),
            choice.Title,
            stop
        );

    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }
    }

    private async Task TakeAsync(
        ConversationAddress where,
        Person person,
        string id,
        TurnInput input,
        string? said,
        CancellationToken stop
    )
    {
        var turn = new Turn(
            id,
            where,
            new ChatIdentity(ChannelNames.Web, person.Id, person.Name),
            input
        );
        var lane = LaneOf(where);
        await lane.WaitAsync(stop);
        try
        {
            if (input is TurnInput.Joined && (await transcripts.HeadAsync(where, stop)).Lines > 0)
            {
                // Another page of the same person was faster.
                return;
            }

            if (input is TurnInput.Text)
            {
                await transcripts.SaidAsync(where, id, said!, isPress: false, stop);
            }

            var reply = await handler.HandleAsync(turn, stop);
            await AnswerAsync(turn, said, reply, stop);
        }
        finally
        {
            lane.Release();
        }
    }

    private SemaphoreSlim LaneOf(ConversationAddress where) =>
        _lanes[(where.Conversation.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Lanes];

    private async Task AnswerAsync(Turn turn, string? said, TurnReply reply, CancellationToken stop)
    {
        if (
            turn.Input is TurnInput.Press { Card: { } card }
            && !await ReplacedAsync(turn, card, reply.Replacement, stop)
        )
        {
            // A card that stays as it was doesn't tell what was pressed, so the conversation does.
            await transcripts.SaidAsync(turn.Where, turn.Id, said!, isPress: true, stop);
        }

        foreach (var message in reply.Messages)
        {
            var number = await transcripts.AnsweredAsync(turn.Where, message, stop);
            if (message.CardKey is not null)
            {
                await handler.CardShownAsync(turn, message, Transcripts.IdOf(number), stop);
            }
        }
    }

    private async Task<bool> ReplacedAsync(
        Turn turn,
        string card,
        Message? replacement,
        CancellationToken stop
    ) =>
        replacement is not null
        && Transcripts.NumberOf(card) is { } number
        && await transcripts.ReplaceAsync(turn.Where, number, replacement, stop);
}
