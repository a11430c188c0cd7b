namespace CreditBot.Understanding.Grammar;

/// <summary>
/// Reads a phrase as it is written in the tables: words, (a|b c), x? x* x+, _ for one word, .. for any words,
/// ^ and $ for the ends of a sentence, #number #date #request #client #package #kind #work for what was read, @name for a named part.
/// </summary>
internal ref struct PatternParser
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _named;
    private int _at;

    private PatternParser(string text, IReadOnlyDictionary<string, string> named)
    {
        _text = text;
        _named = named;
    }

    public static (PatternNode Root, bool FromStart, bool ToEnd) Parse(
        string text,
        IReadOnlyDictionary<string, string> named
    )
    {
        var fromStart = text.StartsWith('^');
        var toEnd = text.EndsWith('$');
        return (Part(text[(fromStart ? 1 : 0)..^(toEnd ? 1 : 0)], named), fromStart, toEnd);
    }

    private static PatternNode Part(string text, IReadOnlyDictionary<string, string> named)
    {
        var parser = new PatternParser(text, named);
        var node = parser.Choice();
        return parser._at == text.Length
            ? node
            : throw new FormatException($"Unread at {parser._at}: {text}");
    }

    private readonly char Now => _at < _text.Length ? _text[_at] : '\0';

    private void Skip()
    {
        while (Now is ' ' or '\n')
        {
            _at++;
        }
    }

    private PatternNode Choice()
    {
        var parts = new List<PatternNode> { Sequence() };
        while (Now == '|')
        {
            _at++;
            parts.Add(Sequence());
        }

        return Merged(parts);
    }

    // Single words beside one another need one position only.
    private static PatternNode Merged(List<PatternNode> parts)
    {
        string[] words = [.. parts.OfType<PatternNode.OneOf>().SelectMany(one => one.Texts)];
        var others = parts.FindAll(part => part is not PatternNode.OneOf);
        if (words.Length > 0)
        {
            others.Add(new PatternNode.OneOf(words));
        }

        return others.Count == 1 ? others[0] : new PatternNode.Choice(others);
    }

    private PatternNode Sequence()
    {
        var parts = new List<PatternNode>();
        for (Skip(); Now is not ('\0' or '|' or ')'); Skip())
        {
            parts.Add(Item());
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode Item()
    {
        var atom = Atom();
        for (; Now is '?' or '*' or '+'; _at++)
        {
            atom = new PatternNode.Repeat(atom, Optional: Now != '+', Many: Now != '?');
        }

        return atom;
    }

    private PatternNode Atom()
    {
        switch (Now)
        {
            case '(':
                _at++;
                var inner = Choice();
                _at++;
                return inner;
            case '_':
                _at++;
                return new PatternNode.Any();
            case '.':
                _at += 2;
                return new PatternNode.Repeat(new PatternNode.Any(), Optional: true, Many: true);
            case '@':
                _at++;
                return Part(_named[Name()], _named);
            case '#':
                _at++;
                return new PatternNode.Marked(Enum.Parse<Marks>(Name(), ignoreCase: true));
            default:
                return new PatternNode.OneOf([Name()]);
        }
    }

    private string Name()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Now) || Now == '\'')
        {
            _at++;
        }

        return _at > start
            ? _text[start.._at]
            : throw new FormatException($"No word at {start}: {_text}");
    }
}
