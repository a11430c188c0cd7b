using System.Collections.Concurrent;

namespace CreditBot.Tests.Requests;

/// <summary>Threads of their own that start together.</summary>
internal static class Crowd
{
    /// <summary>Runs the work on so many threads at once; throws what any of them threw.</summary>
    public static async Task RunAsync(int threads, Func<int, Task> work)
    {
        var faults = new ConcurrentQueue<Exception>();
        using var start = new Barrier(threads);
        await Task.WhenAll(
            Enumerable
                .Range(0, threads)
                .Select(number =>
                    Task.Factory.StartNew(
                        () => Run(number),
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                )
        );
        if (!faults.IsEmpty)
        {
            throw new AggregateException(faults);
        }

        void Run(int number)
        {
            start.SignalAndWait();
            try
            {
                work(number).GetAwaiter().GetResult();
            }
            catch (Exception fault)
            {
                faults.Enqueue(fault);
            }
        }
    }
}
