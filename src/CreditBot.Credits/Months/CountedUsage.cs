using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>Usage as months count it: what was used, and what a reversal takes back as negative, both at the time of use (design.md §3.8).</summary>
/// <param name="Seq">The entry that recorded it or took it back.</param>
/// <param name="At">When it was used.</param>
/// <param name="IsBack">It counts as negative.</param>
internal sealed record CountedUsage(
    long Seq,
    Instant At,
    Instant RecordedAt,
    Credits Credits,
    Credits Overage,
    bool IsBack
)
{
    /// <summary>The usage among some entries; a client's history bears no book line (design.md §3.5).</summary>
    internal static IEnumerable<CountedUsage> Of(
        IEnumerable<ClientEntry> entries,
        ClientState state
    ) => entries.Select(Of).OfType<CountedUsage>().Where(used => !state.IsHistory(used.At));

    private static CountedUsage? Of(ClientEntry entry) =>
        entry switch
        {
            ClientEntry.Used used => new CountedUsage(
                used.Seq,
                used.At,
                used.RecordedAt,
                used.Usage.Credits,
                used.Overage?.Credits ?? Credits.Zero,
                IsBack: false
            ),
            ClientEntry.Reversed { Credits.IsZero: false } reversed => new CountedUsage(
                reversed.Seq,
                reversed.At,
                reversed.RecordedAt,
                reversed.Credits,
                reversed.Overage?.Credits ?? Credits.Zero,
                IsBack: true
            ),
            _ => null,
        };
}

/// <summary>Sums of what was used less what was taken back.</summary>
internal static class CountedUsageSums
{
    /// <exception cref="ArgumentOutOfRangeException">More is taken back than was used: they don't belong to one month.</exception>
    internal static Credits Net(
        this IEnumerable<CountedUsage> usage,
        Func<CountedUsage, Credits> amount
    ) => new(usage.Sum(one => one.IsBack ? -amount(one).Thousandths : amount(one).Thousandths));
}
