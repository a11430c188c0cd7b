using System.Collections.Frozen;
using System.Globalization;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Reads one date that begins at a token, relative to today (data/nlu/README.md, "due").</summary>
internal static partial class DateReader
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
            TokenKind.Ordinal or TokenKind.Number => (
                expected || message.Is(start - 1, Dotted)
                    ? DayDotMonth(message, start, today)
                    : null
            )
                ?? DayThenMonth(message, start, today)
                ?? Relative(message, start, today, expected)
                ?? Ordinal(message, start, today, expected),
            TokenKind.Word => Worded(message, start, today, expected),
            _ => null,
        };
    }

    /// <summary>Words that are a date and nothing else; null when they are not.</summary>
    public static LocalDate? Whole(Message message, LocalDate today)
    {
        var start = message.Word(0) is "the" ? 1 : 0;
        return Read(message, start, today, expected: true) is { } read && read.Next == message.Count
            ? read.Date
            : null;
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

    // "5.12." where a day is expected.
    private static (LocalDate, int)? DayDotMonth(Message message, int at, LocalDate today)
    {
        var text = message.Slice(at, at + 1);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return
            dot > 0
            && int.TryParse(
                text.AsSpan(0, dot),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var day
            )
            && int.TryParse(
                text.AsSpan(dot + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var month
            )
            && month is >= 1 and <= 12
            && day >= 1
            && day <= CalendarSystem.Iso.GetDaysInMonth(2024, month)
            ? (NextOn(today, month, day), at + 1)
            : null;
    }

    private static readonly FrozenSet<string> Dotted = Words.Of("by until before on till");

    private static LocalDate? Numeric(in Token token, LocalDate today)
    {
        var (year, month, day) = token.Parts;
        return year == 0 ? NextOn(today, month, day) : new LocalDate(year, month, day);
    }

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
