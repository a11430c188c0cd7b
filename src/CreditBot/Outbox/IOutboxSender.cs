using CreditBot.Channels;
using CreditBot.Ports;

namespace CreditBot.Outbox;

/// <summary>Delivers one kind of outbox messages.</summary>
internal interface IOutboxSender
{
    /// <summary>One of <see cref="OutboxKinds"/>.</summary>
    string Kind { get; }

    Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop);
}
