using System.Collections.Immutable;
using CreditBot.Amounts;

namespace CreditBot.Ledger;

/// <summary>More by the month for some periods: it ends by itself (design.md §4).</summary>
/// <param name="Seq">The entry that changed the plan.</param>
/// <param name="PerMonth">What it adds to each month.</param>
/// <param name="PricePerMonth">What it adds to the fee.</param>
/// <param name="EndsBefore">The number of the first period that is without it.</param>
public sealed record Uplift(long Seq, Credits PerMonth, Money PricePerMonth, int EndsBefore);

/// <summary>The uplifts that run, in the order in which they took hold.</summary>
public sealed record Uplifts(ImmutableList<Uplift> Running)
{
    public static readonly Uplifts None = new([]);

    /// <summary>The one that ends before the period of a number starts; null when none does.</summary>
    public Uplift? EndingBefore(int period) => Running.Find(uplift => uplift.EndsBefore <= period);

    /// <summary>What a change of the plan leaves of them, and what it adds.</summary>
    /// <remarks>
    /// A package has its own credits and fee, so nothing of an uplift is left in it to end. A bare allocation replaces the
    /// credits and, if it gives one, the fee: what it replaces doesn't come off again.
    /// </remarks>
    /// <param name="seq">The entry that made the change.</param>
    /// <param name="period">The number of the period in which it takes hold.</param>
    internal Uplifts After(PlanChange change, long seq, int period) =>
        change switch
        {
            PlanChange.Add { Months: { } months } add => new(
                Running.Add(new Uplift(seq, add.PerMonth, add.PricePerMonth, period + months))
            ),
            PlanChange.ToPackage => None,
            PlanChange.ToAllocation { MonthlyFee: not null } => None,
            PlanChange.ToAllocation => new([
                .. Running.Select(uplift => uplift with { PerMonth = Credits.Zero }),
            ]),
            _ => this,
        };

    internal Uplifts Without(long seq) => new(Running.RemoveAll(uplift => uplift.Seq == seq));

    /// <summary>By value, so that states and requests still compare by value.</summary>
    public bool Equals(Uplifts? other) => other is not null && Running.SequenceEqual(other.Running);

    public override int GetHashCode() => Running.Count;
}
