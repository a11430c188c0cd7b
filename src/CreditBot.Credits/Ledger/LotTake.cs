using CreditBot.Amounts;

namespace CreditBot.Ledger;

/// <summary>Why credits left a lot.</summary>
public enum TakeReason
{
    /// <summary>Used.</summary>
    Burned,

    /// <summary>Unused at its expiry or at the reset: breakage.</summary>
    Expired,

    /// <summary>Taken back by a reduction, a roll-over or a reversal.</summary>
    Voided,

    /// <summary>Burned by the repayment of an older debt; costs nothing again (design.md §3.6).</summary>
    Repaid,
}

/// <summary>What one entry takes from one lot.</summary>
/// <param name="FromExpiry">Drawn from what the lot had lost to expiry, by late usage (design.md §3.7); the balance doesn't move.</param>
/// <param name="DebtSeq">For a repayment, the usage entry that made the debt.</param>
public sealed record LotTake(
    LotId Lot,
    Credits Credits,
    TakeReason Why,
    bool FromExpiry = false,
    long? DebtSeq = null
);
