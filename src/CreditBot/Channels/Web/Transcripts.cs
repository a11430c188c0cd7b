using System.Collections.Immutable;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Channels.Web;

/// <summary>Where a conversation stands: how many lines it has, and a version that moves with everything that changes in it.</summary>
internal sealed record TranscriptHead(long Lines, long Version);

/// <summary>Keeps conversations on the web, line by line, as documents beside the ledger.</summary>
/// <remarks>Every change also writes the conversation's head, so that a page that knows the head's version knows what it shows.</remarks>
internal sealed class Transcripts(IStore store, IClock clock)
{
    /// <summary>How many of the last turns are remembered to tell a repeated one.</summary>
    private const int TurnsKept = 20;

    public async Task<TranscriptHead> HeadAsync(
        ConversationAddress where,
        CancellationToken stop
    ) =>
        await ReadHeadAsync(where, stop) is var (head, version) && head is not null
            ? new TranscriptHead(head.Lines, version)
            : new TranscriptHead(0, 0);

    /// <summary>Lines after a number, in order, at most so many.</summary>
    public async Task<ImmutableList<ChatLine>> ReadAsync(
        ConversationAddress where,
        long after,
        int limit,
        CancellationToken stop
    )
    {
        var documents = await store.DocumentsAsync(
            where.Agency,
            DocumentKinds.Chat,
            $"{where.Conversation}|",
            Key(where, after),
            limit,
            stop
        );
        return
        [
            .. documents.Select(document => ChatLineCodec.Read(NumberIn(document.Key), document)),
        ];
    }

    /// <summary>Adds what the person said in a turn; the same turn again adds nothing.</summary>
    public Task SaidAsync(
        ConversationAddress where,
        string turn,
        string words,
        bool isPress,
        CancellationToken stop
    ) =>
        AppendAsync(
            where,
            turn,
            (number, at) => new ChatLine.Said(number, 1, at, words, isPress),
            stop
        );

    /// <summary>Adds what the bot says.</summary>
    /// <returns>The line's number.</returns>
    public Task<long> AnsweredAsync(
        ConversationAddress where,
        Message message,
        CancellationToken stop
    ) =>
        AppendAsync(
            where,
            null,
            (number, at) => new ChatLine.Answered(number, 1, at, message),
            stop
        );

    /// <summary>Puts a message in the place of one said before; false when there is no such line of the bot's.</summary>
    public async Task<bool> ReplaceAsync(
        ConversationAddress where,
        long number,
        Message message,
        CancellationToken stop
    )
    {
        while (true)
        {
            var (head, headVersion) = await ReadHeadAsync(where, stop);
            var key = Key(where, number);
            var document = await store.DocumentAsync(where.Agency, DocumentKinds.Chat, key, stop);
            if (
                head is null
                || document is null
                || ChatLineCodec.Read(number, document) is not ChatLine.Answered line
            )
            {
                return false;
            }

            var json = ChatLineCodec.Write(line with { Message = message });
            var commit = new Commit(where.Agency)
            {
                Documents =
                [
                    Documents.Write(DocumentKinds.Chat, where.Conversation, head, headVersion),
                    new DocumentWrite(DocumentKinds.Chat, key, json, document.Version),
                ],
            };
            if (await store.CommitAsync(commit, stop) is CommitOutcome.Done)
            {
                return true;
            }
        }
    }

    /// <summary>A line's number by the channel's id of it, or null when it is none.</summary>
    public static long? NumberOf(string? messageId) =>
        long.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static string IdOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<long> AppendAsync(
        ConversationAddress where,
        string? turn,
        Func<long, Instant, ChatLine> make,
        CancellationToken stop
    )
    {
        while (true)
        {
            var (read, version) = await ReadHeadAsync(where, stop);
            var head = read ?? new Head(0, []);
            if (turn is not null && head.Turns.Contains(turn, StringComparer.Ordinal))
            {
                return head.Lines;
            }

            var number = head.Lines + 1;
            var line = make(number, Instants.WholeMicroseconds(clock.GetCurrentInstant()));
            var next = new Head(
                number,
                turn is null ? head.Turns : [.. head.Turns.Append(turn).TakeLast(TurnsKept)]
            );
            var commit = new Commit(where.Agency)
            {
                Documents =
                [
                    Documents.Write(DocumentKinds.Chat, where.Conversation, next, version),
                    new DocumentWrite(
                        DocumentKinds.Chat,
                        Key(where, number),
                        ChatLineCodec.Write(line),
                        0
                    ),
                ],
            };
            if (await store.CommitAsync(commit, stop) is CommitOutcome.Done)
            {
                return number;
            }
        }
    }

    private ValueTask<(Head? Value, long Version)> ReadHeadAsync(
        ConversationAddress where,
        CancellationToken stop
    ) => store.ReadAsync<Head>(where.Agency, DocumentKinds.Chat, where.Conversation, stop);

    private static string Key(ConversationAddress where, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{where.Conversation}|{number:D10}");

    private static long NumberIn(string key) =>
        long.Parse(
            key.AsSpan(key.LastIndexOf('|') + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );

    /// <summary>The stored form of a conversation's head.</summary>
    private sealed record Head(long Lines, ImmutableList<string> Turns);
}
