using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Dates counted from today: tomorrow, in two weeks, a week from friday.</summary>
internal static partial class DateReader
{
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
            case "this" when expected && message.Is(at + 1, "week"):
                return (EndOfWeek(today), at + 2);
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
                || message.Word(at - 1) is "ones" or "hundred"
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
}
