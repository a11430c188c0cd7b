using System.Collections.Concurrent;
using System.Globalization;
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

    // What the product's own crashes (Product/ProductCrashTests) don't show: callers with a SynchronizationContext, many commits a moment.
    private static int Rounds => Counts.Of(quick: 12, full: 500);

    private static readonly TimeSpan RestartMost = TimeSpan.FromSeconds(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_any_moment() =>
        CrashAsync(
            async (start, random, context) =>
            {
                await using var crasher = start(context);
                // Every other time only once a decision is on disk: on a slow disk none would come before the kill.
                var heard = random.Next(2) == 0 ? "ack " : "ack decide ";
                await crasher.WaitForLineAsync(
                    line => line.StartsWith(heard, StringComparison.Ordinal),
                    heard
                );
                await Task.Delay(random.Next(60), Stop);
                crasher.Kill();
                await crasher.WaitForEndAsync();
            }
        );

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_process_kills_itself_right_after_an_answer() =>
        CrashAsync(
            async (start, random, context) =>
            {
                await using var crasher = start([$"{1 + random.Next(12)}", .. context]);
                await crasher.WaitForEndAsync();
            }
        );

    private async Task CrashAsync(
        Func<Func<IEnumerable<string>, ChildProcess>, Random, string[], Task> crashOnceAsync
    )
    {
        var kinds = new ConcurrentBag<string>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Stores)
                .Select(async store =>
                {
                    var file = _folder.Of($"store-{store}.db");
                    var heard = new ConcurrentBag<Acknowledged>();
                    var opened = new ConcurrentBag<TimeSpan>();
                    var random = new Random(store);
                    for (var round = store; round < Rounds; round += Stores)
                    {
                        var run = $"{round}";
                        // Every other time by callers that await on a SynchronizationContext.
                        await crashOnceAsync(
                            more => Start(file, run, more, heard, opened),
                            random,
                            round / Stores % 2 == 0 ? [] : ["context"]
                        );
                    }

                    heard.Count.ShouldBeGreaterThanOrEqualTo(Rounds / Stores);
                    heard.ToList().ForEach(ack => kinds.Add(ack.Kind));
                    await EverythingIsThereOnceAsync(file, [.. heard]);
                    // The median: a machine that is busy with something else may make one start slow.
                    opened.Order().ElementAt(opened.Count / 2).ShouldBeLessThan(RestartMost);
                })
        );
        kinds.ShouldContain("decide");
    }

    private static ChildProcess Start(
        string file,
        string run,
        IEnumerable<string> more,
        ConcurrentBag<Acknowledged> heard,
        ConcurrentBag<TimeSpan> opened
    ) =>
        ChildProcess.Start(
            "dotnet",
            [Repository.Crasher, file, run, .. more],
            heard: line =>
            {
                switch (line.Split(' '))
                {
                    // A line cut off by the kill told nobody anything.
                    case ["ack", var kind, var client, var id, "."]:
                        heard.Add(new Acknowledged(kind, client, id));
                        break;
                    case ["opened", var milliseconds]:
                        opened.Add(
                            TimeSpan.FromMilliseconds(
                                int.Parse(milliseconds, CultureInfo.InvariantCulture)
                            )
                        );
                        break;
                }
            }
        );

    private static async Task EverythingIsThereOnceAsync(
        string file,
        IReadOnlyCollection<Acknowledged> heard
    )
    {
        await using var store = LiteDbStore.Open(
            file,
            "",
            SystemClock.Instance,
            NullLogger<LiteDbStore>.Instance
        );
        foreach (var client in heard.Select(ack => ack.Client).Distinct())
        {
            var entries = (
                await store.EntriesAsync(
                    AgencyId.Default,
                    ClientId.Parse(client),
                    0,
                    int.MaxValue,
                    Stop
                )
            )
                .Select(stored => stored.Entry)
                .ToList();
            var written = entries.Select(Key).OfType<(string, string)>().ToList();
            written.ShouldBeUnique();
            heard
                .Where(ack => ack.Client == client)
                .Select(ack => (ack.Kind, ack.Id))
                .Except(written)
                .ShouldBeEmpty();
            // What was decided was granted, once.
            entries
                .Count(entry => entry is ClientEntry.Granted { Request: not null })
                .ShouldBe(written.Count(key => key.Item1 == "decide"));
        }

        var report = await new StoreCheck(store).RunAsync(progress: null, Stop);
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBeGreaterThanOrEqualTo(heard.Count);
    }

    private static (string Kind, string Id)? Key(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Used used => ("use", used.Usage.Id),
            ClientEntry.Requested asked => ("ask", $"{asked.Request}"),
            ClientEntry.Decided decided => ("decide", $"{decided.Request}"),
            _ => null,
        };

    private sealed record Acknowledged(string Kind, string Client, string Id);
}
