using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace CreditBot.RealClients.Product;

/// <summary>An editor on a connection of its own that reports usage until the other side is gone.</summary>
internal sealed class Editor(Uri bot, string name, IReadOnlyList<string> clients, Random random)
    : IDisposable
{
    private const int BatchMost = 6;

    private readonly HttpClient _api = new()
    {
        BaseAddress = bot,
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Bearer", RunningCreditBot.AdminKey),
        },
    };

    private int _made;

    /// <summary>What was answered, with the entry that each event became.</summary>
    public ConcurrentDictionary<UsageEvent, long> Acknowledged { get; } = new();

    /// <summary>What was posted without an answer: it may have been booked or not.</summary>
    public IReadOnlyList<UsageEvent> InDoubt { get; private set; } = [];

    /// <param name="acknowledged">Told after each answer.</param>
    public async Task ReportUntilGoneAsync(Action acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            InDoubt = [.. Enumerable.Range(0, random.Next(1, BatchMost + 1)).Select(_ => Next())];
            try
            {
                var results = await UsageEvent.PostAsync(_api, InDoubt, stop);
                foreach (var (used, result) in InDoubt.Zip(results))
                {
                    result["status"]!.GetValue<string>().ShouldBe("accepted");
                    Acknowledged[used] = result["seq"]!.GetValue<long>();
                }

                InDoubt = [];
                acknowledged();
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                return;
            }
        }
    }

    public void Dispose() => _api.Dispose();

    private UsageEvent Next() =>
        new(
            clients[random.Next(clients.Count)],
            $"{name}-{_made++}",
            // Thousandths, so that a sum that was rounded anywhere shows.
            random.Next(1, 3000) / 1000m
        );
}
