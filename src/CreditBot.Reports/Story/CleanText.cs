using System.Globalization;
using System.Text;

namespace CreditBot.Reports.Story;

/// <summary>What people typed, made fit for one line of a sentence, a subject or a file name.</summary>
internal static class CleanText
{
    /// <summary>One line: controls and line breaks become spaces, marks that turn the direction of reading go, the rest stays.</summary>
    public static string Line(string text, int most = 80)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var breaks =
                Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator;
            if (breaks)
            {
                line.Append(' ');
            }
            else if (!TurnsDirection(rune) && !IsNoCharacter(rune))
            {
                line.Append(rune);
            }
        }

        var words = string.Join(
            ' ',
            line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        return Shortened(words, most);
    }

    /// <summary>Only lower-case letters, digits and single hyphens; "report" when nothing else is left.</summary>
    public static string Slug(string text, int most = 40)
    {
        var slug = new StringBuilder();
        // Beyond the first plane there is no letter to keep, and what is no character can't be normalised.
        var plain = new string([.. text.Where(c => !char.IsSurrogate(c) && c < 0xFFFE)]);
        foreach (var c in plain.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-' && !IsMark(c))
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString();
        var cut = whole[..Math.Min(whole.Length, most)].Trim('-');
        return cut.Length == 0 ? "report" : cut;
    }

    private static bool IsMark(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    // U+FFFE and U+FFFF of each plane; XML refuses the first two.
    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE;

    // Embeddings, overrides, isolates and marks: UAX #9.
    private static bool TurnsDirection(Rune rune) =>
        rune.Value
            is (>= 0x202A and <= 0x202E)
                or (>= 0x2066 and <= 0x2069)
                or 0x200E
                or 0x200F
                or 0x061C;
}
