using CreditBot.Simulation;
using CreditBot.Storage;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Tests.Simulation;

/// <summary>Agencies with crashes, full disks, races, late and doubled usage and jumping clocks, from a seed.</summary>
public class SimulationTests
{
    private const int FirstSeed = 20261125;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>50,000, or a million with the full tests.</summary>
    private static long Operations { get; } = Counts.Of(quick: 50_000, full: 1_000_000);

    /// <summary>Each waits for the disk some times.</summary>
    private static long OperationsOnPostgreSql { get; } = Counts.Of(quick: 600, full: 100_000);

    [Fact]
    public async Task Nothing_told_is_lost_nothing_is_done_twice_and_every_rule_holds()
    {
        var result = await SimulationRun.RunAsync(FirstSeed, Operations, progress: null, Stop);
        result.Failure.ShouldBeNull(
            $"{result.Replay}\n{string.Join('\n', result.Trace)}\n{result.Failure}"
        );
        result.Operations.ShouldBe(Operations);
        new[] { result.Crashes, result.Refused, result.Races }.ShouldAllBe(times => times > 100);
    }

    [Fact]
    public async Task Nor_on_PostgreSQL_which_each_process_opens_for_itself()
    {
        var result = await SimulationRun.RunAsync(
            FirstSeed,
            OperationsOnPostgreSql,
            progress: null,
            Stop,
            stores: NewDatabaseAsync
        );
        result.Failure.ShouldBeNull(
            $"On PostgreSQL: {result.Replay}\n{string.Join('\n', result.Trace)}\n{result.Failure}"
        );
        result.Operations.ShouldBe(OperationsOnPostgreSql);
        new[] { result.Crashes, result.Refused, result.Races }.ShouldAllBe(times => times > 0);

        // What happened there is what happens in memory: neither store decides anything.
        var inMemory = await SimulationRun.RunAsync(
            FirstSeed,
            OperationsOnPostgreSql,
            progress: null,
            Stop
        );
        result.ShouldBe(inMemory with { Trace = result.Trace });
    }

    [Fact]
    public async Task The_same_seed_does_the_same()
    {
        var first = await SimulationRun.RunAsync(7, 1500, progress: null, Stop);
        var second = await SimulationRun.RunAsync(7, 1500, progress: null, Stop);
        second.ShouldBe(first with { Trace = second.Trace });
    }

    [Fact]
    public async Task A_store_that_acknowledges_what_it_does_not_write_is_found_and_replayed()
    {
        var found = await SimulationRun.RunAsync(3, 20_000, progress: null, Stop, storeLies: true);
        found.Failure.ShouldNotBeNull();
        found.Trace.ShouldNotBeEmpty();
        var again = await SimulationRun.RunAsync(
            3,
            found.Operations,
            progress: null,
            Stop,
            storeLies: true
        );
        again.Failure.ShouldBe(found.Failure);
    }

    private static async Task<Func<IClock, TableStore>> NewDatabaseAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        return clock => PgStore.Open(database, clock, NullLogger<PgStore>.Instance);
    }
}
