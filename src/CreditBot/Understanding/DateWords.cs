using CreditBot.Understanding.Grammar;
using CreditBot.Understanding.Intents;
using NodaTime;

namespace CreditBot.Understanding;

/// <summary>A day in an exact command: "Dec 1", "next Monday", "2026-12-01".</summary>
internal static class DateWords
{
    /// <summary>Null when the words are no day, or more than one.</summary>
    public static LocalDate? Read(string words, LocalDate today) =>
        DateReader.Whole(English.Cut(words), today);
}
