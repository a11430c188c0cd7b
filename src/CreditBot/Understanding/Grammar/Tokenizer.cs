using System.Globalization;

namespace CreditBot.Understanding.Grammar;

/// <summary>Cuts a text into tokens in one pass, over its first characters only.</summary>
internal ref partial struct Tokenizer
{
    /// <summary>How much of a message is read; nobody asks for credits in more.</summary>
    public const int MaxLength = 2_000;

    // Far beyond any limit of the ledger, and safe to multiply.
    private const decimal Largest = 1_000_000_000_000_000m;

    private readonly string _text;
    private readonly int _length;
    private readonly List<Token> _tokens = [];
    private int _at;
    private char _before;

    private Tokenizer(string text)
    {
        _text = text;
        _length = Math.Min(text.Length, MaxLength);
    }

    public static List<Token> Cut(string text)
    {
        var tokenizer = new Tokenizer(text);
        tokenizer.Run();
        return tokenizer._tokens;
    }

    private void Run()
    {
        while (_at < _length)
        {
            var c = _text[_at];
            if (char.IsAsciiDigit(c) || StartsSignedOrFraction(c))
            {
                ReadNumber();
            }
            else if (c == '$' && NextIsDigit(1))
            {
                ReadMarked(TokenKind.Money);
            }
            else if (c == '#' && NextIsDigit(1))
            {
                ReadMarked(TokenKind.Hash);
            }
            else if (char.IsLetter(c))
            {
                ReadWord();
            }
            else if (char.IsSurrogatePair(_text, _at))
            {
                ReadEmoji();
            }
            else
            {
                Punctuate(c);
                _at++;
            }
        }
    }

    private readonly char At(int index) => index >= 0 && index < _length ? _text[index] : '\0';

    private readonly bool NextIsDigit(int offset) => char.IsAsciiDigit(At(_at + offset));

    private void Punctuate(char c)
    {
        switch (c)
        {
            case '\n' or '!' or '?' or ';':
                _before = '.';
                break;
            case '.' or '…':
                // "dec. 3" and "no. 12" are no ends; "3.5" never comes here.
                if (_tokens.Count > 0 && Abbreviations.Contains(_tokens[^1].Word))
                {
                    break;
                }

                _before = '.';
                break;
            case ',' or ':' or '(' or ')' or '"' or '—':
                Weaken(',');
                break;
            case '-' or '–' or '−':
                var joined = !char.IsWhiteSpace(At(_at - 1)) && !char.IsWhiteSpace(At(_at + 1));
                var range =
                    _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Number && _before == '\0';
                Weaken(joined || range ? '-' : ',');
                break;
            case '/':
                Weaken('/');
                break;
            case '&':
                Add(new Token(TokenKind.Word, "and", _at, _at + 1));
                break;
            default:
                if (Symbols.TryGetValue(c, out var word))
                {
                    Add(new Token(TokenKind.Word, word, _at, _at + 1));
                }

                break;
        }
    }

    private void Weaken(char mark)
    {
        if (_before is '\0' or '-' or '/')
        {
            _before = mark;
        }
    }

    private void Add(Token token)
    {
        _tokens.Add(token with { Before = _before });
        _before = '\0';
    }

    private void ReadWord()
    {
        var start = _at;
        if (TryRequest(start))
        {
            return;
        }

        while (_at < _length && (char.IsLetterOrDigit(_text[_at]) || IsInnerApostrophe()))
        {
            _at++;
        }

        var raw = _text[start.._at].ToLowerInvariant().Replace('’', '\'');
        var capital = char.IsUpper(_text[start]);
        var (words, possessive) = Spelled.Canonical(raw);
        for (var i = 0; i < words.Length; i++)
        {
            Add(
                new Token(TokenKind.Word, words[i], start, _at)
                {
                    Capital = capital,
                    Possessive = possessive && i == words.Length - 1,
                }
            );
        }
    }

    private readonly bool IsInnerApostrophe() =>
        _text[_at] is '\'' or '’' && char.IsLetter(At(_at + 1));

    private bool TryRequest(int start)
    {
        if (_text[start] is not ('r' or 'R') || char.IsLetterOrDigit(At(start - 1)))
        {
            return false;
        }

        var at = start + 1;
        if (At(at) is '-' or '#')
        {
            at++;
        }

        var digits = at;
        while (char.IsAsciiDigit(At(at)))
        {
            at++;
        }

        if (at == digits || at - digits > 9 || char.IsLetterOrDigit(At(at)))
        {
            return false;
        }

        _at = at;
        Add(
            new Token(TokenKind.Request, _text[start..at], start, at)
            {
                Value = int.Parse(_text.AsSpan(digits, at - digits), CultureInfo.InvariantCulture),
            }
        );
        return true;
    }

    private void ReadEmoji()
    {
        if (Spelled.Emoji(char.ConvertToUtf32(_text, _at)) is { } word)
        {
            Add(new Token(TokenKind.Word, word, _at, _at + 2));
        }
        else
        {
            // A face between two sentences parts them.
            Weaken(',');
        }

        _at += 2;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Abbreviations = Words.Of(
        "jan feb mar apr jun jul aug sep sept oct nov dec no nr approx mon tue wed thu fri"
    );

    private static readonly System.Collections.Frozen.FrozenDictionary<char, string> Symbols =
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            new Dictionary<char, string>
            {
                ['✅'] = "yes",
                ['✔'] = "yes",
                ['☑'] = "yes",
                ['❌'] = "no",
                ['→'] = "to",
            }
        );
}
