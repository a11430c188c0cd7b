using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Understanding;

/// <summary>What one message means: an intent and the slots it fills. What was not said is null.</summary>
public sealed record Frame
{
    public required Intent Intent { get; init; }

    /// <summary>A second act in the same message; the one that changes something is <see cref="Intent"/>.</summary>
    public Intent? Also { get; init; }

    /// <summary>The number of credits as said, unchecked: it may be 0, negative or far too large.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The upper end of a range, or of "up to N".</summary>
    public decimal? AmountMax { get; init; }

    /// <summary>The amount is the new monthly total, not something added to it.</summary>
    public bool MonthlyTotal { get; init; }

    /// <summary>That total is where to go ("to 150 a month"); "70 a month" alone may also mean 70 more.</summary>
    public bool IsTarget { get; init; }

    /// <summary>The amount as a multiple of another; read only where no number is said.</summary>
    public Measure? Measure { get; init; }

    public RequestKind? Kind { get; init; }

    /// <summary>The option picked by its place, 1 to 3.</summary>
    public int? Option { get; init; }

    /// <summary>The package by its full name.</summary>
    public string? Package { get; init; }

    /// <summary>A span of the text, word for word.</summary>
    public string? Reason { get; init; }

    public LocalDate? Due { get; init; }

    /// <summary>For how many months: "60 more a month for three months".</summary>
    public int? Months { get; init; }

    /// <summary>When the writer's absence begins; null as now.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Said that no date matters: "no deadline", "whenever".</summary>
    public bool NoDeadline { get; init; }

    public IReadOnlyDictionary<WorkKind, decimal>? Work { get; init; }

    /// <summary>A request by its number, "R-12".</summary>
    public string? Request { get; init; }

    /// <summary>A client by its full roster name.</summary>
    public string? Client { get; init; }

    /// <summary>Who stands in while the writer is away.</summary>
    public string? Person { get; init; }

    public YearMonth? Month { get; init; }

    /// <summary>No rule read it: a model says what it resembles. It never decides or spends (<see cref="Learned.Proposals"/>).</summary>
    public bool IsLikely { get; init; }

    /// <summary>
    /// What a message that was not understood (<see cref="Intent.OutOfScope"/>) most likely means. It is there to be
    /// asked back ("Did you mean …?"), and acted on only when that is answered with yes.
    /// </summary>
    public Frame? Guess { get; init; }
}
