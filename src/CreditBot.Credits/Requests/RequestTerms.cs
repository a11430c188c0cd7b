using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>When an approved monthly change takes hold.</summary>
public enum Effective
{
    Now,
    NextReset,
}

/// <summary>What is asked for, offered or decided, with its price.</summary>
public sealed record RequestTerms
{
    public required RequestKind Kind { get; init; }

    /// <summary>Credits once, or added to each month; null for an upgrade.</summary>
    public Credits? Credits { get; init; }

    /// <summary>The package to move to; null unless an upgrade.</summary>
    public string? Package { get; init; }

    /// <summary>The total for one-time credits; the change of a month's bill otherwise.</summary>
    public required Money Price { get; init; }

    /// <summary>For more each month: after how many periods it ends by itself; null for good, and for everything else.</summary>
    public int? Months { get; init; }

    /// <summary>When a monthly change applies; one-time credits are always given at once.</summary>
    public Effective Effective { get; init; } = Effective.NextReset;
}
