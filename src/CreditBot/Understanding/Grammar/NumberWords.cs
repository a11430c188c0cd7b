using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>A number in digits or words, with the tokens it takes.</summary>
/// <param name="Span">Its tokens.</param>
/// <param name="Value">Its value as said: 0, -5 and 1e9 come through.</param>
/// <param name="Vague">"a few", "a couple": counts things, but is no amount of its own.</param>
/// <param name="Pronoun">A bare "one", which mostly counts nothing.</param>
internal readonly record struct Number(
    Span Span,
    decimal Value,
    bool Vague = false,
    bool Pronoun = false
)
{
    public bool Plus { get; init; }
}

/// <summary>Reads "sixty", "one hundred and twenty", "a couple hundred", "half a dozen", "2k", "1.5 thousand", "two dozen".</summary>
internal static class NumberWords
{
    private static readonly FrozenDictionary<string, int> Small = new Dictionary<string, int>(
        StringComparer.Ordinal
    )
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fourty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Units = new Dictionary<string, int>(
        StringComparer.Ordinal
    )
    {
        ["dozen"] = 12,
        ["hundred"] = 100,
        ["hundreds"] = 100,
        ["thousand"] = 1_000,
        ["grand"] = 1_000,
        ["k"] = 1_000,
        ["million"] = 1_000_000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words that numbers are made of, for the spelling.</summary>
    public static IEnumerable<string> All => [.. Small.Keys, .. Units.Keys, "couple"];

    public static Number? Read(Message message, int start)
    {
        if (start < 0 || start >= message.Count)
        {
            return null;
        }

        ref readonly var token = ref message.Token(start);
        if (token.Kind == TokenKind.Number)
        {
            return Scaled(message, start, start + 1, token.Value) with { Plus = token.Plus };
        }

        if (token.Kind != TokenKind.Word)
        {
            return null;
        }

        var negative = message.Is(start, "minus") || message.Is(start, "negative");
        var at = negative ? start + 1 : start;
        if (negative && message.IsKind(at, TokenKind.Number))
        {
            var digits = Scaled(message, start, at + 1, message.Token(at).Value);
            return digits with { Value = -digits.Value };
        }

        return (Quantity(message, start, at) ?? Spoken(message, start, at)) is { } number
            ? number with
            {
                Value = negative ? -number.Value : number.Value,
            }
            : null;
    }

    private static Number Scaled(Message message, int start, int next, decimal value)
    {
        while (
            Units.TryGetValue(message.Word(next), out var unit)
            && !message.Breaks(next)
            && Math.Abs(value) < 1_000_000_000
        )
        {
            value *= unit;
            next++;
        }

        return new Number(new Span(start, next), value);
    }

    // half a hundred, a couple of hundred, a few dozen, a dozen, a thousand
    private static Number? Quantity(Message message, int start, int at)
    {
        if (message.Is(at, "half"))
        {
            var unitAt = message.Is(at + 1, Words.Articles) ? at + 2 : at + 1;
            return Units.TryGetValue(message.Word(unitAt), out var half)
                ? Scaled(message, start, unitAt + 1, 0.5m * half)
                : null;
        }

        var article = message.Is(at, "a") || message.Is(at, "an") || message.Is(at, "another");
        var countAt = article ? at + 1 : at;
        var few = message.Word(countAt) switch
        {
            "couple" => 2,
            "few" => 3,
            _ => 0,
        };
        if (few > 0)
        {
            var next =
                message.Is(countAt + 1, "of")
                && (Units.ContainsKey(message.Word(countAt + 2)) || few == 2)
                    ? countAt + 2
                    : countAt + 1;
            var unit = Units.ContainsKey(message.Word(next));
            return Scaled(message, start, next, few) with { Vague = !unit };
        }

        if (
            !Units.ContainsKey(message.Word(countAt))
            || message.Is(countAt, "grand")
            || message.Is(countAt, "k")
        )
        {
            return null;
        }

        return (article || message.Word(countAt) is "hundred" or "dozen" or "thousand")
            ? Spoken(message, start, countAt)
            : null;
    }

    // one hundred and twenty five, twenty-five, fifteen hundred, one fifty
    private static Number? Spoken(Message message, int start, int at)
    {
        var total = 0m;
        var current = -1m;
        var next = at;
        while (next < message.Count && (next == at || !message.Breaks(next)))
        {
            var word = message.Word(next);
            if (Small.TryGetValue(word, out var small))
            {
                if (current < 0)
                {
                    current = small;
                }
                else if (
                    (current % 100 == 0 && small < 100)
                    || (current % 10 == 0 && current % 100 >= 20 && small is > 0 and < 10)
                )
                {
                    current += small;
                }
                else if (current is >= 1 and <= 9 && small >= 10)
                {
                    current = (current * 100) + small;
                }
                else
                {
                    break;
                }
            }
            else if (Units.TryGetValue(word, out var unit) && unit != 12)
            {
                if (current is > 1_000_000 || total > 1_000_000_000)
                {
                    break;
                }

                if (unit == 100)
                {
                    current = (current < 0 ? 1 : current) * 100;
                }
                else
                {
                    total += (current < 0 ? 1 : current) * unit;
                    current = 0;
                }
            }
            else if (word == "dozen")
            {
                current = (current < 0 ? 1 : current) * 12;
                next++;
                break;
            }
            else if (
                word == "and"
                && next > at
                && message.Word(next - 1) is "hundred" or "thousand"
                && Small.ContainsKey(message.Word(next + 1))
                // "between one hundred and one hundred twenty" holds two.
                && !(message.Is(next - 1, "hundred") && Units.ContainsKey(message.Word(next + 2)))
            )
            {
                next++;
                continue;
            }
            else if (
                word == "and"
                && message.Reads(next, "and", "a", "half")
                && Units.TryGetValue(message.Word(next + 3), out var halves)
            )
            {
                return new Number(
                    new Span(start, next + 4),
                    (total + Math.Max(current, 0) + 0.5m) * halves
                );
            }
            else
            {
                break;
            }

            next++;
        }

        if (next == at)
        {
            return null;
        }

        return new Number(
            new Span(start, next),
            total + Math.Max(current, 0),
            Pronoun: next == at + 1 && message.Is(at, "one")
        );
    }
}
