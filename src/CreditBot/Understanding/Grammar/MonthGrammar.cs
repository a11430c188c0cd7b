using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>The month that usage or a report is asked for; a name means the latest such month.</summary>
internal static class MonthGrammar
{
    public static YearMonth? Read(Message message, LocalDate today)
    {
        var current = today.ToYearMonth();
        for (var i = 0; i < message.Count; i++)
        {
            if (message.IsKind(i, TokenKind.YearMonth))
            {
                var (year, number, _) = message.Token(i).Parts;
                return new YearMonth(year, number);
            }

            var word = message.Word(i);
            if (
                word is "last" or "previous" or "past" or "prior"
                && message.Is(i + 1, "month")
                && !message.Is(i + 2, "end")
            )
            {
                return current.PlusMonths(message.Word(i - 1) is "before" ? -2 : -1);
            }

            if (word is "this" or "current" or "running" && message.Is(i + 1, "month"))
            {
                return current;
            }

            if (word == "month" && message.Reads(i + 1, "to", "date"))
            {
                return current;
            }

            if (word == "month" && message.Reads(i + 1, "before", "last"))
            {
                return current.PlusMonths(-2);
            }

            if (CalendarWords.Month(word) is > 0 and var month && Plain(message, i, word))
            {
                return
                    message.IsKind(i + 1, TokenKind.Number)
                    && message.Token(i + 1).Value is >= 2000 and <= 2100
                    ? new YearMonth((int)message.Token(i + 1).Value, month)
                    : new YearMonth(today.Year - (month > today.Month ? 1 : 0), month);
            }
        }

        return null;
    }

    // "dec 3" is a day, and "may i" asks.
    private static bool Plain(Message message, int i, string word) =>
        !(message.IsKind(i + 1, TokenKind.Number) && message.Token(i + 1).Value <= 31)
        && !message.IsKind(i + 1, TokenKind.Ordinal)
        && (
            !CalendarWords.Doubtful(word)
            || message.Word(i - 1) is "in" or "for" or "of" or "during" or "since"
            || message.Token(i).Possessive
            || word is "dec" or "jan"
        );
}
