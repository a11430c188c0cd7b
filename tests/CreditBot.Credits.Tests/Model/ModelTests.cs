using System.Collections.Concurrent;
using System.Globalization;

namespace CreditBot.Tests.Model;

/// <summary>The ledger against the reference model, over random histories (design.md §3).</summary>
public class ModelTests
{
    /// <summary>The histories that are played: 60, or 1,500 with the full tests.</summary>
    /// <remarks><c>CREDITBOT_MODEL_SEED=17</c> plays exactly the history of a failure that printed 17, <c>5000-5999</c> a thousand others.</remarks>
    private static IEnumerable<int> Seeds
    {
        get
        {
            var full = Environment.GetEnvironmentVariable("CREDITBOT_TESTS") == "full";
            var seeds = (Environment.GetEnvironmentVariable("CREDITBOT_MODEL_SEED") ?? "")
                .Split('-', StringSplitOptions.RemoveEmptyEntries)
                .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))
                .DefaultIfEmpty(1)
                .ToList();
            var last =
                seeds.Count > 1 ? seeds[1]
                : Environment.GetEnvironmentVariable("CREDITBOT_MODEL_SEED") is { Length: > 0 }
                    ? seeds[0]
                : full ? 1_500
                : 60;
            return Enumerable.Range(seeds[0], last - seeds[0] + 1);
        }
    }

    [Fact]
    public void The_ledger_says_what_the_reference_model_says()
    {
        var failed = new ConcurrentDictionary<int, (ModelHistory, Difference)>();
        Parallel.ForEach(
            Seeds,
            (seed, loop) =>
            {
                var history = RandomHistory.Of(seed);
                if (history.Compare() is { } difference)
                {
                    failed[seed] = (history, difference);
                    loop.Stop();
                }
            }
        );
        foreach (var (seed, (history, difference)) in failed)
        {
            var (small, found) = Shrinking.Shrink(history, difference);
            Assert.Fail($"CREDITBOT_MODEL_SEED={seed}{small.Tell(found)}");
        }
    }
}
