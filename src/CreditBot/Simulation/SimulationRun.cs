using CreditBot.Storage;
using CreditBot.Storage.Memory;
using NodaTime;

namespace CreditBot.Simulation;

/// <summary>How a simulation ended; the seed and the number of operations replay it exactly.</summary>
/// <param name="Failure">What is wrong, in a sentence; null when all held.</param>
/// <param name="Trace">The latest acts before a failure, oldest first.</param>
internal sealed record SimulationResult(
    int Seed,
    long Operations,
    long Agencies,
    long Entries,
    long Crashes,
    long Refused,
    long Races,
    string? Failure,
    string? Replay,
    IReadOnlyList<string> Trace
)
{
    public bool Ok => Failure is null;
}

/// <summary>Runs a simulation: many agencies, each with a seed of its own, so that a failure is replayed alone; as many at once as there are processors.</summary>
internal static class SimulationRun
{
    /// <summary>An agency's life: long enough for months to close, short enough to be checked whole.</summary>
    private const int OperationsOfOne = 5000;

    /// <param name="storeLies">See <see cref="SimulatedAgency.CreateAsync"/>.</param>
    /// <param name="stores">For each agency what opens its store; in memory unless given.</param>
    public static async Task<SimulationResult> RunAsync(
        int seed,
        long operations,
        IProgress<long>? progress,
        CancellationToken stop,
        bool storeLies = false,
        Func<Task<Func<IClock, TableStore>>>? stores = null
    )
    {
        var lives = new Life?[(operations + OperationsOfOne - 1) / OperationsOfOne];
        var (done, firstFailure) = (0L, lives.Length);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, lives.Length),
            new ParallelOptions
            {
                CancellationToken = stop,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            },
            async (number, _) =>
            {
                // Of several that fail the first is told, so one after it need not go on.
                var life = await LiveAsync(
                    seed + number,
                    Math.Min(OperationsOfOne, operations - ((long)number * OperationsOfOne)),
                    storeLies,
                    stores is null ? clock => new MemoryStore(clock) : await stores(),
                    () => number < Volatile.Read(ref firstFailure),
                    stop
                );
                lives[number] = life;
                if (life.Failure is not null)
                {
                    Lower(ref firstFailure, number);
                }

                progress?.Report(Interlocked.Add(ref done, life.Counts.Operations));
            }
        );
        return Result(seed, [.. lives.Take(firstFailure + 1).OfType<Life>()]);
    }

    private static async Task<Life> LiveAsync(
        int seed,
        long operations,
        bool storeLies,
        Func<IClock, TableStore> open,
        Func<bool> isWanted,
        CancellationToken stop
    )
    {
        await using var agency = await SimulatedAgency.CreateAsync(seed, storeLies, open);
        string? failure = null;
        try
        {
            for (var left = operations; left > 0 && isWanted(); left--)
            {
                stop.ThrowIfCancellationRequested();
                await agency.StepAsync();
            }

            await agency.CheckAsync();
        }
        catch (SimulationFailedException failed)
        {
            failure = failed.Message;
        }
#pragma warning disable CA1031 // Whatever a room throws in a simulation is a failure to be told with its replay.
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            failure = broken.ToString();
        }

        return new Life(seed, agency.Counts, failure, [.. agency.Trace]);
    }

    private static SimulationResult Result(int seed, IReadOnlyList<Life> lives)
    {
        var failed = lives.FirstOrDefault(life => life.Failure is not null);
        return new SimulationResult(
            seed,
            lives.Sum(life => life.Counts.Operations),
            lives.Count,
            lives.Sum(life => life.Counts.Entries),
            lives.Sum(life => life.Counts.Crashes),
            lives.Sum(life => life.Counts.Refused),
            lives.Sum(life => life.Counts.Races),
            failed?.Failure,
            failed is null
                ? null
                : $"creditbot simulate --seed {failed.Seed} --operations {failed.Counts.Operations}",
            failed?.Trace ?? []
        );
    }

    private static void Lower(ref int first, int to)
    {
        int known;
        do
        {
            known = Volatile.Read(ref first);
        } while (to < known && Interlocked.CompareExchange(ref first, to, known) != known);
    }

    private sealed record Life(
        int Seed,
        SimulationCounts Counts,
        string? Failure,
        IReadOnlyList<string> Trace
    );
}
