using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Dates in digits: 12/18, 18/12/2026, 2026-12-18, 18.12.2026, and months 2026-10.</summary>
internal static class NumericDates
{
    /// <summary>Reads parts with one separator; month first unless the first is over 12. The day of a month is 0.</summary>
    public static (int Year, int Month, int Day)? Read(
        ReadOnlySpan<int> parts,
        ReadOnlySpan<int> widths,
        char separator
    )
    {
        if (separator == '-')
        {
            // 100-150 is a range, so a dash needs the year first.
            return widths[0] != 4 ? null
                : parts.Length == 3 ? Valid(parts[0], parts[1], parts[2])
                : widths[1] == 2 && parts[1] is >= 1 and <= 12 && parts[0] is >= 1900 and <= 2200
                    ? (parts[0], parts[1], 0)
                : null;
        }

        if (parts.Length == 3)
        {
            var year = widths[2] switch
            {
                4 => parts[2],
                2 => 2000 + parts[2],
                _ => -1,
            };
            return year < 0 ? null
                : separator == '.' ? Valid(year, parts[1], parts[0])
                : MonthFirst(year, parts[0], parts[1]);
        }

        // 3.5 is a number, 24/7 an idiom, 46/50 a share.
        return
            parts.Length == 2
            && separator == '/'
            && (parts[0], parts[1]) != (24, 7)
            && widths[0] <= 2
            && widths[1] <= 2
            ? MonthFirst(0, parts[0], parts[1])
            : null;
    }

    private static (int, int, int)? MonthFirst(int year, int first, int second) =>
        first > 12 ? Valid(year, second, first) : Valid(year, first, second);

    private static (int, int, int)? Valid(int year, int month, int day) =>
        month is >= 1 and <= 12
        && year is >= 0 and <= 9000
        && day >= 1
        && day <= CalendarSystem.Iso.GetDaysInMonth(year == 0 ? 2024 : year, month)
            ? (year, month, day)
            : null;
}
