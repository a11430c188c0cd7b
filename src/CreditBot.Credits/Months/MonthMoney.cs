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
        var lines = Lines(entries, state, calendar, month).ToList();
        var usage = entries
            .OfType<ClientEntry.Used>()
            .Where(used => !state.IsHistory(used.At))
            .Select(used =>
                (
                    Own: calendar.MonthOf(used.At),
                    Counts: calendar.CountsIn(calendar.MonthOf(used.At), used.RecordedAt),
                    used.Usage.Credits,
                    Cost: agency.Terms.Catalog.CostOn(used.At.InZone(calendar.Zone).Date)
                        * used.Usage.Credits
                )
            )
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
                own.Sum(used => used.Credits)
            ),
            lines
        );

        Money Sum(ChargeKind kind) =>
            lines
                .Where(line => line.Kind == kind && line.Month == month)
                .Sum(currency, line => line.Net);
    }

    /// <summary>The lines that count in the month: its own, and those of closed months made when it was the earliest open one.</summary>
    private static IEnumerable<InvoiceLine> Lines(
        IReadOnlyList<ClientEntry> entries,
        ClientState state,
        MonthCalendar calendar,
        YearMonth month
    ) =>
        from entry in entries
        from charge in entry.Charges.Select((charge, index) => (charge, index))
        where calendar.CountsIn(charge.charge.Month, Movements.RecordedAt(entry, state)) == month
        select new InvoiceLine(
            state.Id,
            state.Name,
            charge.charge.Month,
            charge.charge.Kind,
            charge.charge.Net,
            state.Terms.TaxCode,
            state.Terms.TaxRate,
            entry.Seq,
            charge.index + 1
        );
}
