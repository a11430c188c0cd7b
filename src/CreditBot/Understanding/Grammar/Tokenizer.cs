using System.Globalization;

namespace CreditBot.Understanding.Grammar;

/// <summary>Cuts a text into tokens in one pass, over its first characters only.</summary>
internal ref struct Tokenizer
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

    private readonly bool StartsSignedOrFraction(char c)
    {
        var free = !char.IsLetterOrDigit(At(_at - 1));
        return c switch
        {
            '.' => NextIsDigit(1) && free,
            '+' => (NextIsDigit(1) || (At(_at + 1) == '.' && NextIsDigit(2))) && free,
            // Behind a number a dash is a range: 100 -150.
            '-' or '−' => (NextIsDigit(1) || (At(_at + 1) == '.' && NextIsDigit(2)))
                && free
                && (_tokens.Count == 0 || _tokens[^1].Kind != TokenKind.Number || _before == '.'),
            _ => false,
        };
    }

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

    private void ReadMarked(TokenKind kind)
    {
        var start = _at++;
        var value = ReadDecimal();
        Add(new Token(kind, _text[start.._at], start, _at) { Value = value });
    }

    private void ReadNumber()
    {
        var start = _at;
        if (TryNumericDate(start))
        {
            return;
        }

        var plus = _text[_at] == '+';
        var minus = _text[_at] is '-' or '−';
        if (plus || minus)
        {
            _at++;
        }

        var value = ReadDecimal();
        var kind = TokenKind.Number;
        if (At(_at) is 'k' or 'K' && !char.IsLetterOrDigit(At(_at + 1)))
        {
            if (value == 401)
            {
                _at++;
                Add(new Token(TokenKind.Word, "401k", start, _at));
                return;
            }

            value *= 1_000;
            _at++;
        }
        else if (At(_at) == '%')
        {
            kind = TokenKind.Percent;
            _at++;
        }
        else if (At(_at) is '$' or '€' or '£')
        {
            kind = TokenKind.Money;
            _at++;
        }
        else if (At(_at) == ':' && NextIsDigit(1))
        {
            _at++;
            ReadDecimal();
            kind = TokenKind.Time;
        }
        else if (IsOrdinalSuffix())
        {
            kind = TokenKind.Ordinal;
            _at += 2;
        }

        Add(
            new Token(kind, _text[start.._at], start, _at)
            {
                Value = minus ? -value : value,
                Plus = plus,
            }
        );
    }

    private readonly bool IsOrdinalSuffix() =>
        (char.ToLowerInvariant(At(_at)), char.ToLowerInvariant(At(_at + 1)))
            is
                ('s', 't')
                or
                ('n', 'd')
                or
                ('r', 'd')
                or
                ('t', 'h')
        && !char.IsLetterOrDigit(At(_at + 2));

    private decimal ReadDecimal()
    {
        var start = _at;
        while (char.IsAsciiDigit(At(_at)) || IsThousandsComma(start))
        {
            _at++;
        }

        if (At(_at) == '.' && NextIsDigit(1))
        {
            _at++;
            while (char.IsAsciiDigit(At(_at)))
            {
                _at++;
            }
        }

        if (
            At(_at) is 'e' or 'E'
            && (NextIsDigit(1) || (At(_at + 1) is '+' or '-' && NextIsDigit(2)))
        )
        {
            _at += 2;
            while (char.IsAsciiDigit(At(_at)))
            {
                _at++;
            }
        }

        // A double holds every exponent, so that 1e400 is large and 1e-400 is nought rather than unreadable.
        var digits = _text.AsSpan(start, _at - start);
        return decimal.TryParse(
                digits,
                NumberStyles.Float | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var exact
            )
                ? Math.Min(exact, Largest)
            : double.TryParse(
                digits,
                NumberStyles.Float | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var rough
            )
            && rough < 1
                ? 0
            : Largest;
    }

    private readonly bool IsThousandsComma(int start) =>
        At(_at) == ','
        && _at > start
        && NextIsDigit(1)
        && NextIsDigit(2)
        && NextIsDigit(3)
        && !NextIsDigit(4)
        && _at - start <= 3 + (4 * 6);

    private bool TryNumericDate(int start)
    {
        Span<int> parts = stackalloc int[3];
        Span<int> widths = stackalloc int[3];
        var count = 0;
        var at = start;
        var separator = '\0';
        while (count < 3 && char.IsAsciiDigit(At(at)))
        {
            var from = at;
            var value = 0;
            while (char.IsAsciiDigit(At(at)) && at - from < 4)
            {
                value = (value * 10) + (At(at) - '0');
                at++;
            }

            parts[count] = value;
            widths[count++] = at - from;
            var next = At(at);
            if (
                count < 3
                && next is '/' or '-' or '.'
                && (separator == '\0' || next == separator)
                && char.IsAsciiDigit(At(at + 1))
            )
            {
                separator = next;
                at++;
            }
            else
            {
                break;
            }
        }

        if (
            char.IsLetterOrDigit(At(at))
            || NumericDates.Read(parts[..count], widths[..count], separator) is not { } date
        )
        {
            return false;
        }

        _at = at;
        var kind = date.Day == 0 ? TokenKind.YearMonth : TokenKind.Date;
        Add(new Token(kind, _text[start..at], start, at) { Parts = date });
        return true;
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
