using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Amounts told by another: "double it", "half of that", "twice what we have". Half a page or being billed double are none.</summary>
internal static class MeasureGrammar
{
    private const int MostBetween = 4;

    public static Measure? Read(Message message)
    {
        for (var i = 0; i < message.Count; i++)
        {
            var (times, next) = Times(message, i);
            if (
                times is { } said
                && (!message.Is(i - 1, Words.Negators) || message.Breaks(i))
                && Base(message, next) is { } ofAllowance
            )
            {
                return new Measure(said, ofAllowance);
            }
        }

        return null;
    }

    private static (decimal? Times, int Next) Times(Message message, int i) =>
        message.Word(i) switch
        {
            "double" or "twice" or "doubled" or "doubling" => (2, i + 1),
            "triple" or "thrice" or "tripled" => (3, i + 1),
            "quadruple" => (4, i + 1),
            "half" or "halve" => (0.5m, i + 1),
            "two" when message.Is(i + 1, "times") => (2, i + 2),
            "three" when message.Is(i + 1, "times") => (3, i + 2),
            _ => (null, i),
        };

    // What the word measures; null when it is something else.
    private static bool? Base(Message message, int at)
    {
        if (message.Breaks(at))
        {
            return null;
        }

        for (var i = at; i < Math.Min(at + MostBetween, message.Count); i++)
        {
            if (i > at && message.Breaks(i))
            {
                return null;
            }

            if (
                message.Is(i, Subjects)
                && message.Is(i + 1, Has)
                && (
                    message.Is(i - 1, "what")
                    || message.Is(i - 1, "as")
                    || message.Is(i - 1, "that")
                )
            )
            {
                return true;
            }

            if (message.Is(i, Allowances))
            {
                return true;
            }

            if (message.Word(i) is "it" or "that" || message.Is(i, Amounts))
            {
                return
                    message.Breaks(i + 1)
                    || message.Is(i + 1, Behind)
                    || !message.IsKind(i + 1, TokenKind.Word)
                    ? false
                    : null;
            }

            if (!message.Is(i, Between))
            {
                return null;
            }
        }

        return null;
    }

    private static readonly FrozenSet<string> Subjects = Words.Of("i we");
    private static readonly FrozenSet<string> Has = Words.Of(
        "have had get got receive currently now normally usually already"
    );
    private static readonly FrozenSet<string> Allowances = Words.Of(
        "credits allowance allocation quota limit monthly"
    );
    private static readonly FrozenSet<string> Amounts = Words.Of("amount number sum figure");
    private static readonly FrozenSet<string> Between = Words.Of(
        "of our my the what as much many that current present same"
    );
    private static readonly FrozenSet<string> Behind = Words.Of(
        "please then instead thanks actually now maybe for if up is will would should and"
    );
}
