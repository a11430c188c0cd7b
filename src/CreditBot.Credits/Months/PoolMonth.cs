using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Months;

/// <summary>How a month drew on what the agency had bought, first in, first out (design.md §3.9): what an accountant follows by hand.</summary>
/// <param name="UsedBefore">All that clients had drawn when the month began.</param>
/// <param name="Purchases">Those made before the month's end that had something left or gave something, oldest first.</param>
/// <param name="Beyond">Credits used that no purchase covers, at the list cost of their day; negative when some came back.</param>
public sealed record PoolMonth(
    Credits UsedBefore,
    IReadOnlyList<PurchaseDraw> Purchases,
    decimal Beyond
);

/// <summary>One purchase in a month.</summary>
/// <param name="EntrySeq">Its entry in the agency's own stream.</param>
/// <param name="DrawnBefore">Used of it when the month began.</param>
/// <param name="Drawn">Credits that the month used of it; negative when more came back.</param>
public sealed record PurchaseDraw(
    long EntrySeq,
    LocalDate BoughtOn,
    Credits Credits,
    Money Price,
    Credits DrawnBefore,
    decimal Drawn
)
{
    /// <summary>What the month's part of it cost, exact.</summary>
    public Money Cost => Price with { Amount = Price.Amount * Drawn / Credits.Value };

    /// <summary>Credits left of it when the month ended.</summary>
    public decimal Left => Credits.Value - DrawnBefore.Value - Drawn;
}
