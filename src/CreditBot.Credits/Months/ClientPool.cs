using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>What one client draws on the agency's pool in a month.</summary>
/// <param name="Before">All that it had drawn when the month began, in thousandths of a credit.</param>
/// <param name="Days">What counts in the month, by the day on which it was used, oldest first.</param>
public sealed record ClientPool(long Before, IReadOnlyList<PoolDay> Days)
{
    public static readonly ClientPool Nothing = new(0, []);

    internal static ClientPool Of(
        ClientState state,
        IEnumerable<UsageCost> usage,
        YearMonth month,
        DateTimeZone zone
    )
    {
        var since = usage.Where(used => used.Counts >= month).ToList();
        return new ClientPool(
            state.PoolUsed.Thousandths - since.Sum(used => used.Thousandths),
            [
                .. since
                    .Where(used => used.Counts == month)
                    .GroupBy(used => used.At.InZone(zone).Date)
                    .OrderBy(day => day.Key)
                    .Select(day => new PoolDay(
                        day.Key,
                        day.Where(used => !used.IsBack).Sum(used => used.Thousandths),
                        -day.Where(used => used.IsBack).Sum(used => used.Thousandths)
                    )),
            ]
        );
    }
}

/// <summary>A client's day, on the agency's calendar; both in thousandths of a credit.</summary>
/// <param name="Back">What was taken back of usage of that day.</param>
public sealed record PoolDay(LocalDate Day, long Used, long Back);

/// <summary>One use in its place in the line: by time, then client, then entry.</summary>
/// <param name="Thousandths">Negative when it was taken back.</param>
public sealed record PoolUse(Instant At, ClientId Client, long Seq, LocalDate Day, long Thousandths)
{
    internal static IEnumerable<PoolUse> InOrder(IEnumerable<PoolUse> uses) =>
        uses.OrderBy(use => use.At)
            .ThenBy(use => use.Client.Value, StringComparer.Ordinal)
            .ThenBy(use => use.Seq);
}
