namespace CreditBot.Understanding.Grammar;

internal enum TokenKind
{
    Word,
    Number,

    /// <summary>5th, 21st.</summary>
    Ordinal,

    /// <summary>12/18, 2026-12-18.</summary>
    Date,

    /// <summary>2026-10.</summary>
    YearMonth,

    /// <summary>R-12, R12.</summary>
    Request,

    /// <summary>#12: a request, or an option while options are offered.</summary>
    Hash,

    /// <summary>$99.</summary>
    Money,
    Percent,

    /// <summary>14:30.</summary>
    Time,
}

/// <summary>One word or number with its place in the text. Punctuation is no token: it stands in <see cref="Before"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">The canonical lower-case word ("pls" is "please"); for others the text.</param>
/// <param name="Start">First character in the text.</param>
/// <param name="End">Behind the last character.</param>
internal readonly record struct Token(TokenKind Kind, string Word, int Start, int End)
{
    /// <summary>The number, ordinal, price or request number.</summary>
    public decimal Value { get; init; }

    /// <summary>The strongest break before it: . ends a sentence, comma a clause, - joins a word, NUL is none.</summary>
    public char Before { get; init; }

    /// <summary>Written with a plus sign: +50.</summary>
    public bool Plus { get; init; }

    /// <summary>Had 's behind it.</summary>
    public bool Possessive { get; init; }

    /// <summary>Began with a capital letter.</summary>
    public bool Capital { get; init; }

    /// <summary>Month, day and year (0 when absent) of a numeric date or month.</summary>
    public (int Year, int Month, int Day) Parts { get; init; }

    public bool EndsSentenceBefore => Before == '.';

    public bool EndsClauseBefore => Before is '.' or ',';
}

/// <summary>What a span of tokens was read as.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Number = 1,
    Date = 2,
    Request = 4,
    Client = 8,
    Package = 16,
    Kind = 32,
    Work = 64,

    /// <summary>A number of credits that is no longer, or not yet, what is wanted.</summary>
    OtherNumber = 128,

    /// <summary>How long something is wanted for: "the next three months".</summary>
    Lasting = 256,
}
