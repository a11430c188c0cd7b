using System.Collections.Concurrent;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.RealClients.Processes;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Storage.PostgreSql;
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

    private static int RoundsOnPostgreSql => Counts.Of(quick: 8, full: 500);

    private static readonly TimeSpan RestartMost = TimeSpan.FromSeconds(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_any_moment() =>
        CrashAsync(FileAsync, Rounds, KillAsync);

    [Fact]
    public Task Nothing_acknowledged_is_lost_when_the_process_kills_itself_right_after_an_answer() =>
        CrashAsync(FileAsync, Rounds, KillItselfAsync);

    [Fact]
    public Task Nor_on_PostgreSQL_when_it_is_killed_at_any_moment() =>
        CrashAsync(DatabaseAsync, RoundsOnPostgreSql, KillAsync);

    [Fact]
    public Task Nor_on_PostgreSQL_when_it_kills_itself_right_after_an_answer() =>
        CrashAsync(DatabaseAsync, RoundsOnPostgreSql, KillItselfAsync);

    private Task<string> FileAsync(int store) => Task.FromResult(_folder.Of($"store-{store}.db"));

    private static async Task<string> DatabaseAsync(int store) =>
        await (await PostgresServer.SharedAsync()).NewDatabaseAsync();

    private static bool IsDatabase(string place) =>
        place.StartsWith("Host=", StringComparison.Ordinal);

    private static async Task KillAsync(
        Func<IEnumerable<string>, ChildProcess> start,
        Random random,
        string[] context
    )
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

    private static async Task KillItselfAsync(
        Func<IEnumerable<string>, ChildProcess> start,
        Random random,
        string[] context
    )
    {
        await using var crasher = start([$"{1 + random.Next(12)}", .. context]);
        await crasher.WaitForEndAsync();
    }

    /// <param name="placeAsync">Where the store of a number is to be: a file, or a connection string.</param>
    private static async Task CrashAsync(
        Func<int, Task<string>> placeAsync,
        int rounds,
        Func<Func<IEnumerable<string>, ChildProcess>, Random, string[], Task> crashOnceAsync
    )
    {
        var kinds = new ConcurrentBag<string>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Stores)
                .Select(async store =>
                {
                    var place = await placeAsync(store);
                    var heard = new ConcurrentBag<Acknowledged>();
                    var opened = new ConcurrentBag<TimeSpan>();
                    var random = new Random(store);
                    for (var round = store; round < rounds; round += Stores)
                    {
                        var run = $"{round}";
                        // Every other time by callers that await on a SynchronizationContext.
                        await crashOnceAsync(
                            more => Start(place, run, more, heard, opened),
                            random,
                            round / Stores % 2 == 0 ? [] : ["context"]
                        );
                    }

                    heard.Count.ShouldBeGreaterThanOrEqualTo(rounds / Stores);
                    heard.ToList().ForEach(ack => kinds.Add(ack.Kind));
                    await EverythingIsThereOnceAsync(place, [.. heard]);
                    // The median: a machine that is busy with something else may make one start slow. There is a file to
                    // recover; a database does that without us.
                    if (!IsDatabase(place))
                    {
                        opened.Order().ElementAt(opened.Count / 2).ShouldBeLessThan(RestartMost);
                    }
                })
        );
        kinds.ShouldContain("decide");
    }

    private static ChildProcess Start(
        string place,
        string run,
        IEnumerable<string> more,
        ConcurrentBag<Acknowledged> heard,
        ConcurrentBag<TimeSpan> opened
    ) =>
        ChildProcess.Start(
            "dotnet",
            [Repository.Crasher, place, run, .. more],
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
        string place,
        IReadOnlyCollection<Acknowledged> heard
    )
    {
        await using TableStore store = IsDatabase(place)
            ? PgStore.Open(place, SystemClock.Instance, NullLogger<PgStore>.Instance)
            : LiteDbStore.Open(place, "", SystemClock.Instance, NullLogger<LiteDbStore>.Instance);
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
