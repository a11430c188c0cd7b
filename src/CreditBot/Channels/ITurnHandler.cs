using System.Collections.Immutable;

namespace CreditBot.Channels;

/// <summary>Takes a turn from any channel and answers it; the one door from channels to dialogs.</summary>
public interface ITurnHandler
{
    /// <summary>Answers a turn. The same turn again does nothing twice and gives the same answer or none.</summary>
    Task<TurnReply> HandleAsync(Turn turn, CancellationToken stop);

    /// <summary>Remembers where a card was shown, so that it is replaced when its request moves on (design.md §5).</summary>
    Task CardShownAsync(Turn turn, Message card, string messageId, CancellationToken stop);
}

/// <summary>What to say in the turn's own conversation.</summary>
/// <param name="Messages">New messages, in order.</param>
/// <param name="Replacement">What takes the place of the card that was pressed; null leaves it.</param>
public sealed record TurnReply(ImmutableList<Message> Messages, Message? Replacement = null)
{
    public static readonly TurnReply Nothing = new([]);
}
