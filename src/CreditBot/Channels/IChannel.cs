using NodaTime;

namespace CreditBot.Channels;

/// <summary>Speaks in a conversation without having been spoken to; how the outbox delivers (design.md §6).</summary>
public interface IChannel
{
    /// <summary>One of <see cref="ChannelNames"/>.</summary>
    string Name { get; }

    /// <summary>Says something new.</summary>
    /// <param name="reference">What the channel gave with a turn of this conversation.</param>
    Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    );

    /// <summary>Replaces a message said before, for everybody who sees it.</summary>
    Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    );
}

/// <summary>What became of a delivery.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <param name="MessageId">The channel's id, by which the message can be replaced.</param>
    public sealed record Sent(string MessageId) : Delivery;

    /// <summary>It may go through later.</summary>
    /// <param name="After">The channel's own word on how long to wait; null leaves it to the sender.</param>
    public sealed record TryLater(string Why, Duration? After = null) : Delivery;

    /// <summary>Not now: whoever it is for has quiet hours. It is no failure, and what comes after it doesn't wait.</summary>
    public sealed record Postponed(Instant Until) : Delivery;

    /// <summary>The conversation is closed to us; another channel or mail has to do.</summary>
    public sealed record Gone(string Why) : Delivery;
}
