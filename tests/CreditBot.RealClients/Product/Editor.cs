namespace CreditBot.RealClients.Product;

/// <summary>An editor that reports usage, and reports again what had no answer.</summary>
internal sealed class Editor(string name, IReadOnlyList<string> clients, Random random) : IWorker
{
    private const int BatchMost = 6;

    private readonly Dictionary<UsageEvent, long> _booked = [];
    private IReadOnlyList<UsageEvent> _inDoubt = [];
    private int _made;

    /// <summary>What was answered, with the entry that each event became.</summary>
    public IReadOnlyDictionary<UsageEvent, long> Booked => _booked;

    public async Task WorkAsync(HttpClient bot, Action acknowledged, CancellationToken stop)
    {
        if (_inDoubt.Count > 0)
        {
            await SettleAsync(bot, stop);
            acknowledged();
        }

        while (true)
        {
            _inDoubt = [.. Enumerable.Range(0, random.Next(1, BatchMost + 1)).Select(_ => Next())];
            await ReportAsync(bot, stop, "accepted");
            acknowledged();
        }
    }

    public async Task SettleAsync(HttpClient bot, CancellationToken stop)
    {
        if (_inDoubt.Count > 0)
        {
            // Booked before the crash, or not.
            await ReportAsync(bot, stop, "accepted", "duplicate");
        }
    }

    /// <summary>Reports all that was ever answered once more: each is known, under the entry that was told.</summary>
    public async Task ReportAllAgainAsync(HttpClient bot, CancellationToken stop)
    {
        foreach (var batch in _booked.Keys.Chunk(1000))
        {
            var results = await UsageEvent.PostAsync(bot, batch, stop);
            foreach (var (used, result) in batch.Zip(results))
            {
                result["status"]!.GetValue<string>().ShouldBe("duplicate", used.Id);
                result["seq"]!.GetValue<long>().ShouldBe(_booked[used], used.Id);
            }
        }
    }

    private async Task ReportAsync(HttpClient bot, CancellationToken stop, params string[] statuses)
    {
        var results = await UsageEvent.PostAsync(bot, _inDoubt, stop);
        foreach (var (used, result) in _inDoubt.Zip(results))
        {
            result["status"]!.GetValue<string>().ShouldBeOneOf(statuses);
            _booked.Add(used, result["seq"]!.GetValue<long>());
        }

        _inDoubt = [];
    }

    private UsageEvent Next() =>
        new(
            clients[random.Next(clients.Count)],
            $"{name}-{_made++}",
            // Thousandths, so that a sum that was rounded anywhere shows.
            random.Next(1, 3000) / 1000m
        );
}
