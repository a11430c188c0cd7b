namespace CreditBot.Advice;

/// <summary>Order statistics of small samples.</summary>
internal static class Median
{
    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    internal static decimal Of(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2m;
    }

    /// <summary>The value below which a share of the sorted sample lies, by linear interpolation between neighbours.</summary>
    internal static decimal Quantile(IEnumerable<decimal> values, decimal share)
    {
        var sorted = values.Order().ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        var place = share * (sorted.Length - 1);
        var below = (int)decimal.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    /// <summary>The median distance from the median.</summary>
    internal static decimal AbsoluteDeviation(IReadOnlyCollection<decimal> values)
    {
        var median = Of(values);
        return Of(values.Select(value => Math.Abs(value - median)));
    }
}
