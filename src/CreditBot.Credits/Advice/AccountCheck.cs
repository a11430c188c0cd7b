using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Where a client stands and how it got there: the history check before every offer (design.md §4).</summary>
public sealed record AccountCheck
{
    /// <summary>The date in the client's zone.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>Whether the client runs, and since which day it is so when it was ever otherwise.</summary>
    public Standing Standing { get; init; }

    public LocalDate? StandingFrom { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>The change that waits for the next reset.</summary>
    public PlanChange? Pending { get; init; }

    /// <summary>Burned from this period's monthly lots: the "46" of "46 of 50".</summary>
    public required Credits MonthlyUsed { get; init; }

    /// <summary>Credits a month now: the "50" of "46 of 50".</summary>
    public required Credits Allocation { get; init; }

    /// <summary>100 × used ÷ allocation; null without an allocation.</summary>
    public decimal? PercentUsed =>
        Allocation.IsZero ? null : 100m * MonthlyUsed.Value / Allocation.Value;

    /// <summary>What is left in monthly lots.</summary>
    public required Credits MonthlyRemaining { get; init; }

    /// <summary>What is left in one-time lots.</summary>
    public required Credits OneTimeRemaining { get; init; }

    public required Credits RolloverRemaining { get; init; }

    /// <summary>All that is left.</summary>
    public required Credits Balance { get; init; }

    /// <summary>All usage of the running period, overage included.</summary>
    public required Credits UsedThisPeriod { get; init; }

    /// <summary>Usage of the running period that no lot covered.</summary>
    public required Credits OverageThisPeriod { get; init; }

    public required Credits Debt { get; init; }

    /// <summary>The date of the next reset (or of the start, before the first period), client's zone.</summary>
    public required LocalDate ResetsOn { get; init; }

    /// <summary>What arrives then, with the pending change applied.</summary>
    public required Credits ArrivesAtReset { get; init; }

    /// <summary>What of the monthly credits is for a time only, by the reset with which it ends; empty while paused, when nobody knows the day.</summary>
    public IReadOnlyList<UpliftEnd> UpliftEnds { get; init; } = [];

    /// <summary>Credits used a day, over the days with credits among the last six weeks; null with too little history.</summary>
    public Credits? PacePerDay { get; init; }

    /// <summary>How many days the pace and the forecast stand on.</summary>
    public required int DaysObserved { get; init; }

    public required Forecast Forecast { get; init; }

    /// <summary>The last complete periods, oldest first, six at most.</summary>
    public required IReadOnlyList<PastPeriod> Past { get; init; }

    /// <summary>What those took on average; null when there is none.</summary>
    public Credits? AverageUsed { get; init; }

    /// <summary>In how many of them nothing was left at some time.</summary>
    public int DryPeriods => Past.Count(period => period.RanDry);

    /// <summary>Some of them ran dry, so that the average is "at least".</summary>
    public bool AverageIsAtLeast => DryPeriods > 0;

    /// <summary>The first day without credits of each of them that had one, and of the running period; oldest first.</summary>
    public required IReadOnlyList<LocalDate> RunOutDays { get; init; }

    /// <summary>One-time credits bought in them and in the running period.</summary>
    public required Credits OneTimeBought { get; init; }

    public required Money OneTimePaid { get; init; }

    /// <summary>Costliest first; empty when nothing was measured.</summary>
    public required IReadOnlyList<EfficiencyTip> Tips { get; init; }

    /// <summary>What the tips would save in a month, in whole credits; null when nothing can be said.</summary>
    public Credits? TipsSaveAMonth { get; init; }
}

/// <summary>A complete period of the past.</summary>
/// <param name="StartsOn">Its first day, client's calendar.</param>
/// <param name="Allocation">Its monthly credits.</param>
/// <param name="Used">All usage dated in it.</param>
/// <param name="RanDry">Nothing was left at some time in it, or usage went beyond what there was.</param>
/// <param name="DryOn">The first day on which nothing was left; null also when only usage taken in later shows that it ran dry.</param>
public sealed record PastPeriod(
    LocalDate StartsOn,
    Credits Allocation,
    Credits Used,
    bool RanDry,
    LocalDate? DryOn,
    Credits OneTimeBought,
    Money OneTimePaid
);

/// <summary>Credits a month that end by themselves.</summary>
/// <param name="On">The date of the first reset without them.</param>
public sealed record UpliftEnd(Credits PerMonth, LocalDate On);
