namespace CreditBot.Months;

/// <summary>The ledger lines of a month, read one at a time: a large agency has a million of them, which whoever keeps them may keep packed.</summary>
/// <param name="count">How many there are.</param>
/// <param name="read">Gives them, the same ones each time.</param>
public sealed class LedgerLines(int count, Func<IEnumerable<LedgerLine>> read)
{
    public static readonly LedgerLines None = Of([]);

    public int Count => count;

    public static LedgerLines Of(IReadOnlyList<LedgerLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new LedgerLines(lines.Count, () => lines);
    }

    /// <summary>By client, in the order of their ledgers.</summary>
    public IEnumerable<LedgerLine> Read() => read();

    public LedgerLines Where(Func<LedgerLine, bool> holds) =>
        new(Read().Count(holds), () => Read().Where(holds));
}
