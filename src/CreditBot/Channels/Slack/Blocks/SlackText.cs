using System.Text;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>What people wrote, made fit for Slack: its words stay, and nothing in it rings, links or formats (protocols/slack.md §7).</summary>
internal static class SlackText
{
    /// <summary>Slack refuses an empty text.</summary>
    public const string Nothing = "…";

    private const char ZeroWidthSpace = '\u200B';
    private const char WordJoiner = '\u2060';

    /// <summary>For plain_text objects, which interpret nothing; a joiner after "&lt;" sees to it that there is nothing to interpret.</summary>
    /// <param name="most">In UTF-16 units, which are at least as many as the characters that Slack counts.</param>
    public static string Plain(string text, int most)
    {
        var plain = new StringBuilder();
        foreach (var rune in Safe(text, most).EnumerateRunes())
        {
            var piece = rune.Value == '<' ? $"<{WordJoiner}" : rune.ToString();
            if (plain.Length + piece.Length > most - 1)
            {
                return plain.Append('…').ToString();
            }

            plain.Append(piece);
        }

        return plain.ToString();
    }

    /// <summary>For mrkdwn: "&amp;", "&lt;" and "&gt;" escaped, and a zero-width space before what would format; cut with "…" between characters.</summary>
    public static string Mrkdwn(string text, int most)
    {
        var escaped = new StringBuilder();
        var isLineStart = true;
        foreach (var rune in Safe(text, most).EnumerateRunes())
        {
            var piece = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                // At a line's start it would make a quotation, escaped or not.
                '>' => isLineStart ? $"{ZeroWidthSpace}&gt;" : "&gt;",
                '*' or '_' or '~' or '`' => $"{ZeroWidthSpace}{rune}",
                _ => rune.ToString(),
            };
            if (escaped.Length + piece.Length > most - 1)
            {
                return escaped.Append('…').ToString();
            }

            escaped.Append(piece);
            isLineStart = rune.Value == '\n' || (isLineStart && Rune.IsWhiteSpace(rune));
        }

        return escaped.ToString();
    }

    private static string Safe(string text, int most) =>
        SafeText.Of(text, most) is var safe && string.IsNullOrWhiteSpace(safe) ? Nothing : safe;
}
