using CreditBot.Advice;

namespace CreditBot.Months;

/// <summary>One client's part of a month book.</summary>
public sealed record ClientMonth(
    ClientBook Book,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<DailyUsage> Daily,
    IReadOnlyList<RequestLine> Requests,
    IReadOnlyList<ReviewFinding> Review
)
{
    /// <summary>It ended in an earlier month and nothing of it counts in this one: it has no line in the book, but its place in the pool.</summary>
    public bool IsGone { get; init; }

    /// <summary>What it draws on the agency's pool.</summary>
    public ClientPool Pool { get; init; } = ClientPool.Nothing;
}
