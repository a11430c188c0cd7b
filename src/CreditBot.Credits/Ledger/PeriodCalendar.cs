using NodaTime;

namespace CreditBot.Ledger;

/// <summary>When a client's periods begin (design.md §3.4).</summary>
public static class PeriodCalendar
{
    /// <summary>The date of reset n: anchor + n months, clamped to the month's end, never drifting.</summary>
    public static LocalDate ResetDate(LocalDate anchor, int number) => anchor.PlusMonths(number);

    /// <summary>The start of a day in a zone; where midnight doesn't exist, the first instant after it, and where the whole day is skipped, the next one's.</summary>
    public static Instant StartOfDay(LocalDate date, DateTimeZone zone)
    {
        // A zone that crossed the date line skipped a whole date (Pacific/Apia, 30 Dec 2011): lenient mapping moves on by the gap.
        var map = zone.MapLocal(date.AtMidnight());
        return map.Count > 0 ? map.First().ToInstant() : map.LateInterval.Start;
    }
}
