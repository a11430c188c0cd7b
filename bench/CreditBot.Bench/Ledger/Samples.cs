using System.Globalization;

namespace CreditBot.Bench.Ledger;

/// <summary>One figure, measured in several rounds.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Median => At(0.5);

    public double Least => _sorted[0];

    public double Most => _sorted[^1];

    /// <summary>The value that a share of all lies at or below.</summary>
    public double At(double share) =>
        _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)];

    /// <summary>The median, and in brackets the least and the most.</summary>
    public string Show(string format) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Median.ToString(format, CultureInfo.InvariantCulture)} [{Least.ToString(format, CultureInfo.InvariantCulture)}..{Most.ToString(format, CultureInfo.InvariantCulture)}]"
        );

    /// <summary>Round by round this over that: what disturbs a round disturbs both sides of it.</summary>
    public static Samples Ratio(IEnumerable<double> these, IEnumerable<double> those) =>
        new(these.Zip(those, (one, other) => one / other));
}
