using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>For how many months something is wanted: "for three months", "over the next 3 months", "for a quarter", "for half a year". What lasted in the past is none.</summary>
internal static class MonthsGrammar
{
    private const int Most = 99;

    public static int? Read(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (
                message.Is(i, Opens)
                // "Not for three months" is none; "no, for two months" is.
                && (message.Breaks(i) || !message.Is(i - 1, Words.Negators))
                && Lasting(message, Past(message, i + 1, Between)) is var (months, end)
                // "Three months' worth at once" is an amount, and "3 months ago" is past.
                && !message.Is(end, Not)
            )
            {
                message.Mark(new Span(i + 1, end), Marks.Lasting);
                return months;
            }
        }

        return null;
    }

    private static (int Months, int End)? Lasting(Message message, int i)
    {
        if (message.Word(i) == "half")
        {
            var at = message.Is(i + 1, "a") ? i + 2 : i + 1;
            return message.Is(at, "year") ? (6, at + 1) : null;
        }

        var unit = message.Word(i) is "a" or "one" ? i + 1 : i;
        return message.Word(unit) switch
        {
            "quarter" => (3, unit + 1),
            "year" when unit > i => (12, unit + 1),
            _ => NumberWords.Read(message, i) is { Value: >= 1 and <= Most } number
            && number.Value == decimal.Truncate(number.Value)
            && Past(message, number.Span.End, Of) is var behind
            && message.Is(behind, Months)
                ? ((int)number.Value, behind + 1)
                : null,
        };
    }

    private static int Past(Message message, int i, FrozenSet<string> words)
    {
        while (message.Is(i, words))
        {
            i++;
        }

        return i;
    }

    private static readonly FrozenSet<string> Opens = Words.Of("for over during only just");
    private static readonly FrozenSet<string> Between = Words.Of(
        "the next coming following about only just around another"
    );
    private static readonly FrozenSet<string> Of = Words.Of("of");
    private static readonly FrozenSet<string> Months = Words.Of("month months mth mths");
    private static readonly FrozenSet<string> Not = Words.Of("ago worth now already");
}
