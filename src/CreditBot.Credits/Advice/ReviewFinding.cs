using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>What the monthly review says of a client, with the figures it stands on (design.md §4).</summary>
/// <param name="MarginEffect">A month's margin after acting, less before; null when acting doesn't move it.</param>
public abstract record ReviewFinding(Money? MarginEffect)
{
    /// <summary>0 in two full months, or under 10 % in three.</summary>
    /// <param name="Months">The months it stands on, oldest first.</param>
    /// <param name="Tier">The smaller tier that would have covered 90 % of months; null when the allocation is no larger than the smallest.</param>
    /// <param name="Package">The smallest package that covers the tier, when it is smaller than the client's.</param>
    public sealed record NeverUsed(
        IReadOnlyList<MonthUse> Months,
        Tier? Tier,
        string? Package,
        Money? MarginEffect
    ) : ReviewFinding(MarginEffect);

    /// <summary>Dry before the reset in 2 of the last 3.</summary>
    /// <param name="Months">The last three, oldest first.</param>
    /// <param name="Best">The best of the options for the usual shortfall.</param>
    public sealed record AlwaysOut(IReadOnlyList<MonthUse> Months, Offer Best, Money? MarginEffect)
        : ReviewFinding(MarginEffect);

    /// <summary>Far above what is usual: above median + 3.5 × 1.4826 × MAD of at least 6 earlier months, and above 1.5 × median.</summary>
    /// <param name="Month">The month that stands out.</param>
    /// <param name="Median">Of the earlier months.</param>
    /// <param name="Threshold">The larger of the two bounds.</param>
    /// <param name="EarlierMonths">How many they are.</param>
    /// <param name="Tip">The habit that its usage shows; null when none was measured.</param>
    public sealed record Spike(
        MonthUse Month,
        Credits Median,
        Credits Threshold,
        int EarlierMonths,
        EfficiencyTip? Tip,
        Money? MarginEffect
    ) : ReviewFinding(MarginEffect);
}

/// <summary>One period in a finding.</summary>
/// <param name="StartsOn">Its first day, client's calendar.</param>
public sealed record MonthUse(
    LocalDate StartsOn,
    Credits Used,
    Credits Allocation,
    bool RanDry,
    LocalDate? DryOn
);

/// <summary>A suggestion by usage, without a price (design.md §2).</summary>
public sealed record Tier(string Name, Credits Credits)
{
    /// <summary>Minimal 50, Standard 100, Active 200, Heavy 500.</summary>
    public static IReadOnlyList<Tier> All { get; } =
    [
        new("Minimal", Credits.Of(50)),
        new("Standard", Credits.Of(100)),
        new("Active", Credits.Of(200)),
        new("Heavy", Credits.Of(500)),
    ];
}
