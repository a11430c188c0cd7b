using CreditBot.Amounts;

namespace CreditBot.Catalog;

/// <summary>Something an agency sells by the month: credits for a fee.</summary>
/// <param name="Fee">A month's price.</param>
public sealed record Package(string Name, Credits Credits, Money Fee)
{
    /// <summary>What a credit of this package costs, exact; the price of an extra one unless another is configured (design.md §3.10).</summary>
    public Money PricePerCredit =>
        Credits.IsZero
            ? Money.Zero(Fee.Currency)
            : Fee with
            {
                Amount = Fee.Amount / Credits.Value,
            };
}
