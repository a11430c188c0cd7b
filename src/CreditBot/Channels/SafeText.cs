using System.Text;

namespace CreditBot.Channels;

/// <summary>What people wrote, made fit to be shown: its words stay, its tricks go.</summary>
internal static class SafeText
{
    /// <summary>Leaves out control and direction-override characters, keeps <c>{{DATE(…)}}</c> from being run by the host, and cuts at a length.</summary>
    /// <param name="most">In UTF-16 units; what is cut ends in "…".</param>
    public static string Of(string text, int most)
    {
        var safe = new StringBuilder(Math.Min(text.Length, most) + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length > most)
            {
                break;
            }

            if (rune.Value == '{' && safe.Length > 0 && safe[^1] == '{')
            {
                // An invisible joiner between the braces: the host no longer sees a function to run.
                safe.Append('\u2060');
            }

            if (IsShown(rune))
            {
                safe.Append(rune.ToString());
            }
        }

        return safe.Length <= most ? safe.ToString() : Cut(safe, most - 1);
    }

    private static string Cut(StringBuilder safe, int at)
    {
        // Never between the two halves of a character.
        safe.Length = char.IsHighSurrogate(safe[at - 1]) ? at - 1 : at;
        return safe.Append('…').ToString();
    }

    // Overrides and isolates turn the rest of a line around, so that "Decline 5" may read as something else.
    private static bool IsShown(Rune rune) =>
        rune.Value switch
        {
            '\n' => true,
            < 0x20 or (>= 0x7F and < 0xA0) => false,
            0x200E or 0x200F or 0x061C => false,
            >= 0x202A and <= 0x202E => false,
            >= 0x2066 and <= 0x2069 => false,
            0x2028 or 0x2029 or 0xFEFF => false,
            >= 0xE0000 and <= 0xE007F => false,
            _ => true,
        };
}
