using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Catalog;
using CreditBot.Ledger;

namespace CreditBot.Requests;

/// <summary>The facts that a card showed to who decides: balance, today's price, pool (design.md §5). They are looked at again at the click.</summary>
/// <param name="ListPrice">What the request would cost at list prices.</param>
/// <param name="PoolLeft">Null when the agency has no pool.</param>
public sealed record FactsSeen(Credits Balance, Money ListPrice, decimal? PoolLeft)
{
    private const char Between = '|';

    public static FactsSeen Of(
        ClientState state,
        CreditRequest request,
        PackageCatalog catalog,
        decimal? poolLeft
    ) => new(state.Balance, Price(state, request.Terms, catalog), poolLeft);

    /// <summary>What has moved past the threshold since these were shown, as a sentence; null when they still hold.</summary>
    /// <param name="now">The same facts now.</param>
    /// <param name="needed">What the request takes from the pool.</param>
    /// <param name="percent">Of a month's allocation, for the balance; of what was left, for the pool. A price moves by any change.</param>
    public string? Moved(FactsSeen now, ClientState state, Credits needed, int percent)
    {
        var what =
            Math.Abs(now.Balance.Value - Balance.Value) * 100
            > state.Plan.MonthlyCredits.Value * percent
                ? $"{state.Name} has {now.Balance} credits left now; it had {Balance}"
            : now.ListPrice != ListPrice
                ? $"the list price is {now.ListPrice} now; it was {ListPrice}"
            : PoolLeft is { } before
            && now.PoolLeft is { } left
            && (
                Math.Abs(left - before) * 100 > Math.Abs(before) * percent
                || (before >= needed.Value && left < needed.Value)
            )
                ? $"the pool has {Number(left)} credits left now; it had {Number(before)}"
            : null;
        return what is null
            ? null
            : $"Something has changed since you saw this: {what}. Look again and decide.";
    }

    /// <summary>For a button's data.</summary>
    public override string ToString() =>
        string.Join(
            Between,
            Balance.Thousandths.ToString(CultureInfo.InvariantCulture),
            ListPrice.Amount.ToString(CultureInfo.InvariantCulture),
            ListPrice.Currency,
            PoolLeft is { } left ? Number(left) : ""
        );

    /// <summary>What <see cref="ToString"/> wrote; null for anything else.</summary>
    public static FactsSeen? Read(string? text) =>
        text?.Split(Between) is [var balance, var price, { Length: 3 } currency, var pool]
        && long.TryParse(balance, NumberStyles.None, CultureInfo.InvariantCulture, out var credits)
        && Decimal(price) is { } amount
        && (pool.Length == 0 || Decimal(pool) is not null)
            ? new FactsSeen(new Credits(credits), new Money(amount, currency), Decimal(pool))
            : null;

    private static Money Price(ClientState state, RequestTerms terms, PackageCatalog catalog) =>
        terms.Kind == RequestKind.Upgrade
            ? catalog.Find(terms.Package ?? "") is { } package
                ? RequestTermsPricing.Upgrade(state, package).Price
                : terms.Price
            : RequestTermsPricing
                .Extra(state, catalog, terms.Kind, terms.Credits ?? Credits.Zero)
                .Price;

    private static decimal? Decimal(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static string Number(decimal number) =>
        number.ToString("0.###", CultureInfo.InvariantCulture);
}
