using System.Collections.Immutable;
using CreditBot.Amounts;
using NodaTime;

namespace CreditBot.Ledger;

/// <summary>An agency as its own entries tell.</summary>
public sealed record AgencyState
{
    public required AgencyId Id { get; init; }

    public required long Version { get; init; }

    public required Instant RecordedAt { get; init; }

    public required AgencyTerms Terms { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableList<AgencyEntry.Purchased> Purchases { get; init; } = [];

    /// <summary>When months were closed, by their ISO names: "2026-11".</summary>
    public ImmutableSortedDictionary<string, Instant> ClosedMonths { get; init; } =
        ImmutableSortedDictionary<string, Instant>.Empty;

    public Credits Purchased => Purchases.Sum(purchase => purchase.Credits);

    public long NextSeq => Version + 1;

    /// <summary>Whether the month's book has been frozen.</summary>
    public bool IsClosed(YearMonth month) => ClosedMonths.ContainsKey(Key(month));

    /// <summary>
    /// From when a month counts as closed: the start of the day after its grace, agency's zone, or the earlier close by hand,
    /// whenever the job runs (design.md §3.8). The job that closes writes exactly this instant into its entry.
    /// </summary>
    public Instant ClosesAt(YearMonth month) =>
        ClosedMonths.TryGetValue(Key(month), out var at)
            ? at
            : PeriodCalendar.StartOfDay(
                month.OnDayOfMonth(1).PlusMonths(1).PlusDays(Terms.GraceDays),
                Terms.Catalog.Zone
            );

    /// <summary>The latest instant from which a month counts as closed.</summary>
    public Instant? LastClose => ClosedMonths.IsEmpty ? null : ClosedMonths.Values.Max();

    /// <summary>Now, and never before a close, whatever the clock says: what was written before a close is in the frozen book.</summary>
    public Instant NotBeforeClose(Instant now) =>
        LastClose is { } close ? Instant.Max(now, close) : now;

    /// <summary>The state after one more entry; the first has to set the terms.</summary>
    public static AgencyState Apply(AgencyState? state, AgencyId id, AgencyEntry entry)
    {
        if (entry.Seq != (state?.NextSeq ?? 1) || entry.RecordedAt < state?.RecordedAt)
        {
            throw new InvalidOperationException(
                $"Entry {entry.Seq} of agency {id} does not follow entry {state?.Version ?? 0}."
            );
        }

        var next = (state, entry) switch
        {
            (null, AgencyEntry.TermsSet first) => new AgencyState
            {
                Id = id,
                Version = 1,
                RecordedAt = entry.RecordedAt,
                Terms = first.Terms,
            },
            (null, _) => throw new InvalidOperationException(
                $"The stream of agency {id} does not start with its terms."
            ),
            (_, AgencyEntry.TermsSet set) => state with { Terms = set.Terms },
            (_, AgencyEntry.Purchased purchased) => state with
            {
                Purchases = state.Purchases.Add(purchased),
            },
            (_, AgencyEntry.MonthClosed closed) => state with
            {
                ClosedMonths = state.ClosedMonths.SetItem(Key(closed.Month), closed.At),
            },
            _ => state,
        };
        return next with { Version = entry.Seq, RecordedAt = entry.RecordedAt };
    }

    private static string Key(YearMonth month) => NodaTime.Text.YearMonthPattern.Iso.Format(month);
}
