using System.Globalization;

namespace CreditBot.Understanding.Grammar;

/// <summary>Numbers, ordinals, prices, times and dates in digits.</summary>
internal ref partial struct Tokenizer
{
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
}
