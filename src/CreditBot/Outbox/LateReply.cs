using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Outbox;

/// <summary>Part of a reply that its channel did not take at once: it waits in the outbox like everything else that leaves (design.md §6).</summary>
/// <param name="Who">The key of the person's identity in the channel.</param>
/// <param name="Replaces">The message whose place it takes; null for a new one.</param>
internal sealed record LateReply(
    string Channel,
    string Conversation,
    string Reference,
    string Who,
    Message Message,
    string? Replaces = null
);

/// <summary>Writes what could not be said into the outbox.</summary>
internal sealed class LateReplies(IStore store, Ledgers ledgers) : ILateReplies
{
    public Task KeepAsync(
        Turn turn,
        IReadOnlyList<Message> messages,
        string? replaces,
        Duration? after,
        CancellationToken stop
    )
    {
        var now = ledgers.Now;
        return store.CommitAsync(
            new Commit(turn.Where.Agency)
            {
                Outbox =
                [
                    .. messages.Select(
                        (message, place) =>
                            new OutboxMessage(
                                turn.Where.Agency,
                                Id(turn, now, replaces is null ? place + 1 : place),
                                OutboxKinds.Reply,
                                $"reply:{turn.Where.Channel}|{turn.Where.Conversation}",
                                JsonSerializer.Serialize(
                                    new LateReply(
                                        turn.Where.Channel,
                                        turn.Where.Conversation,
                                        turn.Reference,
                                        turn.Who.Key,
                                        message,
                                        place == 0 ? replaces : null
                                    ),
                                    MessageJson.Options
                                ),
                                OutboxState.Waiting,
                                now + (after ?? Duration.Zero)
                            )
                    ),
                ],
            },
            stop
        );
    }

    // By time first: within a conversation what was said earlier goes earlier.
    private static string Id(Turn turn, Instant now, int place) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"reply/{now.ToUnixTimeMilliseconds():D15}/{turn.Where.Channel}/{turn.Id}/{place:D2}"
        );
}

/// <summary>Says what was put aside.</summary>
internal sealed class LateReplySender(IEnumerable<IChannel> channels, ITurnHandler handler)
    : IOutboxSender
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(
        channel => channel.Name
    );

    public string Kind => OutboxKinds.Reply;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var reply =
            JsonSerializer.Deserialize<LateReply>(message.Json, MessageJson.Options)
            ?? throw new LedgerDamagedException($"The outbox message {message.Id} is empty.");
        if (!_channels.TryGetValue(reply.Channel, out var channel))
        {
            return new Delivery.Gone($"The channel {reply.Channel} is not connected.");
        }

        var where = new ConversationAddress(message.Agency, reply.Channel, reply.Conversation);
        var delivery = reply.Replaces is { } shown
            ? await channel.ReplaceAsync(where, reply.Reference, shown, reply.Message, stop)
            : await channel.SendAsync(where, reply.Reference, reply.Message, stop);
        if (delivery is Delivery.Sent { MessageId.Length: > 0 } sent)
        {
            await handler.CardShownAsync(
                new Turn(
                    message.Id,
                    where,
                    new ChatIdentity(reply.Channel, reply.Who, ""),
                    new TurnInput.Joined(),
                    reply.Reference
                ),
                reply.Message,
                sent.MessageId,
                stop
            );
        }

        return delivery;
    }
}
