using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Requests;

namespace CreditBot.Ledger;

/// <summary>How a plan stood before a request changed it: what an undo restores (design.md §5).</summary>
/// <param name="Pending">The change that waited then.</param>
/// <param name="MonthlyNet">Of the running period; zero before the first one.</param>
/// <param name="HighestFee">Of the running period.</param>
/// <param name="ChangedBy">The entry that had changed the plan last.</param>
/// <param name="Uplifts">Those that ran then; null when none did.</param>
public sealed record PlanBefore(
    Plan Plan,
    PlanChange? Pending,
    Credits MonthlyNet,
    Money HighestFee,
    long ChangedBy,
    Uplifts? Uplifts = null
)
{
    /// <summary>What a booking changes, with what undoing it needs; null when it changes no plan.</summary>
    internal static PlanBooking? Of(ClientState before, ClientEntry booking) =>
        booking is ClientEntry.PlanChanged changed
            ? new PlanBooking(
                new PlanBefore(
                    before.Plan,
                    before.PendingChange,
                    before.Current?.MonthlyNet ?? Credits.Zero,
                    before.Current?.HighestFee ?? Money.Zero(before.Plan.MonthlyFee.Currency),
                    before.PlanChangedBy,
                    before.Uplifts.Running.IsEmpty ? null : before.Uplifts
                ),
                changed.Effective,
                [.. changed.Takes.Where(take => take.Why == TakeReason.Voided)],
                changed.Charges
            )
            : null;
}

/// <summary>What a request changed on the plan, kept for an undo.</summary>
/// <param name="Effective">When it took hold: at once, or at the next reset.</param>
/// <param name="Voided">What it took back from the month.</param>
/// <param name="Charges">What it charged.</param>
public sealed record PlanBooking(
    PlanBefore Before,
    Effective Effective,
    ImmutableList<LotTake> Voided,
    ImmutableList<Charge> Charges
)
{
    /// <summary>By value, its lists too, so that requests still compare by value.</summary>
    public bool Equals(PlanBooking? other) =>
        other is not null
        && Before == other.Before
        && Effective == other.Effective
        && Voided.SequenceEqual(other.Voided)
        && Charges.SequenceEqual(other.Charges);

    public override int GetHashCode() => HashCode.Combine(Before, Effective);
}
