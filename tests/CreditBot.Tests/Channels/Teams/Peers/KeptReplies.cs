using System.Collections.Concurrent;
using NodaTime;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>Stands in for the outbox: keeps what could not be said.</summary>
internal sealed class KeptReplies : ILateReplies
{
    private readonly ConcurrentQueue<(string Words, string? Replaces, Duration? After)> _kept =
        new();

    public IReadOnlyList<(string Words, string? Replaces, Duration? After)> Kept => [.. _kept];

    public Task KeepAsync(
        Turn turn,
        IReadOnlyList<Message> messages,
        string? replaces,
        Duration? after,
        CancellationToken stop
    )
    {
        foreach (var message in messages)
        {
            _kept.Enqueue((PlainText.Of(message), replaces, after));
        }

        return Task.CompletedTask;
    }
}
