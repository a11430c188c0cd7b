using System.Text;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Reads Slack's written form of a text: links and mentions become what the person saw, then the three escapes go (protocols/slack.md §2).</summary>
internal static class SlackWords
{
    private const int Longest = 8_000;

    /// <param name="self">The app's own user, whose mention says nothing; null when it is not known.</param>
    /// <returns>Null when nothing is said.</returns>
    public static string? Read(string? text, string? self = null)
    {
        if (text is null)
        {
            return null;
        }

        var words = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // What a person types as "<" comes escaped, so this one is Slack's.
            if (text[i] == '<' && text.IndexOf('>', i) is > 0 and var end)
            {
                words.Append(Spelled(text[(i + 1)..end], self));
                i = end;
            }
            else
            {
                words.Append(text[i]);
            }
        }

        var plain = words
            .Replace("&lt;", "<")
            .Replace("&gt;", ">")
            .Replace("&amp;", "&")
            .Replace('\u00A0', ' ')
            .ToString()
            .Trim();
        return plain.Length switch
        {
            0 => null,
            > Longest => plain[..Longest],
            _ => plain,
        };
    }

    private static string Spelled(string token, string? self)
    {
        var bar = token.IndexOf('|', StringComparison.Ordinal);
        var (target, label) = bar < 0 ? (token, null) : (token[..bar], token[(bar + 1)..]);
        return target switch
        {
            ['@', .. var user] when user == self => " ",
            ['@', ..] => label is { Length: > 0 } ? $"@{label.TrimStart('@')}" : target,
            ['#', ..] => label is { Length: > 0 } ? $"#{label}" : target,
            ['!', .. var special] => label is { Length: > 0 } ? label : $"@{special.Split('^')[0]}",
            _ when label is { Length: > 0 } => label,
            _ => target.StartsWith("mailto:", StringComparison.Ordinal)
                ? target["mailto:".Length..]
                : target,
        };
    }
}
