using CreditBot.Amounts;

namespace CreditBot.Dialog;

/// <summary>What may be said at once (contract.md, Common).</summary>
internal static class Limits
{
    /// <summary>Characters of a reason, a question or an answer that are kept.</summary>
    public const int Text = 1000;

    /// <summary>Days after which a question that nobody answered is dropped.</summary>
    public const int SilentDays = 1;

    /// <summary>The amount, or null unless it is 0.001 to 1,000,000 with at most three decimals.</summary>
    public static Credits? Amount(decimal value) =>
        Credits.TryOf(value) is { IsZero: false } credits && credits <= Credits.MostAtOnce
            ? credits
            : null;

    /// <summary>The words without outer blanks and no longer than is kept; null when nothing is left.</summary>
    public static string? Words(string? words)
    {
        var text = words?.Trim();
        return text is not { Length: > 0 } ? null
            : text.Length <= Text ? text
            : text[..(char.IsHighSurrogate(text[Text - 1]) ? Text - 1 : Text)];
    }

    /// <summary>A date as cards carry it, ISO 8601; null when it is none.</summary>
    public static NodaTime.LocalDate? Date(string? text) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(text ?? "") is { Success: true, Value: var date }
            ? date
            : null;
}
