using System.Net;
using System.Net.Http.Headers;
using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Product;

/// <summary>Those who write to a product at the same time, each on a connection of its own, over any number of its deaths.</summary>
internal sealed class Workforce(IReadOnlyList<IWorker> workers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Begins to write to a process that has just come up; all stop by themselves when it is gone.</summary>
    public Shift WorkAsync(Uri bot) => new(workers, bot, Stop);

    /// <summary>Sends again whatever had no answer, as often as it takes.</summary>
    public async Task SettleAsync(HttpClient bot, CancellationToken stop)
    {
        foreach (var worker in workers)
        {
            await Eventually.GetAsync(
                async () =>
                {
                    try
                    {
                        await worker.SettleAsync(bot, stop);
                        return worker;
                    }
                    catch (HttpRequestException)
                    {
                        return null;
                    }
                },
                "what is in doubt to be settled"
            );
        }
    }
}

/// <summary>What is written to one process, until it is gone.</summary>
internal sealed class Shift
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _firstAnswer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private readonly int[] _answers;

    public Shift(IReadOnlyList<IWorker> workers, Uri bot, CancellationToken stop)
    {
        _answers = new int[workers.Count];
        Gone = Task.WhenAll(workers.Select((worker, n) => WorkAsync(worker, n, bot, stop)));
    }

    /// <summary>How many were heard.</summary>
    public int Answers => _answers.Sum();

    /// <summary>How many he heard who heard the fewest.</summary>
    public int Fewest => _answers.Min();

    public Task FirstAnswer => _firstAnswer.Task;

    /// <summary>Ends when nobody is answered any more; fails when an answer was wrong.</summary>
    public Task Gone { get; }

    private async Task WorkAsync(IWorker worker, int place, Uri bot, CancellationToken stop)
    {
        using var api = new HttpClient
        {
            BaseAddress = bot,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", RunningCreditBot.AdminKey),
            },
        };
        while (true)
        {
            try
            {
                await worker.WorkAsync(api, () => Heard(place), stop);
            }
            catch (HttpRequestException busy) when (busy.StatusCode == HttpStatusCode.Conflict)
            {
                await Task.Delay(BetweenTries, stop);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                // Killed.
                return;
            }
        }
    }

    private void Heard(int place)
    {
        Interlocked.Increment(ref _answers[place]);
        _firstAnswer.TrySetResult();
    }
}
