using System.Collections.Concurrent;
using System.Globalization;

namespace CreditBot.Tests.Model;

/// <summary>Plays many histories, makes the first that fails short, and prints it.</summary>
internal static class HistoryRun
{
    /// <summary>A variable that names the seeds to play instead: 17, the history of a failure that printed 17, or 5000-5999, a thousand others.</summary>
    private const string Seeds = "CREDITBOT_MODEL_SEED";

    public static void ShouldAgree(
        int quick,
        int full,
        Func<int, ModelHistory> history,
        Func<ModelOpening, ILedgerSide> open
    )
    {
        var failed = new ConcurrentDictionary<int, (ModelHistory, Difference)>();
        Parallel.ForEach(
            Chosen(Environment.GetEnvironmentVariable("CREDITBOT_TESTS") == "full" ? full : quick),
            // A side that waits for a database would be given more and more threads.
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                var life = history(seed);
                if (life.Compare(open) is { } difference)
                {
                    failed[seed] = (life, difference);
                    loop.Stop();
                }
            }
        );
        if (!failed.IsEmpty)
        {
            var (seed, (life, difference)) = failed.MinBy(pair => pair.Key);
            var (small, found) = Shrinking.Shrink(life, difference, open);
            Assert.Fail($"{Seeds}={seed}{small.Tell(found)}");
        }
    }

    private static IEnumerable<int> Chosen(int count)
    {
        if (Environment.GetEnvironmentVariable(Seeds) is not { Length: > 0 } seeds)
        {
            return Enumerable.Range(1, count);
        }

        var ends = seeds.Split('-').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture));
        return Enumerable.Range(ends.First(), ends.Last() - ends.First() + 1);
    }
}
