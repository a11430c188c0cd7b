using NodaTime;

namespace CreditBot.Channels;

/// <summary>Puts aside what a channel could not say, so that it arrives later, in order, or is dead with the reason (design.md §6).</summary>
public interface ILateReplies
{
    /// <param name="replaces">The message whose place the first takes; null when all are new.</param>
    /// <param name="after">How long the channel asks to wait.</param>
    Task KeepAsync(
        Turn turn,
        IReadOnlyList<Message> messages,
        string? replaces,
        Duration? after,
        CancellationToken stop
    );
}
