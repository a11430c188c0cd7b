using CreditBot.Ledger;
using NodaTime;

namespace CreditBot.Months;

/// <summary>Tells in which month something counts (design.md §3.8).</summary>
internal sealed class MonthCalendar(AgencyState agency)
{
    // A grace longer than two months keeps nothing open further back than this.
    private const int OpenAtMost = 3;

    internal DateTimeZone Zone { get; } = agency.Terms.Catalog.Zone;

    internal YearMonth MonthOf(Instant at) => at.InZone(Zone).Date.ToYearMonth();

    internal Instant StartOf(YearMonth month) =>
        PeriodCalendar.StartOfDay(month.OnDayOfMonth(1), Zone);

    internal bool IsOpen(YearMonth month, Instant at) => at < agency.ClosesAt(month);

    /// <summary>The month itself when it was open at an instant, else the earliest month that was.</summary>
    internal YearMonth CountsIn(YearMonth month, Instant recordedAt)
    {
        if (IsOpen(month, recordedAt))
        {
            return month;
        }

        var running = MonthOf(recordedAt);
        for (var back = OpenAtMost; back > 0; back--)
        {
            if (running.PlusMonths(-back) is var earlier && IsOpen(earlier, recordedAt))
            {
                return earlier;
            }
        }

        return running;
    }
}
