using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;
using Period = CreditBot.Ledger.Period;

namespace CreditBot.Advice;

/// <summary>Maps measured patterns of usage to the four tips (design.md §4).</summary>
/// <remarks>A pattern below its floor is chance rather than habit, so it gives no tip.</remarks>
internal static class Efficiency
{
    /// <summary>How many of the last edits, sessions and publishes are looked at, each.</summary>
    private const int LastLookedAt = 40;

    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Duration FixTime = Duration.FromMinutes(30);

    /// <summary>The tips that usage gives, costliest first.</summary>
    /// <param name="usage">In time order.</param>
    /// <param name="periods">Complete periods whose usage is all there.</param>
    /// <param name="earlyPeriodsForTip">In how many of them most credits have to be gone in the first third.</param>
    internal static IReadOnlyList<EfficiencyTip> Tips(
        IReadOnlyList<UsageEvent> usage,
        IReadOnlyList<Period> periods,
        int earlyPeriodsForTip = 2
    ) =>
        [
            .. new[]
            {
                BatchEdits(usage),
                BeSpecific(usage),
                UsePreview(usage),
                PlanUpdates(usage, periods, earlyPeriodsForTip),
            }
                .OfType<EfficiencyTip>()
                .OrderByDescending(tip => tip.Cost)
                .ThenBy(tip => tip.Kind),
        ];

    /// <summary>From 5 sessions with a single edit, when they are at least half of all with edits.</summary>
    private static EfficiencyTip? BatchEdits(IReadOnlyList<UsageEvent> usage)
    {
        var sessions = usage
            .Where(one => one.Session is { Length: > 0 } && UsageActions.ChangesContent(one))
            .GroupBy(one => one.Session, StringComparer.Ordinal)
            .Where(session => session.Any(UsageActions.IsEdit))
            .OrderBy(session => session.Max(one => one.At))
            .TakeLast(LastLookedAt)
            .ToList();
        var single = sessions.Where(session => session.Count() == 1).ToList();
        return single.Count >= 5 && single.Count * 2 >= sessions.Count
            ? new EfficiencyTip(
                TipKind.BatchEdits,
                single.Count,
                sessions.Count,
                single.Sum(session => session.Sum(one => one.Credits))
            )
            : null;
    }

    /// <summary>From 3 repeated edits, when they are at least a tenth.</summary>
    private static EfficiencyTip? BeSpecific(IReadOnlyList<UsageEvent> usage)
    {
        var edits = usage.Where(UsageActions.IsEdit).ToList();
        var lastEditOf = new Dictionary<string, Instant>(StringComparer.Ordinal);
        var repeated = new List<bool>(edits.Count);
        foreach (var edit in edits)
        {
            repeated.Add(
                edit.Target is { Length: > 0 } target
                    && lastEditOf.TryGetValue(target, out var before)
                    && edit.At - before <= Hour
            );
            if (edit.Target is { Length: > 0 } edited)
            {
                lastEditOf[edited] = edit.At;
            }
        }

        var last = edits.Zip(repeated).TakeLast(LastLookedAt).ToList();
        var again = last.Where(pair => pair.Second).Select(pair => pair.First).ToList();
        return again.Count >= 3 && again.Count * 10 >= last.Count
            ? new EfficiencyTip(
                TipKind.BeSpecific,
                again.Count,
                last.Count,
                again.Sum(edit => edit.Credits)
            )
            : null;
    }

    /// <summary>From 2 publishes that needed a fix, when they are at least a fifth. Every edit of the target in those 30 minutes is part of the fix.</summary>
    private static EfficiencyTip? UsePreview(IReadOnlyList<UsageEvent> usage)
    {
        var publishes = usage
            .Where(one => UsageActions.IsPublish(one) && one.Target is { Length: > 0 })
            .TakeLast(LastLookedAt)
            .ToList();
        var fixes = new HashSet<int>();
        var needed = 0;
        foreach (var publish in publishes)
        {
            var own = Enumerable
                .Range(0, usage.Count)
                .Where(i =>
                    UsageActions.IsEdit(usage[i])
                    && usage[i].Target == publish.Target
                    && usage[i].At > publish.At
                    && usage[i].At - publish.At <= FixTime
                )
                .ToList();
            needed += own.Count > 0 ? 1 : 0;
            fixes.UnionWith(own);
        }

        return needed >= 2 && needed * 5 >= publishes.Count
            ? new EfficiencyTip(
                TipKind.UsePreview,
                needed,
                publishes.Count,
                fixes.Sum(i => usage[i].Credits)
            )
            : null;
    }

    /// <summary>When more than half of a period's usage lies in its first third, in a period that used at least half of its allocation.</summary>
    private static EfficiencyTip? PlanUpdates(
        IReadOnlyList<UsageEvent> usage,
        IReadOnlyList<Period> periods,
        int least
    )
    {
        var used = periods.Where(period => !period.Used.IsZero).ToList();
        var early = used.Select(period =>
                (
                    Period: period,
                    First: usage
                        .Where(one =>
                            one.At >= period.Start
                            && one.At < period.Start + ((period.End - period.Start) / 3)
                        )
                        .Sum(one => one.Credits)
                )
            )
            .Where(pair =>
                pair.First.Thousandths * 2 > pair.Period.Used.Thousandths
                && pair.Period.Used.Thousandths * 2 >= pair.Period.MonthlyNet.Thousandths
            )
            .ToList();
        return early.Count >= least
            ? new EfficiencyTip(
                TipKind.PlanUpdates,
                early.Count,
                used.Count,
                early.Sum(pair => pair.First)
            )
            : null;
    }
}
