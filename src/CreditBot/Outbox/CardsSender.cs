using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Dialog;
using CreditBot.Ports;

namespace CreditBot.Outbox;

/// <summary>Brings every card of a request up to date, wherever it was shown: everybody who saw it sees its outcome (design.md §5).</summary>
internal sealed class CardsSender(NoticeWords words, CardReplacing cards) : IOutboxSender
{
    public string Kind => OutboxKinds.Cards;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var of =
            JsonSerializer.Deserialize<CardsOf>(message.Json)
            ?? throw new LedgerDamagedException($"The outbox message {message.Id} is empty.");
        var id = new RequestId(of.Request);
        return await words.CardsAsync(message.Agency, id, stop) is { } cardFor
            ? await cards.ReplaceAsync(message.Agency, id.ToString(), cardFor, stop)
            : new Delivery.Sent("no such request");
    }
}
