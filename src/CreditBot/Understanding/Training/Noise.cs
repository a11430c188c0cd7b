namespace CreditBot.Understanding.Training;

/// <summary>Writes a tidy sentence as people do on a phone: slips, short forms, no apostrophes, a greeting before it.</summary>
internal static class Noise
{
    private static readonly (string Long, string Short)[] ShortForms =
    [
        ("please", "pls"),
        ("you", "u"),
        ("are", "r"),
        ("credits", "creds"),
        ("credits", "cr"),
        ("your", "ur"),
        ("because", "bc"),
        ("month", "mth"),
        ("thanks", "thx"),
        ("what", "wat"),
        ("for", "4"),
        ("to", "2"),
        ("and", "&"),
        ("before", "b4"),
        ("tomorrow", "tmrw"),
        ("request", "req"),
        ("about", "abt"),
        ("with", "w/"),
    ];

    private static readonly string[] Openers =
    [
        "hi, ",
        "hey, ",
        "hello, ",
        "so ",
        "ok ",
        "um ",
        "quick question: ",
        "good morning, ",
        "sorry but ",
        "btw ",
        "and ",
        "hey bot ",
    ];

    private static readonly string[] Closers =
    [
        " please",
        " thanks",
        " pls",
        " thx",
        " :)",
        " asap",
    ];

    private static readonly string[] Asking =
    [
        "what",
        "when",
        "where",
        "who",
        "why",
        "how",
        "which",
        "is",
        "are",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "has",
        "have",
        "am",
    ];

    /// <param name="text">The tidy sentence.</param>
    /// <param name="talks">Small talk and short answers, which take no politeness around them.</param>
    /// <param name="dice">The chance.</param>
    public static string Over(string text, bool talks, Dice dice)
    {
        var asks = Asking.Any(word => text.StartsWith(word + " ", StringComparison.Ordinal));
        if (dice.Chance(12))
        {
            text = Shortened(text, dice);
        }

        if (dice.Chance(30))
        {
            text = text.Replace("'", "", StringComparison.Ordinal);
        }

        if (dice.Chance(15))
        {
            text = Slipped(text, dice);
        }

        if (!talks && dice.Chance(8))
        {
            text += dice.Pick(Closers);
        }

        if (!talks && dice.Chance(12))
        {
            text = dice.Pick(Openers) + text;
        }

        if (dice.Chance(20))
        {
            text = char.ToUpperInvariant(text[0]) + text[1..];
        }

        return text
            + (
                asks && dice.Chance(55) ? "?"
                : !asks && dice.Chance(15) ? "."
                : ""
            );
    }

    private static string Shortened(string text, Dice dice)
    {
        var (full, brief) = dice.Pick(ShortForms);
        return string.Join(' ', text.Split(' ').Select(word => word == full ? brief : word));
    }

    private static string Slipped(string text, Dice dice)
    {
        var words = text.Split(' ');
        var at = dice.Throw(words.Length);
        var word = words[at];
        if (word.Length < 5 || !word.All(char.IsLetter))
        {
            return text;
        }

        var place = 1 + dice.Throw(word.Length - 2);
        words[at] = dice.Throw(3) switch
        {
            0 => word.Remove(place, 1),
            1 => word.Insert(place, word[place].ToString()),
            _ => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
        };
        return string.Join(' ', words);
    }
}
