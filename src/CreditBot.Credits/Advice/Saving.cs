using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>What following the tips would save in a month: cheaper behaviour comes before more credits (design.md §4).</summary>
/// <remarks>Only what was done twice counts: edits that redid the same target within the hour, and fixes after a publish. Both may be the same edits, so the larger of the two is told, not their sum.</remarks>
internal static class Saving
{
    private const int DaysOfMonth = 30;

    /// <summary>Whole credits a month; null without such a tip, or when it comes to less than one.</summary>
    /// <param name="tips">Those that the usage gives.</param>
    /// <param name="usage">In time order.</param>
    internal static Credits? AMonth(
        IReadOnlyList<EfficiencyTip> tips,
        IReadOnlyList<UsageEvent> usage,
        Instant now
    )
    {
        var most = tips.Select(tip =>
                tip.Kind switch
                {
                    TipKind.BeSpecific => PerMonth(tip, usage.Where(UsageActions.IsEdit), now),
                    TipKind.UsePreview => PerMonth(tip, usage.Where(UsageActions.IsPublish), now),
                    _ => 0,
                }
            )
            .DefaultIfEmpty(0)
            .Max();
        return most < 1 ? null : Credits.Of(decimal.Floor(most));
    }

    /// <summary>A tip's cost for 30 days; what was measured in fewer is not blown up.</summary>
    /// <param name="lookedAt">What the tip counts among.</param>
    private static decimal PerMonth(
        EfficiencyTip tip,
        IEnumerable<UsageEvent> lookedAt,
        Instant now
    )
    {
        var first = lookedAt.TakeLast(tip.OutOf).First().At;
        var days = Math.Max(DaysOfMonth, (decimal)(now - first).TotalDays);
        return tip.Cost.Value * DaysOfMonth / days;
    }
}
