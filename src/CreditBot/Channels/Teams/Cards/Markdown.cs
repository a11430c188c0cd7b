using System.Text;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Plain text as Markdown that reads the same.</summary>
internal static class Markdown
{
    private const string Special = "\\`*_~[]()<>#|&!";

    /// <summary>Escapes what Teams, the Playground and Web Chat would take for a format, a link or a mention.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var atLineStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (
                Special.Contains(c, StringComparison.Ordinal)
                || (atLineStart && c is '-' or '+' or '=')
                || (c is '.' or ')' && EndsListNumber(text, i))
            )
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
            atLineStart = c == '\n' || (atLineStart && c is ' ' or '\t');
        }

        return escaped.ToString();
    }

    /// <summary>Whether everything on this line before the sign is a number: "1." would start a list.</summary>
    private static bool EndsListNumber(string text, int at)
    {
        var i = at - 1;
        while (i >= 0 && char.IsAsciiDigit(text[i]))
        {
            i--;
        }

        if (i == at - 1)
        {
            return false;
        }

        while (i >= 0 && text[i] is ' ' or '\t')
        {
            i--;
        }

        return i < 0 || text[i] == '\n';
    }
}
