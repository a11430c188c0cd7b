using CreditBot.Amounts;

namespace CreditBot.Advice;

/// <summary>Estimates planned work from what such work has taken (design.md §4).</summary>
public static class Estimating
{
    /// <summary>Uses of a kind below which its median says nothing.</summary>
    public const int LeastSamples = 3;

    /// <summary>The median credits per unit of each kind of work with enough uses, by its action's normal name. Give one client's usage, or all clients' for the agency's medians.</summary>
    public static IReadOnlyDictionary<string, WorkMedian> Medians(IEnumerable<UsageEvent> usage) =>
        usage
            .GroupBy(one => UsageActions.Normal(one.Action), StringComparer.Ordinal)
            .Select(kind => (Action: kind.Key, PerUnit: kind.Select(PerUnit).ToList()))
            .Where(kind => kind.PerUnit.Count >= LeastSamples)
            .ToDictionary(
                kind => kind.Action,
                kind => new WorkMedian(
                    Thousandths(Median.Of(kind.PerUnit)),
                    kind.PerUnit.Count,
                    Thousandths(Median.Quantile(kind.PerUnit, 0.25m)),
                    Thousandths(Median.Quantile(kind.PerUnit, 0.75m))
                ),
                StringComparer.Ordinal
            );

    /// <summary>
    /// The credits that work will take, or null when none of it was ever done. Each kind ranges between the client's own median
    /// and the agency's; where only one of them is known, between its quartiles.
    /// </summary>
    /// <param name="work">How much of what, by action: pages and "page" are the same.</param>
    public static Estimate? Of(
        IReadOnlyDictionary<string, decimal> work,
        IReadOnlyDictionary<string, WorkMedian> own,
        IReadOnlyDictionary<string, WorkMedian> agency
    )
    {
        var parts = new List<EstimatePart>();
        var unknown = new List<string>();
        foreach (var (name, count) in work.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var action = UsageActions.Normal(name);
            var (ours, theirs) = (own.GetValueOrDefault(action), agency.GetValueOrDefault(action));
            if (count <= 0)
            {
                continue;
            }

            if ((ours ?? theirs) is not { } known)
            {
                unknown.Add(action);
                continue;
            }

            var (low, high) =
                ours is not null && theirs is not null
                    ? (
                        Credits.Min(ours.Credits, theirs.Credits),
                        Credits.Max(ours.Credits, theirs.Credits)
                    )
                    : (known.Lower, known.Upper);
            parts.Add(
                new EstimatePart(
                    action,
                    count,
                    ours,
                    theirs,
                    new CreditsRange(
                        Thousandths(low.Value * count),
                        Thousandths(high.Value * count)
                    )
                )
            );
        }

        return parts.Count == 0
            ? null
            : new Estimate(
                new CreditsRange(
                    WholeUp(parts.Sum(part => part.Range.Low).Value),
                    WholeUp(parts.Sum(part => part.Range.High).Value)
                ),
                parts,
                unknown
            );
    }

    /// <summary>The next whole number of credits.</summary>
    internal static Credits WholeUp(decimal credits) => Credits.Of(decimal.Ceiling(credits));

    /// <summary>To the nearest thousandth, half away from zero.</summary>
    internal static Credits Thousandths(decimal credits) =>
        Credits.Of(Math.Round(credits, 3, MidpointRounding.AwayFromZero));

    private static decimal PerUnit(UsageEvent usage) =>
        usage.Units is > 0 and var units ? usage.Credits.Value / units : usage.Credits.Value;
}
