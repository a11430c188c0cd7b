using NodaTime;

namespace CreditBot.Tests.Ledger;

/// <summary>
/// When days begin and which day a month's reset falls on, worked out another way than the ledger does: by walking a zone's clock a quarter of an
/// hour at a time and reading the local day off it, and by counting the days of months. Days are numbered from 1970-01-01.
/// </summary>
internal sealed class WalkedCalendar
{
    public const int FirstYear = 2020;

    /// <summary>The last year with a reset; the one after it is known too, since the last period ends there.</summary>
    public const int LastYear = 2035;

    private const int SecondsPerDay = 86_400;

    /// <summary>2020-01-01 is day 18,262: fifty years of 365 days and twelve leap days.</summary>
    private const int FirstDay = (50 * 365) + 12;

    private const int QuarterOfAnHour = 900;
    private const int Days = ((LastYear + 1 - FirstYear) * 366) + 40;

    private static readonly List<(int FirstDay, int Length)> Months = CountMonths();

    private readonly long[] _starts = new long[Days];

    public WalkedCalendar(DateTimeZone zone)
    {
        var next = FirstDay;
        for (
            var at = (FirstDay - 2L) * SecondsPerDay;
            next < FirstDay + Days;
            at += QuarterOfAnHour
        )
        {
            var day = LocalDay(zone, at);
            while (next <= day && next < FirstDay + Days)
            {
                LocalDay(zone, at - 1).ShouldBeLessThan(next, $"{zone.Id}: walk in smaller steps");
                _starts[next - FirstDay] = at;
                next++;
            }
        }
    }

    /// <summary>The start of reset n of an anchor in the first year's January: the month's last day where it has no such day.</summary>
    public Instant Reset(int anchorDay, int number)
    {
        var (first, length) = Months[number];
        var day = first + Math.Min(anchorDay, length) - 1;
        return Instant.FromUnixTimeSeconds(_starts[day - FirstDay]);
    }

    public static int Resets => (LastYear + 1 - FirstYear) * 12;

    private static long LocalDay(DateTimeZone zone, long unixSeconds)
    {
        var offset = zone.GetUtcOffset(Instant.FromUnixTimeSeconds(unixSeconds)).Seconds;
        return (unixSeconds + offset) / SecondsPerDay;
    }

    private static List<(int FirstDay, int Length)> CountMonths()
    {
        var months = new List<(int, int)>();
        var first = FirstDay;
        for (var year = FirstYear; year <= LastYear + 1; year++)
        {
            int[] lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            foreach (var length in lengths)
            {
                months.Add((first, length));
                first += length;
            }
        }

        return months;
    }
}
