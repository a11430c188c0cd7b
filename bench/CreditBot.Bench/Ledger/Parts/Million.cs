using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CreditBot.Bench.Ledger.Parts;

/// <summary>A store of a million entries, all but ten of one client: verify, start, credits, and writing while it is read from end to end.</summary>
internal static class Million
{
    private const int Rounds = 5;
    private const int Entries = 1_000_000;
    private const int QuestionsInRound = 60;
    private const int EventsInRound = 150;

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        var path = folder.Of("creditbot.db");
        var watch = Stopwatch.StartNew();
        await using (var filled = await FilledStore.OpenAsync(path))
        {
            await filled.AddClientAsync("million", Entries);
            await filled.AddClientAsync("ten", 10);
        }

        figures.Context("filling it", Seconds(watch.Elapsed));
        await VerifyAsync(figures, path);
        await StartsAsync(figures, path, folder.Of("empty.db"));
        await using var product = await Servers.ProductAsync(path);
        await CreditsAsync(figures, product);
        await WritingAsync(figures, product);
    }

    private static async Task VerifyAsync(Figures figures, string path)
    {
        var ran = await CommandProcess.RunAsync(path, "verify");
        figures.AtMost(
            "verify: seconds",
            new Samples([ran.Elapsed.TotalSeconds]),
            60,
            string.Create(
                CultureInfo.InvariantCulture,
                $"memory MiB: {ran.MemoryAtHalf:0} half-way, {ran.PeakMemory:0} at most; {ran.LastLine}"
            )
        );
        figures.AtMost(
            "verify: memory at most against half-way",
            new Samples([ran.PeakMemory / ran.MemoryAtHalf]),
            1.25,
            ""
        );
    }

    private static async Task StartsAsync(Figures figures, string full, string empty)
    {
        var (filled, fresh) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await StartAsync(full);
            var other = await StartAsync(empty);
            if (round > 0)
            {
                filled.Add(one);
                fresh.Add(other);
            }
        }

        figures.AtMost(
            "start: against an empty store",
            Samples.Ratio(filled, fresh),
            1.2,
            $"ms: {new Samples(filled).Show("0")}, empty {new Samples(fresh).Show("0")}"
        );
    }

    private static async Task<double> StartAsync(string path)
    {
        await using var product = await Servers.ProductAsync(path);
        return product.Started.TotalMilliseconds;
    }

    private static async Task CreditsAsync(Figures figures, ServerProcess product)
    {
        var (million, ten) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await AskAsync(product, "million");
            var other = await AskAsync(product, "ten");
            if (round > 0)
            {
                million.Add(one);
                ten.Add(other);
            }
        }

        figures.AtMost(
            "credits: a million entries against ten",
            Samples.Ratio(million, ten),
            1.5,
            $"ms: {new Samples(million).Show("0.00")}, ten {new Samples(ten).Show("0.00")}"
        );
    }

    /// <returns>The median of a round, in milliseconds.</returns>
    private static async Task<double> AskAsync(ServerProcess product, string client)
    {
        var times = new List<double>();
        for (var i = 0; i < QuestionsInRound; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            await product.Http.GetByteArrayAsync(
                new Uri($"/api/v1/clients/{client}/credits", UriKind.Relative)
            );
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return new Samples(times).Median;
    }

    /// <summary>One editor reports one event at a time: by itself, while the store is verified, and while a report is made.</summary>
    private static async Task WritingAsync(Figures figures, ServerProcess product)
    {
        var month = DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        (string What, string? Path, string Body)[] beside =
        [
            ("acknowledgement p99, alone", null, ""),
            ("acknowledgement p99, while verify runs", "verify", ""),
            (
                "acknowledgement p99, while a report is made",
                "report",
                $$"""{"month":"{{month}}"}"""
            ),
        ];
        foreach (var (what, path, body) in beside)
        {
            using var enough = new CancellationTokenSource();
            var other = path is null
                ? Task.CompletedTask
                : AgainAndAgainAsync(product, path, body, enough.Token);
            var rounds = new List<LoadResult>();
            for (var round = 0; round < Rounds; round++)
            {
                var events = new UsageEvents(["ten"], HashCode.Combine(path, round));
                rounds.Add(
                    await Load.PostAsync(
                        product,
                        Agency.UsagePath,
                        UsageEvents.SingleType,
                        [
                            [.. Enumerable.Range(0, EventsInRound).Select(_ => events.Single())],
                        ]
                    )
                );
            }

            await enough.CancelAsync();
            await other;
            figures.Context(
                what,
                $"ms: {new Samples(rounds.Select(r => r.P99)).Show("0.0")}, median {new Samples(rounds.Select(r => r.Median)).Show("0.0")}"
            );
        }
    }

    private static async Task AgainAndAgainAsync(
        ServerProcess product,
        string command,
        string body,
        CancellationToken enough
    )
    {
        try
        {
            while (true)
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await product.Http.PostAsync(
                    new Uri($"/api/v1/admin/{command}", UriKind.Relative),
                    content,
                    enough
                );
                answer.EnsureSuccessStatusCode();
            }
        }
        catch (OperationCanceledException)
        {
            // The editor has reported all it had.
        }
    }

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
