using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;

namespace CreditBot.Dialog;

/// <summary>The last lines of conversations, for whoever is called in: in memory, so that reading writes nothing, and in a dialog's document whenever that is written.</summary>
internal sealed class LatestLines
{
    /// <summary>Conversations kept at most; with more the memory starts anew, and what the documents have is used.</summary>
    private const int MostConversations = 1000;

    private readonly ConcurrentDictionary<
        (AgencyId Agency, string Key),
        ImmutableList<SaidLine>
    > _lines = new();

    /// <summary>What is remembered, or null.</summary>
    public ImmutableList<SaidLine>? Of((AgencyId Agency, string Key) place) =>
        _lines.GetValueOrDefault(place);

    public void Keep((AgencyId Agency, string Key) place, ImmutableList<SaidLine> lines)
    {
        if (_lines.Count >= MostConversations && !_lines.ContainsKey(place))
        {
            _lines.Clear();
        }

        _lines[place] = lines;
    }

    /// <summary>With what somebody wrote.</summary>
    public static ImmutableList<SaidLine> With(
        ImmutableList<SaidLine> lines,
        string? who,
        string? words
    ) =>
        who is null || string.IsNullOrWhiteSpace(words)
            ? lines
            : Last(lines.Add(SaidLine.Of(who, words)));

    /// <summary>With what the bot said: the last paragraph, which is the question if there is one.</summary>
    public static ImmutableList<SaidLine> With(ImmutableList<SaidLine> lines, Message said) =>
        said.Parts.OfType<MessagePart.Paragraph>().LastOrDefault() is { } last
            ? Last(lines.Add(SaidLine.Of(null, last.Text)))
            : lines;

    private static ImmutableList<SaidLine> Last(ImmutableList<SaidLine> lines) =>
        lines.Count <= SaidLine.Most ? lines : lines.RemoveRange(0, lines.Count - SaidLine.Most);
}
