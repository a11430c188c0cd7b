using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>One period of a client, reset to reset, with what happened in it so far.</summary>
public sealed record Period
{
    /// <summary>0 for the first one.</summary>
    public required int Number { get; init; }

    /// <summary>The entry that opened it: what was written before counts in an earlier period, even at the very instant of the start. Null in that entry itself.</summary>
    public long? Seq { get; init; }

    /// <summary>The date of the reset that opened it, on the client's calendar.</summary>
    public required LocalDate StartsOn { get; init; }

    /// <summary>The date of the next reset, or of what cut the period short.</summary>
    public required LocalDate EndsOn { get; init; }

    /// <summary>The day before; of a period that was cut short on its first day, that day.</summary>
    public LocalDate LastDay => LocalDate.Max(StartsOn, EndsOn.PlusDays(-1));

    public required Instant Start { get; init; }

    /// <summary>Not part of it.</summary>
    public required Instant End { get; init; }

    /// <summary>Before the one that holds the client's creation: no fee, cost or book line (design.md §3.5).</summary>
    public bool IsHistory { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>Monthly credits granted, less what a reduction took back: the G of design.md §3.5.</summary>
    public Credits MonthlyNet { get; init; }

    /// <summary>The highest monthly fee billed for it; only what is above it is billed again.</summary>
    public required Money HighestFee { get; init; }

    /// <summary>All usage dated in it, overage included.</summary>
    public Credits Used { get; init; }

    /// <summary>Usage dated in it that no lot covered, in every mode.</summary>
    public Credits Overage { get; init; }

    /// <summary>What overage in mode <c>invoice</c> comes to so far, exact.</summary>
    public required Money OverageOwed { get; init; }

    /// <summary>One-time credits bought in it.</summary>
    public Credits OneTimeBought { get; init; }

    /// <summary>What those cost the client.</summary>
    public required Money OneTimePaid { get; init; }

    public Credits Expired { get; init; }

    /// <summary>When the balance first reached zero in it.</summary>
    public Instant? DryAt { get; init; }

    /// <summary>How long the balance stood at zero, all times together, up to the last entry.</summary>
    public Duration DryFor { get; init; }

    /// <summary>How far usage has used up what there was; null before four fifths. It never falls again in the period.</summary>
    public UseLevel? Reached { get; init; }

    public bool Contains(Instant at) => Start <= at && at < End;
}
