using NodaTime;

namespace CreditBot.Ledger;

/// <summary>Whether a client runs (design.md §3.12).</summary>
public enum Standing
{
    Active,

    /// <summary>Neither resets nor bills; what it has it keeps until it expires, and usage is recorded.</summary>
    Paused,

    /// <summary>Over for good.</summary>
    Ended,
}

/// <summary>What an end does with credits that are left: all of them are voided.</summary>
public enum Settlement
{
    /// <summary>Nothing is given back.</summary>
    Expire,

    /// <summary>Each paid one-time lot gives back price × rest / granted.</summary>
    Refund,
}

/// <summary>A change of state that is to come; a newer one replaces it.</summary>
/// <param name="From">The day from whose start it holds, client's calendar.</param>
/// <param name="At">That start.</param>
/// <param name="Month">The month in which it counts, agency's zone (design.md §3.8).</param>
/// <param name="Settlement">For an end.</param>
public sealed record StandingPlan(
    Standing To,
    LocalDate From,
    Instant At,
    YearMonth Month,
    Settlement? Settlement = null
);

/// <summary>The end of a client.</summary>
/// <param name="Seq">The entry that made it.</param>
/// <param name="At">Usage from then on is rejected.</param>
/// <param name="Month">In which everything of the end counts.</param>
public sealed record Ending(long Seq, Instant At, YearMonth Month);
