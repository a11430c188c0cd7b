using System.Text.Json;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Ports;

namespace CreditBot.Outbox;

/// <summary>Brings every card of a hand-over up to date, wherever it was shown.</summary>
internal sealed class TalkCardsSender(TalkWords words, CardReplacing cards) : IOutboxSender
{
    public string Kind => OutboxKinds.TalkCards;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var key =
            JsonSerializer.Deserialize<string>(message.Json)
            ?? throw new LedgerDamagedException($"The outbox message {message.Id} is empty.");
        return await words.CardAsync(message.Agency, key, stop) is { CardKey: { } cardKey } card
            ? await cards.ReplaceAsync(message.Agency, cardKey, _ => card, stop)
            : new Delivery.Sent("no such hand-over");
    }
}
