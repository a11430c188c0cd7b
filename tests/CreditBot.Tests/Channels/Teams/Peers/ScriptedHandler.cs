using System.Collections.Concurrent;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>Stands in for the dialogs: keeps each turn and answers as the test says.</summary>
internal sealed class ScriptedHandler : ITurnHandler
{
    private readonly ConcurrentQueue<Turn> _turns = new();
    private readonly ConcurrentQueue<(string Key, string Id)> _shown = new();

    public Func<Turn, Task<TurnReply>> Answer { get; set; } =
        turn =>
            Task.FromResult(
                Say(turn.Input is TurnInput.Text text ? $"You said {text.Words}" : "Welcome")
            );

    public IReadOnlyList<Turn> Turns => [.. _turns];

    public IReadOnlyList<(string Key, string Id)> Shown => [.. _shown];

    public static TurnReply Say(params ReadOnlySpan<string> texts) =>
        new([.. texts.ToArray().Select(text => Message.Of(text))]);

    public Task<TurnReply> HandleAsync(Turn turn, CancellationToken stop)
    {
        _turns.Enqueue(turn);
        return Answer(turn);
    }

    public Task CardShownAsync(Turn turn, Message card, string messageId, CancellationToken stop)
    {
        _shown.Enqueue((card.CardKey!, messageId));
        return Task.CompletedTask;
    }
}
