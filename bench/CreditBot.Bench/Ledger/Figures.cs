using System.Globalization;

namespace CreditBot.Bench.Ledger;

/// <summary>Prints what was measured beside what it has to be, and remembers whether all of it was reached.</summary>
internal sealed class Figures(TextWriter output)
{
    public bool AllReached { get; private set; } = true;

    public void Heading(string what) => output.WriteLine($"{Environment.NewLine}{what}");

    public void AtLeast(string what, Samples measured, double goal, string context) =>
        Row(what, measured, "at least", goal, measured.Median >= goal, context);

    public void AtMost(string what, Samples measured, double goal, string context) =>
        Row(what, measured, "at most", goal, measured.Median <= goal, context);

    /// <summary>A figure without a goal.</summary>
    public void Context(string what, string context) =>
        output.WriteLine($"  {what, -46} {context}");

    private void Row(
        string what,
        Samples measured,
        string bound,
        double goal,
        bool isReached,
        string context
    )
    {
        AllReached &= isReached;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what, -46} {measured.Show("0.00"), -24} {bound} {goal, -5:0.##} {(isReached ? "reached" : "MISSED"), -8} {context}"
            )
        );
    }
}
