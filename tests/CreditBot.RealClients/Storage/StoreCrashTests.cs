using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.RealClients.Processes;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.RealClients.Storage;

/// <summary>Kills real processes that write the real store, in both ways that lose data differently (design.md §6).</summary>
public sealed class StoreCrashTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentBag<(string Client, string Id)> _acknowledged = [];

    private static int Rounds => Counts.Of(quick: 20, full: 200);

    private static string Crasher { get; } =
        Repository
            .Product.Replace(
                "src/CreditBot/",
                "tests/CreditBot.StoreCrasher/",
                StringComparison.Ordinal
            )
            .Replace("creditbot.dll", "CreditBot.StoreCrasher.dll", StringComparison.Ordinal);

    private string File => _folder.Of("creditbot.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_any_moment()
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            await using var crasher = Start(round);
            await crasher.WaitForLineAsync(
                line => line.StartsWith("ack ", StringComparison.Ordinal),
                "an acknowledgement"
            );
            await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
            crasher.Kill();
            await crasher.WaitForEndAsync();
        }

        await EverythingIsThereOnceAsync();
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_kills_itself_right_after_an_answer()
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            await using var crasher = Start(round, dieAfter: 1 + random.Next(12));
            await crasher.WaitForEndAsync();
        }

        await EverythingIsThereOnceAsync();
    }

    private ChildProcess Start(int round, int? dieAfter = null) =>
        ChildProcess.Start(
            "dotnet",
            [
                Crasher,
                File,
                $"r{round}",
                .. dieAfter is { } after ? [$"{after}"] : Array.Empty<string>(),
            ],
            heard: line =>
            {
                // A line cut off by the kill told nobody anything.
                if (line.Split(' ') is ["ack", var client, var id])
                {
                    _acknowledged.Add((client, id));
                }
            }
        );

    private async Task EverythingIsThereOnceAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        _acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Rounds);
        await using var store = LiteDbStore.Open(
            File,
            "",
            SystemClock.Instance,
            NullLogger<LiteDbStore>.Instance
        );
        foreach (var client in _acknowledged.Select(ack => ack.Client).Distinct())
        {
            var entries = await store.EntriesAsync(
                AgencyId.Default,
                ClientId.Parse(client),
                0,
                int.MaxValue,
                stop
            );
            var ids = entries
                .Select(stored => stored.Entry)
                .OfType<ClientEntry.Used>()
                .Select(used => used.Usage.Id)
                .ToList();
            ids.ShouldBeUnique();
            _acknowledged
                .Where(ack => ack.Client == client)
                .Select(ack => ack.Id)
                .Except(ids)
                .ShouldBeEmpty();
        }

        var report = await new StoreCheck(store).RunAsync(progress: null, stop);
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBeGreaterThanOrEqualTo(_acknowledged.Count);
    }
}
