using System.Collections.Immutable;
using CreditBot.Channels;
using CreditBot.Channels.Web;

namespace CreditBot.Pages.Chat;

/// <summary>The last lines of a conversation, as a page shows them.</summary>
internal sealed class ChatWindow(Transcripts transcripts, ConversationAddress where)
{
    private const int PageSize = 50;
    private const int MostAtOnce = 500;

    private long _version = -1;
    private int _shown = PageSize;

    public ImmutableList<ChatLine> Lines { get; private set; } = [];

    public bool HasEarlier { get; private set; }

    /// <summary>Brings the lines up to date; false when nothing had changed.</summary>
    public async Task<bool> RefreshAsync(CancellationToken stop)
    {
        var head = await transcripts.HeadAsync(where, stop);
        if (head.Version == _version)
        {
            return false;
        }

        var after = Math.Max(0, head.Lines - _shown);
        var read = await transcripts.ReadAsync(where, after, MostAtOnce, stop);
        // A line that is as it was stays the same object, so that what is being filled in on a card is kept.
        var known = Lines.ToDictionary(line => line.Number);
        Lines =
        [
            .. read.Select(line =>
                known.GetValueOrDefault(line.Number) is { } old && old.Version == line.Version
                    ? old
                    : line
            ),
        ];
        HasEarlier = after > 0 && _shown < MostAtOnce;
        _version = head.Version;
        return true;
    }

    public Task EarlierAsync(CancellationToken stop)
    {
        _shown = Math.Min(_shown + PageSize, MostAtOnce);
        _version = -1;
        return RefreshAsync(stop);
    }
}
