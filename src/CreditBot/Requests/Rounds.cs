namespace CreditBot.Requests;

/// <summary>Does work in rounds, one at a time: what arrives while one is under way goes into the next together.</summary>
/// <param name="run">One round, of one item at least. It answers its items itself and throws nothing.</param>
/// <param name="fits">Whether an item may join a round that holds others.</param>
internal sealed class Rounds<T>(
    Func<IReadOnlyList<T>, Task> run,
    Func<IReadOnlyList<T>, T, bool> fits
)
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _waiting = new();
    private bool _isRunning;

    public void Add(T item)
    {
        lock (_lock)
        {
            _waiting.Enqueue(item);
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (Next() is { Count: > 0 } round)
        {
            await run(round);
        }
    }

    private List<T> Next()
    {
        var round = new List<T>();
        lock (_lock)
        {
            while (_waiting.TryPeek(out var next) && (round.Count == 0 || fits(round, next)))
            {
                round.Add(_waiting.Dequeue());
            }

            _isRunning = round.Count > 0;
        }

        return round;
    }
}
