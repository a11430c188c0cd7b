using System.Diagnostics;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Storage.Rebuild;

namespace CreditBot.Bench.Ledger.Parts;

/// <summary>A stream of 100,000 entries: its balance against summing it, and a rebuild of the store against reading all of it.</summary>
internal static class LongStreams
{
    private const int Rounds = 5;
    private const int Entries = 100_000;
    private const int BalancesAtOnce = 10_000;
    private const int PageEntries = 500;

    public static async Task RunAsync(Figures figures)
    {
        using var folder = new TempFolder();
        await using var filled = await FilledStore.OpenAsync(folder.Of("creditbot.db"));
        var client = await filled.AddClientAsync("busy", Entries);
        var (balance, sum, rebuild) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await TimeAsync(() => BalancesAsync(filled, client)) / BalancesAtOnce;
            var all = await TimeAsync(() => SumAsync(filled, client));
            var again = await TimeAsync(() => RebuildAsync(filled));
            if (round > 0)
            {
                balance.Add(one);
                sum.Add(all);
                rebuild.Add(again);
            }
        }

        var reading = $"reading {new Samples(sum).Show("0")} ms";
        figures.AtLeast(
            "balance: times faster than summing",
            Samples.Ratio(sum, balance),
            100,
            $"{new Samples(balance.Select(ms => ms * 1000)).Show("0.00")} µs; {reading}"
        );
        figures.AtMost(
            "rebuild: time against reading",
            Samples.Ratio(rebuild, sum),
            1.3,
            $"{new Samples(rebuild).Show("0")} ms; {reading}"
        );
    }

    private static async Task BalancesAsync(FilledStore filled, ClientId client)
    {
        for (var i = 0; i < BalancesAtOnce; i++)
        {
            var state = await filled.Ledgers.ReadAsync(
                AgencyId.Default,
                client,
                CancellationToken.None
            );
            if (state!.Balance.IsZero)
            {
                throw new InvalidOperationException("The client has run out of credits.");
            }
        }
    }

    /// <summary>Reads every entry, checked as always, and adds up what each does to the balance.</summary>
    private static async Task SumAsync(FilledStore filled, ClientId client)
    {
        var (sum, after) = (0L, 0L);
        while (
            await filled.Store.EntriesAsync(
                AgencyId.Default,
                client,
                after,
                PageEntries,
                CancellationToken.None
            )
                is { Count: > 0 } page
        )
        {
            sum += page.Sum(stored => stored.Entry.Effect);
            after = page[^1].Entry.Seq;
        }

        if (after != Entries || sum <= 0)
        {
            throw new InvalidOperationException($"{after} entries add up to {sum}.");
        }
    }

    private static async Task RebuildAsync(FilledStore filled)
    {
        var report = await new StoreRebuild(filled.Store, dryRun: false).RunAsync(
            null,
            CancellationToken.None
        );
        if (report.Refused.Count > 0)
        {
            throw new InvalidOperationException(report.Refused[0].ToString());
        }
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalMilliseconds;
    }
}
