using System.Net.Http.Headers;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Product;

/// <summary>Those who write to a product at the same time, each on a connection of its own, over any number of its deaths.</summary>
internal sealed class Workforce(IReadOnlyList<IWorker> workers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Begins to write to a process that has just come up; all stop by themselves when it is gone.</summary>
    public Shift WorkAsync(Uri bot) => new(workers, bot, Stop);

    /// <summary>Sends again whatever had no answer.</summary>
    public async Task SettleAsync(HttpClient bot, CancellationToken stop)
    {
        foreach (var worker in workers)
        {
            await worker.SettleAsync(bot, stop);
        }
    }
}

/// <summary>What is written to one process, until it is gone.</summary>
internal sealed class Shift
{
    private readonly TaskCompletionSource _firstAnswer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private int _answers;

    public Shift(IReadOnlyList<IWorker> workers, Uri bot, CancellationToken stop) =>
        Gone = Task.WhenAll(workers.Select(worker => WorkAsync(worker, bot, stop)));

    /// <summary>How many were heard.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public Task FirstAnswer => _firstAnswer.Task;

    /// <summary>Ends when nobody is answered any more; fails when an answer was wrong.</summary>
    public Task Gone { get; }

    private async Task WorkAsync(IWorker worker, Uri bot, CancellationToken stop)
    {
        using var api = new HttpClient
        {
            BaseAddress = bot,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", RunningCreditBot.AdminKey),
            },
        };
        try
        {
            await worker.WorkAsync(api, Heard, stop);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // Killed.
        }
    }

    private void Heard()
    {
        Interlocked.Increment(ref _answers);
        _firstAnswer.TrySetResult();
    }
}
