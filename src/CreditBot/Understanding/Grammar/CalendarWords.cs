using System.Collections.Frozen;
using NodaTime;

namespace CreditBot.Understanding.Grammar;

/// <summary>Names of months, weekdays and spelled ordinals.</summary>
internal static class CalendarWords
{
    private static readonly string[] MonthNames =
    [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ];

    private static readonly string[] DayNames =
    [
        "monday mon",
        "tuesday tues tue",
        "wednesday weds wed",
        "thursday thurs thur thu",
        "friday fri",
        "saturday sat",
        "sunday sun",
    ];

    private static readonly string[] OrdinalNames =
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];

    private static readonly FrozenDictionary<string, int> Months = Numbered(MonthNames);
    private static readonly FrozenDictionary<string, int> Days = Numbered(DayNames);
    private static readonly FrozenDictionary<string, int> Ordinals = Numbered(OrdinalNames);

    /// <summary>The long names, for the spelling.</summary>
    public static IEnumerable<string> All =>
        [
            .. Months.Keys,
            .. Days.Keys,
            "tomorrow",
            "tonight",
            "weekend",
            "thanksgiving",
            "christmas",
            "halloween",
        ];

    /// <summary>1 to 12, or 0.</summary>
    public static int Month(string word) => Months.GetValueOrDefault(word);

    public static IsoDayOfWeek Day(string word) => (IsoDayOfWeek)Days.GetValueOrDefault(word);

    /// <summary>1 to 20, or 0.</summary>
    public static int Ordinal(string word) => Ordinals.GetValueOrDefault(word);

    /// <summary>Names that are also other words: they need a preposition or a number beside them.</summary>
    public static bool Doubtful(string word) =>
        word
            is "may"
                or "march"
                or "mar"
                or "sun"
                or "sat"
                or "mon"
                or "wed"
                or "dec"
                or "jan"
                or "thu";

    private static FrozenDictionary<string, int> Numbered(string[] names) =>
        names
            .SelectMany((line, index) => line.Split(' ').Select(name => (name, index)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.index + 1, StringComparer.Ordinal);
}
