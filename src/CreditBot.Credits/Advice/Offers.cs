using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>Where the amount of the offers comes from.</summary>
public enum AmountBasis
{
    /// <summary>The client said it.</summary>
    Asked,

    /// <summary>Estimated from planned work, less what the client will have.</summary>
    Work,

    /// <summary>The median of what went beyond the allocation in the last periods that did.</summary>
    UsualShortfall,

    /// <summary>The last one-time credits that were bought.</summary>
    LastTopUp,

    /// <summary>A fifth of the allocation, in whole tens: nothing better is known.</summary>
    Fallback,
}

/// <summary>The ways to meet a need, priced and compared (design.md §4).</summary>
public sealed record Offers
{
    /// <summary>The credits that the offers cover.</summary>
    public required Credits Amount { get; init; }

    public required AmountBasis Basis { get; init; }

    /// <summary>For planned work: what the client will have by the date covers it already; <see cref="Amount"/> is the whole work's then.</summary>
    public bool IsCovered { get; init; }

    public required Offer OneTime { get; init; }

    public required Offer Monthly { get; init; }

    /// <summary>The smallest adequate package, or the largest when none is; null when the client is on the largest already.</summary>
    public Offer? Package { get; init; }

    /// <summary>The monthly credits for as long as was said, after which they end by themselves; null when nothing was.</summary>
    public Offer? Uplift { get; init; }

    /// <summary>The monthly credits as they are wanted: for as long as was said, else for good.</summary>
    public Offer MonthlyWished => Uplift ?? Monthly;

    /// <summary>In the order in which they are shown: one-time, monthly, package.</summary>
    public IReadOnlyList<Offer> All =>
        Package is { } package ? [OneTime, Monthly, package] : [OneTime, Monthly];

    /// <summary>The marked one; null when there is neither history nor a kind to judge by.</summary>
    public Offer? BestValue => All.FirstOrDefault(offer => offer.IsBestValue);

    /// <summary>What the mark stands on; null without a complete period or without a package to compare.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>The reset that comes before (or on) the date needed, if it does.</summary>
    public ResetBeforeDue? ResetBeforeDue { get; init; }

    /// <summary>The same one-time credits as the client's last top-up, at today's price: a one-tap shortcut; null when it never bought any.</summary>
    public Offer? LastTopUp { get; init; }
}

/// <summary>Credits that arrive by themselves before the date needed: "50 more arrive on Tue 1 Dec, two days before your date".</summary>
/// <param name="StillNeeded">What the amount comes to if these may be used for it: amount less credits, at least zero.</param>
public sealed record ResetBeforeDue(
    LocalDate On,
    Credits Credits,
    int DaysBefore,
    Credits StillNeeded
);

/// <summary>Extra credits against the package, over the same months (design.md §1).</summary>
/// <param name="Package">The package compared.</param>
/// <param name="Months">How many periods: "those six months".</param>
/// <param name="FromMonth">The first day of the oldest of them.</param>
/// <param name="ExtraCredits">What was used beyond the allocation of today's plan.</param>
/// <param name="ExtraPrice">Of one extra credit today.</param>
/// <param name="ExtraCost">"Your extra credits cost $827.64": those credits at today's price.</param>
/// <param name="ActuallyPaid">What was in fact paid for one-time credits and overage in them; it is less where usage was not charged.</param>
/// <param name="PackageCostMore">"Professional would have cost $600.00 more": its fee and the extra credits beyond it, less today's fee.</param>
/// <param name="PaysFrom">"It pays from 51 extra credits a month", in whole credits; null when it never does.</param>
/// <param name="MonthsPassed">"You needed that in 5 of 6".</param>
/// <param name="CountsNeed">The months are taken with the ongoing need in them (at least the allocation and the amount in each), since history alone doesn't know it: say "would".</param>
public sealed record Comparison(
    string Package,
    int Months,
    LocalDate FromMonth,
    Credits ExtraCredits,
    Money ExtraPrice,
    Money ExtraCost,
    Money ActuallyPaid,
    Money PackageCostMore,
    Credits? PaysFrom,
    int MonthsPassed,
    bool CountsNeed
);
