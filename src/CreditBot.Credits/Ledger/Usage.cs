using CreditBot.Amounts;

namespace CreditBot.Ledger;

/// <summary>What an editor reported (a CloudEvent of type creditbot.usage, contract.md).</summary>
/// <param name="Source">With <paramref name="Id"/> the key that makes it count once.</param>
/// <param name="Action">What was done: edit, publish, preview …</param>
/// <param name="Target">What it was done to: a page, a section.</param>
/// <param name="Session">The sitting in which it was done.</param>
public sealed record Usage(
    string Source,
    string Id,
    Credits Credits,
    string? Action = null,
    string? Target = null,
    string? Session = null,
    decimal? Units = null,
    string? Hold = null
);

/// <summary>Usage that no lot covered, in the mode in force when it was recorded (design.md §3.6).</summary>
/// <param name="Price">Of one credit, fixed when recorded; null when nothing is owed in money.</param>
/// <param name="OwesDebt">It is owed in credits.</param>
public sealed record Overage(Credits Credits, OverageMode Mode, Money? Price, bool OwesDebt);
