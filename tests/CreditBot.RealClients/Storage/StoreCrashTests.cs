using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.RealClients.Processes;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.RealClients.Storage;

/// <summary>Kills real processes that write the real store, in both ways that lose data differently (design.md §6).</summary>
public sealed class StoreCrashTests : IDisposable
{
    /// <summary>Stores written and killed side by side, to save time.</summary>
    private const int Stores = 2;

    private readonly TempFolder _folder = new();

    private static int Rounds => Counts.Of(quick: 20, full: 200);

    private static string Crasher { get; } =
        Repository
            .Product.Replace(
                "src/CreditBot/",
                "tests/CreditBot.StoreCrasher/",
                StringComparison.Ordinal
            )
            .Replace("creditbot.dll", "CreditBot.StoreCrasher.dll", StringComparison.Ordinal);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_any_moment() =>
        CrashAsync(
            async (start, random) =>
            {
                await using var crasher = start([]);
                await crasher.WaitForLineAsync(
                    line => line.StartsWith("ack ", StringComparison.Ordinal),
                    "an acknowledgement"
                );
                await Task.Delay(random.Next(60), Stop);
                crasher.Kill();
                await crasher.WaitForEndAsync();
            }
        );

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_process_kills_itself_right_after_an_answer() =>
        CrashAsync(
            async (start, random) =>
            {
                await using var crasher = start([$"{1 + random.Next(12)}"]);
                await crasher.WaitForEndAsync();
            }
        );

    private async Task CrashAsync(
        Func<Func<IEnumerable<string>, ChildProcess>, Random, Task> crashOnceAsync
    ) =>
        await Task.WhenAll(
            Enumerable
                .Range(0, Stores)
                .Select(async store =>
                {
                    var file = _folder.Of($"store-{store}.db");
                    var acknowledged = new ConcurrentBag<(string Client, string Id)>();
                    var random = new Random(store);
                    for (var round = 0; round < Rounds / Stores; round++)
                    {
                        var run = $"r{round}";
                        await crashOnceAsync(more => Start(file, run, more, acknowledged), random);
                    }

                    acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Rounds / Stores);
                    await EverythingIsThereOnceAsync(file, [.. acknowledged]);
                })
        );

    private static ChildProcess Start(
        string file,
        string run,
        IEnumerable<string> more,
        ConcurrentBag<(string Client, string Id)> acknowledged
    ) =>
        ChildProcess.Start(
            "dotnet",
            [Crasher, file, run, .. more],
            heard: line =>
            {
                // A line cut off by the kill told nobody anything.
                if (line.Split(' ') is ["ack", var client, var id, "."])
                {
                    acknowledged.Add((client, id));
                }
            }
        );

    private static async Task EverythingIsThereOnceAsync(
        string file,
        IReadOnlyCollection<(string Client, string Id)> acknowledged
    )
    {
        await using var store = LiteDbStore.Open(
            file,
            "",
            SystemClock.Instance,
            NullLogger<LiteDbStore>.Instance
        );
        foreach (var client in acknowledged.Select(ack => ack.Client).Distinct())
        {
            var entries = await store.EntriesAsync(
                AgencyId.Default,
                ClientId.Parse(client),
                0,
                int.MaxValue,
                Stop
            );
            var ids = entries
                .Select(stored => stored.Entry)
                .OfType<ClientEntry.Used>()
                .Select(used => used.Usage.Id)
                .ToList();
            ids.ShouldBeUnique();
            acknowledged
                .Where(ack => ack.Client == client)
                .Select(ack => ack.Id)
                .Except(ids)
                .ShouldBeEmpty();
        }

        var report = await new StoreCheck(store).RunAsync(progress: null, Stop);
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
    }
}
