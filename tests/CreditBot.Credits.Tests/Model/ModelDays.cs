using NodaTime;

namespace CreditBot.Tests.Model;

/// <summary>Days and months the slow way: by zone intervals and by counting, without the calendar that the ledger uses.</summary>
internal static class ModelDays
{
    /// <summary>The first instant whose local time is at or after the day's midnight.</summary>
    public static Instant Start(LocalDate day, DateTimeZone zone)
    {
        var midnight = Instant.FromUtc(day.Year, day.Month, day.Day, 0, 0);
        foreach (
            var interval in zone.GetZoneIntervals(
                midnight - Duration.FromDays(2),
                midnight + Duration.FromDays(3)
            )
        )
        {
            var first = midnight - Duration.FromSeconds(interval.WallOffset.Seconds);
            if (interval.HasStart && interval.Start > first)
            {
                first = interval.Start;
            }

            if (!interval.HasEnd || first < interval.End)
            {
                return first;
            }
        }

        throw new InvalidOperationException($"{day} never starts in {zone.Id}.");
    }

    /// <summary>The anchor's day so many months on, or the month's last day when it has no such day.</summary>
    public static LocalDate MonthsLater(LocalDate anchor, int months)
    {
        var (year, month) = (anchor.Year, anchor.Month);
        for (var i = 0; i < months; i++)
        {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        }

        var last =
            month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28)
            : month is 4 or 6 or 9 or 11 ? 30
            : 31;
        return new LocalDate(year, month, anchor.Day > last ? last : anchor.Day);
    }

    public static LocalDate On(Instant at, DateTimeZone zone) =>
        at.WithOffset(zone.GetUtcOffset(at)).Date;

    public static YearMonth MonthOf(LocalDate day) => new(day.Year, day.Month);
}
