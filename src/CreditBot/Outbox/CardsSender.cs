using System.Collections.Frozen;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Ports;

namespace CreditBot.Outbox;

/// <summary>Brings every card of a request up to date, wherever it was shown: everybody who saw it sees its outcome (design.md §5).</summary>
internal sealed class CardsSender(
    Conversations conversations,
    NoticeWords words,
    IEnumerable<IChannel> channels
) : IOutboxSender
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(
        channel => channel.Name
    );

    public string Kind => OutboxKinds.Cards;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var of =
            JsonSerializer.Deserialize<CardsOf>(message.Json)
            ?? throw new LedgerDamagedException($"The outbox message {message.Id} is empty.");
        var id = new RequestId(of.Request);
        if (await words.CardAsync(message.Agency, id, stop) is not { } card)
        {
            return new Delivery.Sent("no such request");
        }

        Delivery.TryLater? later = null;
        foreach (var shown in await conversations.CardsAsync(message.Agency, id.ToString(), stop))
        {
            // A card that is gone, or whose channel is, has nobody left to mislead.
            if (
                _channels.TryGetValue(shown.Channel, out var channel)
                && await channel.ReplaceAsync(
                    new ConversationAddress(message.Agency, shown.Channel, shown.Conversation),
                    shown.Reference,
                    shown.MessageId,
                    card,
                    stop
                )
                    is Delivery.TryLater failed
            )
            {
                later = failed;
            }
        }

        return (Delivery?)later ?? new Delivery.Sent(id.ToString());
    }
}
