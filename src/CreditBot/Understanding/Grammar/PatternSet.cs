namespace CreditBot.Understanding.Grammar;

/// <summary>Many phrases, each standing for a value; only those whose rarest word is in the message are run.</summary>
internal sealed class PatternSet<T>
    where T : struct, Enum
{
    private readonly List<(Pattern Pattern, int Value)> _all = [];
    private readonly Dictionary<int, List<int>> _byWord = [];
    private readonly List<int> _always = [];

    public PatternSet(
        Lexicon lexicon,
        IReadOnlyDictionary<string, string> named,
        IEnumerable<(T Value, string Phrases)> table
    )
    {
        foreach (var (value, phrases) in table)
        {
            foreach (
                var phrase in phrases.Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            )
            {
                Add(lexicon, named, value, phrase);
            }
        }
    }

    private void Add(
        Lexicon lexicon,
        IReadOnlyDictionary<string, string> named,
        T value,
        string phrase
    )
    {
        var (root, fromStart, toEnd) = PatternParser.Parse(phrase, named);
        var index = _all.Count;
        _all.Add(
            (
                new Pattern(root, fromStart, toEnd, lexicon),
                Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)
            )
        );
        if (root.Required() is not { } words)
        {
            _always.Add(index);
            return;
        }

        foreach (var word in words.Distinct(StringComparer.Ordinal))
        {
            var id = lexicon.Intern(word);
            if (!_byWord.TryGetValue(id, out var list))
            {
                _byWord.Add(id, list = []);
            }

            list.Add(index);
        }
    }

    /// <summary>The values with a phrase in [from, to), as bits by their number.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">The first token to look at.</param>
    /// <param name="to">Behind the last token.</param>
    public ulong Find(Message message, int from, int to)
    {
        var found = 0UL;
        Span<ulong> tried = stackalloc ulong[(_all.Count / 64) + 1];
        foreach (var index in _always)
        {
            Try(index, message, from, to, ref found);
        }

        for (var i = from; i < to; i++)
        {
            if (message.WordId(i) is var id and >= 0 && _byWord.TryGetValue(id, out var list))
            {
                foreach (var index in list)
                {
                    ref var word = ref tried[index / 64];
                    var bit = 1UL << (index % 64);
                    if ((word & bit) == 0)
                    {
                        word |= bit;
                        Try(index, message, from, to, ref found);
                    }
                }
            }
        }

        return found;
    }

    private void Try(int index, Message message, int from, int to, ref ulong found)
    {
        var (pattern, value) = _all[index];
        var bit = 1UL << value;
        if ((found & bit) == 0 && pattern.Matches(message, from, to))
        {
            found |= bit;
        }
    }
}
