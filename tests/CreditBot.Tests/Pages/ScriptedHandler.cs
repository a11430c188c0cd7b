using System.Collections.Concurrent;
using CreditBot.Channels;

namespace CreditBot.Tests.Pages;

/// <summary>A dialog that says what the test tells it to, and keeps what it heard.</summary>
internal sealed class ScriptedHandler : ITurnHandler
{
    private readonly ConcurrentQueue<Turn> _heard = new();
    private readonly ConcurrentQueue<(string CardKey, string MessageId)> _shown = new();

    public IReadOnlyCollection<Turn> Heard => _heard;

    public IReadOnlyCollection<(string CardKey, string MessageId)> Shown => _shown;

    public Func<Turn, TurnReply> Answer { get; set; } =
        turn =>
            turn.Input is TurnInput.Joined
                ? new TurnReply([Message.Of($"Hello {turn.Who.Name}.")])
                : TurnReply.Nothing;

    /// <summary>Answers come only when this is done.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    public async Task<TurnReply> HandleAsync(Turn turn, CancellationToken stop)
    {
        _heard.Enqueue(turn);
        await Until;
        return Answer(turn);
    }

    public Task CardShownAsync(Turn turn, Message card, string messageId, CancellationToken stop)
    {
        _shown.Enqueue((card.CardKey!, messageId));
        return Task.CompletedTask;
    }
}
