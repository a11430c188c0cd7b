using System.Globalization;

namespace CreditBot.Amounts;

/// <summary>An exact amount in one currency; rounded only where a rule says so (design.md §3.10).</summary>
/// <param name="Amount">In the currency's main unit; may be negative (a reversal) and may have more decimals than the currency.</param>
/// <param name="Currency">The ISO 4217 code.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    public static Money Zero(string currency) => new(0m, currency);

    public bool IsZero => Amount == 0;

    /// <summary>Rounds to the currency's minor unit, half away from zero (design.md §3.10).</summary>
    public Money Rounded() =>
        this with
        {
            Amount = WithDecimals(
                Math.Round(Amount, Currencies.Decimals(Currency), MidpointRounding.AwayFromZero),
                Currencies.Decimals(Currency)
            ),
        };

    public static Money operator +(Money left, Money right) =>
        left with
        {
            Amount = left.Amount + Same(left, right).Amount,
        };

    public static Money operator -(Money left, Money right) =>
        left with
        {
            Amount = left.Amount - Same(left, right).Amount,
        };

    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    public static Money operator *(Money price, Credits credits) =>
        price with
        {
            Amount = price.Amount * credits.Value,
        };

    public static Money operator *(Money price, int times) =>
        price with
        {
            Amount = price.Amount * times,
        };

    /// <summary>The amount as plain digits with the currency's decimals, or more where it has more: "118.80".</summary>
    public string Digits()
    {
        var least = Currencies.Decimals(Currency);
        var text = Amount.ToString("0.############################", CultureInfo.InvariantCulture);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = dot < 0 ? 0 : text.Length - dot - 1;
        return decimals >= least
            ? text
            : Amount.ToString($"F{least}", CultureInfo.InvariantCulture);
    }

    public override string ToString() => $"{Digits()} {Currency}";

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? right
            : throw new InvalidOperationException(
                $"An agency has one currency, but {left.Currency} met {right.Currency}."
            );

    // Keeps the scale, so that stored and printed amounts of one currency look alike.
    private static decimal WithDecimals(decimal amount, int decimals) =>
        amount + new decimal(0, 0, 0, false, (byte)decimals);
}

/// <summary>Minor units by ISO 4217.</summary>
public static class Currencies
{
    private static readonly Dictionary<string, int> Unusual = new(StringComparer.Ordinal)
    {
        ["BHD"] = 3,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["IQD"] = 3,
        ["ISK"] = 0,
        ["JOD"] = 3,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["TND"] = 3,
        ["UGX"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
    };

    public static int Decimals(string currency) => Unusual.GetValueOrDefault(currency, 2);

    /// <summary>Whether the text has the form of an ISO 4217 code: three capital letters.</summary>
    public static bool IsCode(string currency) =>
        currency.Length == 3 && currency.All(char.IsAsciiLetterUpper);
}

/// <summary>Sums of money.</summary>
public static class MoneySums
{
    public static Money Sum<T>(this IEnumerable<T> items, string currency, Func<T, Money> amount) =>
        items.Aggregate(Money.Zero(currency), (sum, item) => sum + amount(item));
}
