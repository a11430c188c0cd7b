using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Weekdays and days of a month.</summary>
internal static partial class DateReader
{
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
            // "first of the month" is a day where one was asked for.
            (
                worded
                && !(article && preposition)
                && !(expected && (article || message.Is(at + 1, "of")))
            )
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
}
