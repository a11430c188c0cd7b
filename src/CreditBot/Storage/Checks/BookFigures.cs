using CreditBot.Months;

namespace CreditBot.Storage.Checks;

/// <summary>The figures of a client's month that entries alone decide; names, plans and what the review says are of the day on which a book was made.</summary>
internal static class BookFigures
{
    private static readonly (string Name, Func<ClientBook, decimal?> Value)[] All =
    [
        ("fee", book => book.Totals.Fee.Amount),
        ("one-time revenue", book => book.Totals.OneTime.Amount),
        ("overage revenue", book => book.Totals.Overage.Amount),
        ("adjustments", book => book.Totals.Adjustments.Amount),
        ("cost", book => book.Totals.Cost.Amount),
        ("credits used", book => book.Totals.Used.Value),
        ("opening balance", book => book.Opening.Value),
        ("granted", book => book.Granted.Value),
        ("returned", book => book.Returned.Value),
        ("burned", book => book.Burned.Value),
        ("expired", book => book.Expired.Value),
        ("voided", book => book.Voided.Value),
        ("closing balance", book => book.Closing.Value),
        ("overage", book => book.Overage.Value),
        ("paid and unused", book => book.PaidUnused.Value),
    ];

    // What all clients of the agency decide together.
    private static readonly (string Name, Func<ClientBook, decimal?> Value)[] OfPurchases =
    [
        ("purchase cost", book => book.Totals.PurchaseCost?.Amount),
        ("purchase adjustments", book => book.Totals.PurchaseAdjustments?.Amount),
        ("credits beyond purchases", book => book.Totals.Unpurchased?.Value),
    ];

    /// <summary>The figures that differ, in words.</summary>
    /// <param name="kept">As frozen; null when it has no such client.</param>
    /// <param name="made">As entries give it now; null when they give nothing.</param>
    /// <param name="purchases">Whether the purchases' figures can be told; a book frozen before they were kept says nothing of them.</param>
    public static IEnumerable<string> Differences(
        ClientBook? kept,
        ClientBook? made,
        bool purchases
    )
    {
        foreach (var (name, value) in purchases ? [.. All, .. OfPurchases] : All)
        {
            var was = kept is null ? 0 : value(kept);
            var is_ = made is null ? 0 : value(made);
            if (was is { } frozen && frozen != (is_ ?? 0))
            {
                yield return FormattableString.Invariant(
                    $"{name} is {frozen} in the book and {is_ ?? 0} by the entries"
                );
            }
        }
    }
}
