using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Parts of a week, month, quarter or year: end of month, mid december.</summary>
internal static partial class DateReader
{
    // end of the month, mid december, beginning of january, month end, year end
    private static (LocalDate, int)? PartOfPeriod(Message message, int at, LocalDate today)
    {
        var part = message.Word(at);
        if (
            part is "month" or "year" or "week"
            && (message.Is(at + 1, "end") || message.Is(at + 1, "ends"))
            && !message.Is(at - 1, "last")
        )
        {
            return (
                part switch
                {
                    "month" => EndOfMonth(today),
                    "year" => new LocalDate(today.Year, 12, 31),
                    _ => EndOfWeek(today),
                },
                at + 2
            );
        }

        if (
            part
            is not (
                "end"
                or "mid"
                or "middle"
                or "beginning"
                or "start"
                or "early"
                or "late"
                or "close"
                or "half"
            )
        )
        {
            return null;
        }

        var next = at + 1;
        if (message.Is(next, "of"))
        {
            next++;
        }

        var following = false;
        while (message.Is(next, PeriodArticles))
        {
            following |= message.Is(next, "next");
            next++;
        }

        var word = message.Word(next);
        LocalDate first;
        LocalDate last;
        switch (word)
        {
            case "day" or "business":
                return part is "end" or "close" && !following
                    ? (
                        today,
                        word == "business" && message.Is(next + 1, "day") ? next + 2 : next + 1
                    )
                    : null;
            case "week":
                first = today.Next(IsoDayOfWeek.Monday).PlusWeeks(following ? 1 : 0);
                last = EndOfWeek(today).PlusWeeks(following ? 1 : 0);
                return (
                    part switch
                    {
                        "end" or "late" or "close" => last,
                        "mid" or "middle" => first.PlusDays(2),
                        _ => first,
                    },
                    next + 1
                );
            case "month":
                first = following
                    ? FirstOfNextMonth(today)
                    : new LocalDate(today.Year, today.Month, 1);
                break;
            case "year":
                var year =
                    today.Year + (following || part is "beginning" or "start" or "early" ? 1 : 0);
                return (
                    part is "end" or "late" or "close" ? new LocalDate(year, 12, 31)
                    : part is "mid" or "middle" ? new LocalDate(year, 7, 1)
                    : new LocalDate(year, 1, 1),
                    next + 1
                );
            case "quarter":
                var quarter = EndOfQuarter(following ? EndOfQuarter(today).PlusDays(1) : today);
                return part is "end" or "close" ? (quarter, next + 1) : null;
            case "q1" or "q2" or "q3" or "q4":
                var quarterEnd = new LocalDate(today.Year, (word[1] - '0') * 3, 1).With(
                    DateAdjusters.EndOfMonth
                );
                return part is "end" or "close"
                    ? (
                        quarterEnd >= today
                            ? quarterEnd
                            : quarterEnd.PlusYears(1).With(DateAdjusters.EndOfMonth),
                        next + 1
                    )
                    : null;
            default:
                if (CalendarWords.Month(word) is not (> 0 and var month))
                {
                    return null;
                }

                first = MonthStart(today, month);
                break;
        }

        last = first.With(DateAdjusters.EndOfMonth);
        var date = part switch
        {
            "end" or "late" or "close" => last,
            "mid" or "middle" or "half" => first.PlusDays(14),
            _ => first,
        };
        return (date < today ? date.PlusMonths(1) : date, next + 1);
    }

    private static LocalDate MonthStart(LocalDate today, int month) =>
        new(today.Year + (month < today.Month ? 1 : 0), month, 1);

    private static LocalDate MonthAhead(LocalDate today, int month) =>
        new(today.Year + (month <= today.Month ? 1 : 0), month, 1);

    private static LocalDate FirstOfNextMonth(LocalDate today) =>
        new LocalDate(today.Year, today.Month, 1).PlusMonths(1);

    private static LocalDate EndOfMonth(LocalDate today) => today.With(DateAdjusters.EndOfMonth);

    // Friday of the running week; from the weekend on, that of the coming one.
    private static LocalDate EndOfWeek(LocalDate today) =>
        today.DayOfWeek == IsoDayOfWeek.Friday ? today : today.Next(IsoDayOfWeek.Friday);

    private static LocalDate EndOfQuarter(LocalDate today) =>
        new LocalDate(today.Year, (((today.Month - 1) / 3) * 3) + 3, 1).With(
            DateAdjusters.EndOfMonth
        );
}
