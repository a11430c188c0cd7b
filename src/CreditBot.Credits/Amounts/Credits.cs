using System.Globalization;
using System.Numerics;

namespace CreditBot.Amounts;

/// <summary>An amount of AI credits, in whole thousandths of a credit; never negative (design.md §2).</summary>
public readonly record struct Credits
    : IComparable<Credits>,
        IAdditionOperators<Credits, Credits, Credits>,
        ISubtractionOperators<Credits, Credits, Credits>
{
    /// <summary>The most that one command may name: 1,000,000 credits (contract.md, Common).</summary>
    public static readonly Credits MostAtOnce = new(1_000_000_000);

    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    public Credits(long thousandths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(thousandths);
        Thousandths = thousandths;
    }

    public static Credits Zero => default;

    public long Thousandths { get; }

    public bool IsZero => Thousandths == 0;

    /// <summary>The amount as a number of credits with at most three decimals.</summary>
    public decimal Value => Thousandths / 1000m;

    public static Credits Of(decimal value) =>
        TryOf(value)
        ?? throw new ArgumentOutOfRangeException(
            nameof(value),
            value,
            "Not a whole number of thousandths from 0."
        );

    /// <summary>The amount, or null when it is negative, too large or finer than a thousandth.</summary>
    public static Credits? TryOf(decimal value)
    {
        if (value is < 0 or > 9_000_000_000_000m)
        {
            return null;
        }

        var thousandths = value * 1000m;
        return thousandths == decimal.Truncate(thousandths) ? new Credits((long)thousandths) : null;
    }

    public static Credits operator +(Credits left, Credits right) =>
        new(left.Thousandths + right.Thousandths);

    /// <exception cref="ArgumentOutOfRangeException">The result would be below zero.</exception>
    public static Credits operator -(Credits left, Credits right) =>
        new(left.Thousandths - right.Thousandths);

    public static bool operator <(Credits left, Credits right) =>
        left.Thousandths < right.Thousandths;

    public static bool operator >(Credits left, Credits right) =>
        left.Thousandths > right.Thousandths;

    public static bool operator <=(Credits left, Credits right) =>
        left.Thousandths <= right.Thousandths;

    public static bool operator >=(Credits left, Credits right) =>
        left.Thousandths >= right.Thousandths;

    public static Credits Min(Credits left, Credits right) => left <= right ? left : right;

    public static Credits Max(Credits left, Credits right) => left >= right ? left : right;

    /// <summary>This less <paramref name="other"/>, but never below zero.</summary>
    public Credits LessAtMost(Credits other) => other >= this ? Zero : this - other;

    public int CompareTo(Credits other) => Thousandths.CompareTo(other.Thousandths);

    public override string ToString() => Value.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>Sums of credits.</summary>
public static class CreditsSums
{
    public static Credits Sum(this IEnumerable<Credits> amounts) =>
        new(amounts.Sum(amount => amount.Thousandths));

    public static Credits Sum<T>(this IEnumerable<T> items, Func<T, Credits> amount) =>
        items.Select(amount).Sum();
}
