namespace CreditBot.Understanding;

/// <summary>An amount told by another one: "double it", "half of that", "twice what we have" (design.md §4).</summary>
/// <param name="Times">How many times the other amount.</param>
/// <param name="OfAllowance">The other is what the client has a month; else it is the amount said before.</param>
public readonly record struct Measure(decimal Times, bool OfAllowance);
