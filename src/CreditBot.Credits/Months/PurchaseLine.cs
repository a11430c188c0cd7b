using CreditBot.Amounts;
using CreditBot.Ledger;

namespace CreditBot.Months;

/// <summary>The pool's purchases laid end to end in the order in which they were made; usage goes along them (design.md §3.9).</summary>
internal sealed class PurchaseLine
{
    private readonly List<Stretch> _stretches = [];

    internal PurchaseLine(IEnumerable<AgencyEntry.Purchased> purchases)
    {
        var from = long.MinValue;
        var to = 0L;
        foreach (var purchase in purchases)
        {
            to += purchase.Credits.Thousandths;
            _stretches.Add(new Stretch(_stretches.Count, from, to, purchase));
            from = to;
        }

        _stretches.Add(new Stretch(_stretches.Count, from, long.MaxValue, Purchase: null));
    }

    internal IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>The one stretch that holds all between two places, or null when it takes several.</summary>
    internal Stretch? Holding(long from, long to)
    {
        var stretch = _stretches.Find(one => to <= one.To)!;
        return from >= stretch.From ? stretch : null;
    }

    /// <summary>Goes on by an amount, or back when it is negative, and tells what each stretch gives.</summary>
    /// <returns>Signed thousandths by stretch.</returns>
    internal IEnumerable<(Stretch Stretch, long Thousandths)> Go(long at, long by)
    {
        var (low, high) = by < 0 ? (at + by, at) : (at, at + by);
        foreach (var stretch in _stretches)
        {
            var part = Math.Min(high, stretch.To) - Math.Max(low, stretch.From);
            if (part > 0)
            {
                yield return (stretch, by < 0 ? -part : part);
            }
        }
    }

    /// <summary>One purchase's place in the line, in thousandths of a credit.</summary>
    /// <param name="Purchase">Null for what lies beyond all purchases.</param>
    internal sealed record Stretch(int Number, long From, long To, AgencyEntry.Purchased? Purchase)
    {
        internal long Start => Math.Max(From, 0);

        /// <summary>What so many thousandths of the purchase cost, exact.</summary>
        internal decimal CostOf(long thousandths) =>
            Purchase!.Price.Amount * thousandths / Purchase.Credits.Thousandths;
    }
}
