using CreditBot.Amounts;

namespace CreditBot.Ledger;

/// <summary>What becomes of credits that come back to a lot (design.md §3.13).</summary>
public enum ReturnTo
{
    /// <summary>They can be used again.</summary>
    Remaining,

    /// <summary>The lot has expired meanwhile, so they expire again at once.</summary>
    Expired,

    /// <summary>The lot's grant was reversed, or an end voided it, so they are void at once.</summary>
    Voided,
}

/// <summary>What one entry gives back to one lot.</summary>
/// <param name="FromExpiry">It had been drawn from what the lot had lost to expiry, so the balance moved neither then nor now.</param>
/// <param name="Was">What had become of it: burned, repaid (both are the lot's burned credits) or voided.</param>
public sealed record LotReturn(
    LotId Lot,
    Credits Credits,
    ReturnTo To,
    bool FromExpiry = false,
    TakeReason Was = TakeReason.Burned
);
