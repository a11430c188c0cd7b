using System.Collections.Concurrent;

namespace CreditBot.StoreCrasher;

/// <summary>A SynchronizationContext with one thread, on which everything that awaits goes on.</summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Act, object? State)> _posted = [];

    /// <summary>Runs work on a thread of its own, awaits and all.</summary>
    public static Task RunAsync(Func<Task> work)
    {
        var pump = new Pump();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            SetSynchronizationContext(pump);
            var working = work();
            _ = working.ContinueWith(
                _ => pump._posted.CompleteAdding(),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
            foreach (var (act, state) in pump._posted.GetConsumingEnumerable())
            {
                act(state);
            }

            ended.SetFromTask(working);
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return ended.Task;
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));
}
