using CreditBot.Amounts;

namespace CreditBot.Advice;

/// <summary>The four ways to get more out of credits (design.md §4).</summary>
public enum TipKind
{
    /// <summary>Many sessions with a single edit. Count: those sessions; out of: the sessions with edits; credits: of those single edits.</summary>
    BatchEdits,

    /// <summary>The same target edited again within the hour. Count: such edits; out of: the last edits, 40 at most; credits: of the repeated edits.</summary>
    BeSpecific,

    /// <summary>A publish followed by a fix of the same target within 30 minutes. Count: such publishes; out of: all publishes; credits: of the fixes.</summary>
    UsePreview,

    /// <summary>Most credits gone in the first third. Count: such periods; out of: the complete periods looked at; credits: used in those first thirds.</summary>
    PlanUpdates,
}

/// <summary>A measured habit that costs credits; none is given without its figures.</summary>
/// <param name="Count">How often it happened.</param>
/// <param name="OutOf">Among how many (the kind says of what).</param>
/// <param name="Cost">The credits that went that way.</param>
public sealed record EfficiencyTip(TipKind Kind, int Count, int OutOf, Credits Cost);
