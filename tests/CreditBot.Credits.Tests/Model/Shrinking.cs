namespace CreditBot.Tests.Model;

/// <summary>Makes a failing history short: takes steps out in ever smaller runs for as long as it still fails, then evens out amounts.</summary>
internal static class Shrinking
{
    public static (ModelHistory History, Difference Difference) Shrink(
        ModelHistory history,
        Difference difference,
        Func<ModelOpening, ILedgerSide> open
    )
    {
        var (best, found) = (Cut(history, difference), difference);
        for (var run = Math.Max(1, best.Steps.Count / 2); run >= 1; run /= 2)
        {
            for (var from = best.Steps.Count - run; from >= 0; from -= run)
            {
                var steps = best.Steps.Where((_, i) => i < from || i >= from + run);
                Keep(best with { Steps = [.. steps] });
            }
        }

        for (var i = 0; i < best.Steps.Count; i++)
        {
            if (i < best.Steps.Count && Rounder(best.Steps[i]) is { } rounder)
            {
                Keep(
                    best with
                    {
                        Steps = [.. best.Steps.Select((step, k) => k == i ? rounder : step)],
                    }
                );
            }
        }

        return (best, found);

        void Keep(ModelHistory tried)
        {
            if (tried.Compare(open) is { } again)
            {
                (best, found) = (Cut(tried, again), again);
            }
        }
    }

    /// <summary>What comes after the difference doesn't matter.</summary>
    private static ModelHistory Cut(ModelHistory history, Difference difference) =>
        history with
        {
            Steps = [.. history.Steps.Take(difference.Step + 1)],
        };

    private static ModelStep? Rounder(ModelStep step) =>
        step switch
        {
            ModelStep.Use use => use with { Credits = Math.Ceiling(use.Credits / 10m) * 10m },
            ModelStep.Grant grant => grant with
            {
                Credits = Math.Ceiling(grant.Credits / 10m) * 10m,
                Price = null,
                Priority = null,
            },
            _ => null,
        };
}
