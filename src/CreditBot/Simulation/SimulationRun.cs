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

/// <summary>Runs a simulation: one agency after the other, each with a seed of its own, so that a failure is replayed alone.</summary>
internal static class SimulationRun
{
    /// <summary>An agency's life: long enough for months to close, short enough to be checked whole.</summary>
    private const int OperationsOfOne = 5000;

    /// <param name="storeLies">See <see cref="SimulatedAgency.CreateAsync"/>.</param>
    public static async Task<SimulationResult> RunAsync(
        int seed,
        long operations,
        IProgress<long>? progress,
        CancellationToken stop,
        bool storeLies = false
    )
    {
        var total = new SimulationCounts();
        for (var agencies = 0; ; agencies++)
        {
            var left = operations - total.Operations;
            if (left <= 0)
            {
                return Result(null, null, []);
            }

            await using var agency = await SimulatedAgency.CreateAsync(seed + agencies, storeLies);
            string? failure = null;
            try
            {
                for (var i = Math.Min(left, OperationsOfOne); i > 0; i--)
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

            Add(agency.Counts);
            progress?.Report(total.Operations);
            if (failure is not null)
            {
                return Result(
                    failure,
                    $"creditbot simulate --seed {seed + agencies} --operations {agency.Counts.Operations}",
                    [.. agency.Trace]
                );
            }

            SimulationResult Result(string? what, string? replay, IReadOnlyList<string> trace) =>
                new(
                    seed,
                    total.Operations,
                    agencies + (what is null ? 0 : 1),
                    total.Entries,
                    total.Crashes,
                    total.Refused,
                    total.Races,
                    what,
                    replay,
                    trace
                );
        }

        void Add(SimulationCounts counts)
        {
            total.Operations += counts.Operations;
            total.Entries += counts.Entries;
            total.Crashes += counts.Crashes;
            total.Refused += counts.Refused;
            total.Races += counts.Races;
        }
    }
}
