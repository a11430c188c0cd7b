using CreditBot.Amounts;
using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>Revenue, cost and adjustments of one client in one month (design.md §3.8–10).</summary>
internal static class MonthMoney
{
    internal static (MonthTotals Totals, IReadOnlyList<InvoiceLine> Lines) Of(
        IReadOnlyList<ClientEntry> entries,
        ClientState state,
        AgencyState agency,
        MonthCalendar calendar,
        YearMonth month
    )
    {
        var currency = agency.Terms.Catalog.Currency;
        var lines = Lines(state, calendar, month).ToList();
        var usage = Usage(entries, state, agency, calendar)
            .Where(used => used.Counts == month)
            .ToList();
        var own = usage.Where(used => used.Own == month).ToList();
        // Rounded once per client, closed month and month in which it counts.
        var costOfClosed = usage
            .Where(used => used.Own != month)
            .GroupBy(used => used.Own)
            .Sum(currency, closed => closed.Sum(currency, used => used.Cost).Rounded());
        var revenueOfClosed = lines
            .Where(line => line.Month != month)
            .Sum(currency, line => line.Net);
        return (
            new MonthTotals(
                Sum(ChargeKind.Fee),
                Sum(ChargeKind.OneTime),
                Sum(ChargeKind.Overage),
                revenueOfClosed - costOfClosed,
                own.Sum(currency, used => used.Cost).Rounded(),
                new Credits(own.Sum(used => used.Thousandths))
            ),
            lines
        );

        Money Sum(ChargeKind kind) =>
            lines
                .Where(line => line.Kind == kind && line.Month == month)
                .Sum(currency, line => line.Net);
    }

    /// <summary>What each use cost by the price list, in the month of its event time or, when that was closed, in the earliest open one; what was taken back as negative.</summary>
    internal static IEnumerable<UsageCost> Usage(
        IEnumerable<ClientEntry> entries,
        ClientState state,
        AgencyState agency,
        MonthCalendar calendar
    ) =>
        from used in CountedUsage.Of(entries, state)
        let own = calendar.MonthOf(used.At)
        let price = agency.Terms.Catalog.CostOn(used.At.InZone(calendar.Zone).Date)
        select new UsageCost(
            used.Seq,
            used.At,
            own,
            calendar.CountsIn(own, used.RecordedAt),
            used.Credits,
            price,
            used.IsBack
        );

    /// <summary>The lines that count in the month: its own, and those of closed months made when it was the earliest open one.</summary>
    internal static IEnumerable<InvoiceLine> Lines(
        ClientState state,
        MonthCalendar calendar,
        YearMonth month
    ) =>
        from line in state.Lines
        where calendar.CountsIn(line.Month, line.RecordedAt) == month
        select InvoiceLine.From(state, line, month);
}

/// <summary>What one use cost the agency (design.md §3.9), or what it costs no more when it was taken back.</summary>
/// <param name="Own">The month of its event time.</param>
/// <param name="Counts">The month in which it counts (design.md §3.8).</param>
/// <param name="PerCredit">The list price of the day.</param>
/// <param name="IsBack">It was taken back, so it counts as negative.</param>
public sealed record UsageCost(
    long Seq,
    Instant At,
    YearMonth Own,
    YearMonth Counts,
    Credits Credits,
    Money PerCredit,
    bool IsBack
)
{
    /// <summary>Signed thousandths of a credit.</summary>
    public long Thousandths => IsBack ? -Credits.Thousandths : Credits.Thousandths;

    /// <summary>Exact and signed; rounded once per client and month.</summary>
    public Money Cost => IsBack ? -(PerCredit * Credits) : PerCredit * Credits;
}
