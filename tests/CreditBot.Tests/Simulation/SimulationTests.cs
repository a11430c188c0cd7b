using CreditBot.Simulation;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Simulation;

/// <summary>Agencies with crashes, full disks, races, late and doubled usage and jumping clocks, from a seed.</summary>
public class SimulationTests
{
    private const int FirstSeed = 20261125;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>50,000, or a million with the full tests.</summary>
    private static long Operations { get; } = Counts.Of(quick: 50_000, full: 1_000_000);

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
}
