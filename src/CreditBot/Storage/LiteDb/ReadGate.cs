using System.Diagnostics.CodeAnalysis;

namespace CreditBot.Storage.LiteDb;

/// <summary>Keeps readers and the writer apart, without a reader's thread ever waiting.</summary>
/// <remarks>LiteDB would make readers wait on a lock while it checkpoints, each on a thread of the pool.</remarks>
internal sealed class ReadGate
{
    private readonly object _lock = new();
    private TaskCompletionSource? _closed;
    private int _readers;

    /// <summary>Waits for the writer, then counts as a reader until <see cref="Leave"/>.</summary>
    public async ValueTask EnterAsync(CancellationToken stop)
    {
        while (!TryEnter(out var opened))
        {
            await opened.WaitAsync(stop);
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _readers--;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Holds new readers back and waits for those inside; for the writer's thread alone.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            while (_readers > 0)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    public void Open()
    {
        TaskCompletionSource? closed;
        lock (_lock)
        {
            (closed, _closed) = (_closed, null);
        }

        closed?.SetResult();
    }

    private bool TryEnter([NotNullWhen(false)] out Task? opened)
    {
        lock (_lock)
        {
            opened = _closed?.Task;
            if (opened is null)
            {
                _readers++;
            }

            return opened is null;
        }
    }
}
