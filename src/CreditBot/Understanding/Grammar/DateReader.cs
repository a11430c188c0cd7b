using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Reads one date that begins at a token, relative to today (data/nlu/README.md, "due").</summary>
internal static class DateReader
{
    /// <summary>The date and the token behind it, or null.</summary>
    /// <param name="message">The message.</param>
    /// <param name="start">Where the date would begin.</param>
    /// <param name="today">The writer's date.</param>
    /// <param name="expected">A date was asked for, so short forms count.</param>
    public static (LocalDate Date, int Next)? Read(
        Message message,
        int start,
        LocalDate today,
        bool expected
    )
    {
        if (start >= message.Count)
        {
            return null;
        }

        return message.Token(start).Kind switch
        {
            TokenKind.Date => Numeric(message.Token(start), today) is { } date
                ? (date, start + 1)
                : null,
            TokenKind.Ordinal or TokenKind.Number => DayThenMonth(message, start, today)
                ?? Relative(message, start, today, expected)
                ?? Ordinal(message, start, today, expected),
            TokenKind.Word => Worded(message, start, today, expected),
            _ => null,
        };
    }

    private static (LocalDate, int)? Worded(
        Message message,
        int start,
        LocalDate today,
        bool expected
    ) =>
        Holidays.Read(message, start, today)
        ?? Relative(message, start, today, expected)
        ?? PartOfPeriod(message, start, today)
        ?? Weekday(message, start, today, expected)
        ?? MonthThenDay(message, start, today, expected)
        ?? DayThenMonth(message, start, today)
        ?? Ordinal(message, start, today, expected);

    private static LocalDate? Numeric(in Token token, LocalDate today)
    {
        var (year, month, day) = token.Parts;
        return year == 0 ? NextOn(today, month, day) : new LocalDate(year, month, day);
    }

    // today, tomorrow, in two weeks, 10 days from now, a week from friday, the day after tomorrow, eom
    private static (LocalDate, int)? Relative(
        Message message,
        int at,
        LocalDate today,
        bool expected
    )
    {
        switch (message.Word(at))
        {
            case "today" or "tonight" or "eod" or "cob":
                return (today, at + 1);
            case "tomorrow":
                return (today.PlusDays(1), at + 1);
            case "overmorrow":
                return (today.PlusDays(2), at + 1);
            case "eom":
                return (EndOfMonth(today), at + 1);
            case "eow":
                return (EndOfWeek(today), at + 1);
            case "eoy":
                return (new LocalDate(today.Year, 12, 31), at + 1);
            case "eoq":
                return (EndOfQuarter(today), at + 1);
            case "day" when message.Reads(at + 1, "after", "tomorrow"):
                return (today.PlusDays(2), at + 3);
            case "weekend":
                return (today.Next(IsoDayOfWeek.Saturday), at + 1);
            case "next" when message.Is(at + 1, "week"):
                return (today.Next(IsoDayOfWeek.Monday), at + 2);
            case "next" when message.Is(at + 1, "month"):
                return (FirstOfNextMonth(today), at + 2);
            case "next" when message.Is(at + 1, "year"):
                return (new LocalDate(today.Year + 1, 1, 1), at + 2);
            case "next" when message.Is(at + 1, "weekend"):
                return (today.Next(IsoDayOfWeek.Saturday), at + 2);
            case "fortnight":
                return (today.PlusDays(14), at + 1);
            case "in" or "within":
                return Ahead(message, at + 1, today, suffix: false);
            case "next" when Ahead(message, at + 1, today, suffix: false) is { } coming:
                return coming;
            default:
                return Ahead(message, at, today, suffix: true)
                    ?? (
                        expected && message.CoreStart == at
                            ? Ahead(message, at, today, suffix: false)
                            : null
                    );
        }
    }

    private static (LocalDate, int)? Ahead(Message message, int at, LocalDate today, bool suffix)
    {
        if (
            !suffix
            && (
                message.Is(at, "the")
                || message.Is(at, "about")
                || message.Is(at, "around")
                || message.Is(at, "like")
            )
        )
        {
            at++;
        }

        if (!suffix && (message.Is(at, "next") || message.Is(at, "coming")))
        {
            at++;
        }

        // "100 credits a month from February" is a rate.
        if (
            suffix
            && message.Is(at, "a")
            && (
                message.IsKind(at - 1, TokenKind.Number)
                || message.Is(at - 1, Words.Credits)
                || message.Is(at - 1, Words.Additive)
            )
        )
        {
            return null;
        }

        int count;
        int unitAt;
        if (
            message.Is(at, "a") && message.Is(at + 1, DateUnits)
            || message.Is(at, "an") && message.Is(at + 1, DateUnits)
        )
        {
            (count, unitAt) = (1, at + 1);
        }
        else if (
            NumberWords.Read(message, at) is { Value: > 0 and <= 3_000 } number
            && number.Value == decimal.Truncate(number.Value)
        )
        {
            (count, unitAt) = ((int)number.Value, number.Span.End);
            // "1-2 weeks", "two or three weeks": the earlier one is safe.
            if (
                (
                    message.Is(unitAt, "to")
                    || message.Is(unitAt, "or")
                    || (unitAt < message.Count && message.Token(unitAt).Before == '-')
                )
                && NumberWords.Read(
                    message,
                    message.IsKind(unitAt, TokenKind.Word)
                    && (message.Is(unitAt, "to") || message.Is(unitAt, "or"))
                        ? unitAt + 1
                        : unitAt
                )
                    is { } second
                && message.Is(second.Span.End, DateUnits)
            )
            {
                unitAt = second.Span.End;
            }
        }
        else
        {
            return null;
        }

        if (
            message.Is(unitAt, "more")
            || message.Is(unitAt, "business")
            || message.Is(unitAt, "working")
        )
        {
            unitAt++;
        }

        if (!message.Is(unitAt, DateUnits))
        {
            return null;
        }

        var next = unitAt + 1;
        var from = today;
        if (suffix)
        {
            if (message.Is(next, "time") && !message.Is(at - 1, Words.Possessives))
            {
                next++;
            }
            else if (
                message.Is(next, "from")
                || (message.Is(next, "after") && message.Is(next - 1, "week"))
            )
            {
                if (message.Is(next + 1, "now"))
                {
                    next += 2;
                }
                else if (Read(message, next + 1, today, expected: true) is { } anchor)
                {
                    (from, next) = anchor;
                }
                else
                {
                    return null;
                }
            }
            else if (
                message.Is(next, "before")
                && Read(
                    message,
                    message.Is(next + 1, "the") ? next + 2 : next + 1,
                    today,
                    expected: true
                )
                    is { } later
            )
            {
                (from, next) = later;
                count = -count;
            }
            else
            {
                return null;
            }
        }

        return (Plus(from, count, message.Word(unitAt)), next);
    }

    private static LocalDate Plus(LocalDate from, int count, string unit) =>
        unit[0] switch
        {
            'd' => from.PlusDays(count),
            'w' => from.PlusWeeks(count),
            'f' => from.PlusWeeks(2 * count),
            'm' => from.PlusMonths(count),
            'y' => from.PlusYears(Math.Min(count, 1_000)),
            _ => from,
        };

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

    private static (LocalDate, int)? Weekday(
        Message message,
        int at,
        LocalDate today,
        bool expected
    )
    {
        var next = at;
        var following = message.Is(next, "next");
        if (following || message.Is(next, "this") || message.Is(next, "coming"))
        {
            next++;
        }

        var word = message.Word(next);
        var day = CalendarWords.Day(word);
        if (
            day == IsoDayOfWeek.None
            || (
                CalendarWords.Doubtful(word)
                && next == at
                && !expected
                && !message.Is(at - 1, DatePrepositions)
            )
        )
        {
            return null;
        }

        // "friday the 4th", "friday, december 4": the number says which.
        var numberAt = message.Is(next + 1, "the") ? next + 2 : next + 1;
        if (
            Read(message, numberAt, today, expected: false) is { } exact
            && message.Token(numberAt).Kind is TokenKind.Ordinal or TokenKind.Word or TokenKind.Date
            && (
                message.IsKind(numberAt, TokenKind.Ordinal)
                || message.IsKind(numberAt, TokenKind.Date)
                || CalendarWords.Month(message.Word(numberAt)) > 0
            )
            && exact.Date.DayOfWeek == day
        )
        {
            return exact;
        }

        var date = today.Next(day);
        next++;
        if (message.Is(next, "week") && !message.EndsSentence(next))
        {
            return (date.PlusWeeks(1), next + 1);
        }

        // The weeks run from Monday, so that on a Sunday "next friday" is five days off, as "end of week" is.
        if (following && today.DayOfWeek != IsoDayOfWeek.Sunday)
        {
            var monday = today.Next(IsoDayOfWeek.Monday);
            date = monday.PlusDays((int)day - 1);
        }

        if (message.Reads(next, "next", "week"))
        {
            return (today.Next(IsoDayOfWeek.Monday).PlusDays((int)day - 1), next + 2);
        }

        return (date, next);
    }

    // dec 3, december 3rd 2027, december the third, december
    private static (LocalDate, int)? MonthThenDay(
        Message message,
        int at,
        LocalDate today,
        bool expected
    )
    {
        var next = message.Word(at) is "next" or "coming" ? at + 1 : at;
        var month = CalendarWords.Month(message.Word(next));
        if (month == 0)
        {
            return null;
        }

        var dayAt = message.Is(next + 1, "the") ? next + 2 : next + 1;
        if (
            !message.EndsSentence(dayAt)
            && DayOfMonth(message, dayAt) is > 0 and var day
            && !FollowedByCount(message, dayAt)
        )
        {
            return OnDay(message, today, month, day, dayAt + 1);
        }

        if (
            CalendarWords.Doubtful(message.Word(next))
            && !expected
            && next == at
            && !message.Is(at - 1, DatePrepositions)
        )
        {
            return null;
        }

        // "december 2027" and "in december".
        var year = message.IsKind(next + 1, TokenKind.Number) ? message.Token(next + 1).Value : 0;
        return year is >= 2000 and <= 2100
            ? (new LocalDate((int)year, month, 1), next + 2)
            : (MonthAhead(today, month), next + 1);
    }

    private static bool FollowedByCount(Message message, int dayAt) =>
        message.IsKind(dayAt, TokenKind.Number)
        && (message.Is(dayAt + 1, Words.Credits) || message.Is(dayAt + 1, Words.Additive))
        && !message.Breaks(dayAt + 1);

    // 3 december, 3rd of december, the third of december
    private static (LocalDate, int)? DayThenMonth(Message message, int at, LocalDate today)
    {
        if (DayOfMonth(message, at) is not (> 0 and var day))
        {
            return null;
        }

        var monthAt = message.Is(at + 1, "of") ? at + 2 : at + 1;
        if (message.EndsSentence(monthAt))
        {
            return null;
        }

        if (message.Is(monthAt, "next") && message.Is(monthAt + 1, "month"))
        {
            var next = FirstOfNextMonth(today);
            return (
                next.PlusDays(
                    Math.Min(day, next.Calendar.GetDaysInMonth(next.Year, next.Month)) - 1
                ),
                monthAt + 2
            );
        }

        var month = CalendarWords.Month(message.Word(monthAt));
        return
            month > 0
            && !(
                message.Is(monthAt, "may")
                && message.IsKind(at, TokenKind.Number)
                && monthAt == at + 1
            )
            ? OnDay(message, today, month, day, monthAt + 1)
            : null;
    }

    private static (LocalDate, int)? OnDay(
        Message message,
        LocalDate today,
        int month,
        int day,
        int next
    )
    {
        if (day > CalendarSystem.Iso.GetDaysInMonth(2024, month))
        {
            return null;
        }

        if (
            message.IsKind(next, TokenKind.Number)
            && message.Token(next).Value is >= 2000 and <= 2100
        )
        {
            var year = (int)message.Token(next).Value;
            return day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
                ? (new LocalDate(year, month, day), next + 1)
                : null;
        }

        return (NextOn(today, month, day), next);
    }

    // the 5th, by the 15th, on the first
    private static (LocalDate, int)? Ordinal(
        Message message,
        int at,
        LocalDate today,
        bool expected
    )
    {
        var worded = message.IsKind(at, TokenKind.Word);
        var article = message.Is(at - 1, "the");
        var preposition = message.Is(article ? at - 2 : at - 1, DatePrepositions);
        var number = message.IsKind(at, TokenKind.Number);
        if (
            (worded && !(article && preposition))
            || (number && !(article && (preposition || expected)))
            || !(article || preposition || expected)
        )
        {
            return null;
        }

        // "the 2nd page" counts pages.
        if (
            DayOfMonth(message, at) is not (> 0 and var day)
            || (!message.Breaks(at + 1) && !message.Is(at + 1, Words.Function))
            || (
                message.Is(at + 1, "of")
                && !message.Is(at + 2, "month")
                && !message.Is(at + 2, "the")
            )
        )
        {
            return null;
        }

        var date = new LocalDate(today.Year, today.Month, 1);
        while (
            date.Calendar.GetDaysInMonth(date.Year, date.Month) < day
            || date.PlusDays(day - 1) < today
        )
        {
            date = date.PlusMonths(1);
        }

        return (date.PlusDays(day - 1), at + 1);
    }

    private static int DayOfMonth(Message message, int at)
    {
        if (at < 0 || at >= message.Count)
        {
            return 0;
        }

        ref readonly var token = ref message.Token(at);
        return token.Kind switch
        {
            TokenKind.Ordinal or TokenKind.Number => token.Value is >= 1 and <= 31
            && token.Value == decimal.Truncate(token.Value)
            && !token.Plus
                ? (int)token.Value
                : 0,
            TokenKind.Word => CalendarWords.Ordinal(token.Word),
            _ => 0,
        };
    }

    private static LocalDate NextOn(LocalDate today, int month, int day)
    {
        for (var year = today.Year; ; year++)
        {
            if (
                day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
                && new LocalDate(year, month, day) is var date
                && date >= today
            )
            {
                return date;
            }
        }
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

    internal static readonly FrozenSet<string> DatePrepositions = Words.Of(
        "by before until on from starting after since for in till due around effective begin beginning start of deadline"
    );

    private static readonly FrozenSet<string> DateUnits = Words.Of(
        "day days week weeks month months year years fortnight"
    );
    private static readonly FrozenSet<string> PeriodArticles = Words.Of(
        "the this our next current calendar coming"
    );
}
