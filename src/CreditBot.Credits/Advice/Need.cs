using CreditBot.Amounts;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Advice;

/// <summary>What a client says is coming: how much, how often, by when, for what. What was not said is null.</summary>
public sealed record Need
{
    /// <summary>Credits wanted on top of what the client has by the month ("60 more"); with a range the upper end is covered.</summary>
    public CreditsRange? Amount { get; init; }

    /// <summary>Null while unclear.</summary>
    public RequestKind? Kind { get; init; }

    /// <summary>For how many months, when it is said to end by itself.</summary>
    public int? Months { get; init; }

    /// <summary>The package that the client named.</summary>
    public string? Package { get; init; }

    public string? Reason { get; init; }

    /// <summary>Needed by this date, client's zone.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>The planned work, estimated; used when no amount was said. What the client has by then is counted against it.</summary>
    public Estimate? Work { get; init; }
}

/// <summary>From an amount to an amount; both the same when exact.</summary>
public readonly record struct CreditsRange(Credits Low, Credits High)
{
    public static CreditsRange Exactly(Credits credits) => new(credits, credits);

    public bool IsExact => Low == High;
}
