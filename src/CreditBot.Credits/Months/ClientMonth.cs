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
    /// <summary>What it draws on the agency's pool.</summary>
    public ClientPool Pool { get; init; } = ClientPool.Nothing;
}
