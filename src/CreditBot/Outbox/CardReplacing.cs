using System.Collections.Frozen;
using CreditBot.Amounts;
using CreditBot.Channels;

namespace CreditBot.Outbox;

/// <summary>Replaces a card wherever it was shown.</summary>
internal sealed class CardReplacing(Conversations conversations, IEnumerable<IChannel> channels)
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(
        channel => channel.Name
    );

    /// <param name="cardFor">The card as the person with this id sees it.</param>
    public async Task<Delivery> ReplaceAsync(
        AgencyId agency,
        string key,
        Func<string, Message> cardFor,
        CancellationToken stop
    )
    {
        Delivery.TryLater? later = null;
        foreach (var shown in await conversations.CardsAsync(agency, key, stop))
        {
            // A card that is gone, or whose channel is, has nobody left to mislead.
            if (
                _channels.TryGetValue(shown.Channel, out var channel)
                && await channel.ReplaceAsync(
                    new ConversationAddress(agency, shown.Channel, shown.Conversation),
                    shown.Reference,
                    shown.MessageId,
                    cardFor(shown.Person),
                    stop
                )
                    is Delivery.TryLater failed
            )
            {
                later = failed;
            }
        }

        return (Delivery?)later ?? new Delivery.Sent(key);
    }
}
