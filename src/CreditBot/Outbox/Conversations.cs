using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Outbox;

/// <summary>A place where a person can be spoken to.</summary>
/// <param name="Reference">The channel's own form of it.</param>
/// <param name="IsPersonal">Nobody else reads it; only there may amounts be said.</param>
/// <param name="IsGone">The channel said that we may not speak there any more.</param>
internal sealed record Conversation(
    string Person,
    string Channel,
    string Id,
    string Reference,
    bool IsPersonal,
    bool IsGone = false
);

/// <summary>A card that was shown somewhere.</summary>
/// <param name="AtMicros">When, in microseconds since 1970; null of those from before it was kept.</param>
internal sealed record ShownCard(
    string CardKey,
    string Person,
    string Channel,
    string Conversation,
    string MessageId,
    string Reference,
    long? AtMicros = null
);

/// <summary>Remembers where people can be reached and which cards they have seen.</summary>
internal sealed class Conversations(IStore store, IClock clock)
{
    private const int Most = 1000;

    /// <summary>Keeps where a turn came from; writes only when something is new.</summary>
    public async Task RememberAsync(string person, Turn turn, CancellationToken stop)
    {
        var conversation = new Conversation(
            person,
            turn.Where.Channel,
            turn.Where.Conversation,
            turn.Reference,
            turn.IsPersonal
        );
        var key = $"{person}|{turn.Where.Channel}|{turn.Where.Conversation}";
        var (known, version) = await store.ReadAsync<Conversation>(
            turn.Where.Agency,
            DocumentKinds.Conversation,
            key,
            stop
        );
        if (known != conversation)
        {
            // Losing the race means that another turn of the same conversation has just written it.
            await store.CommitAsync(
                new Commit(turn.Where.Agency)
                {
                    Documents =
                    [
                        Documents.Write(DocumentKinds.Conversation, key, conversation, version),
                    ],
                },
                stop
            );
        }
    }

    /// <summary>The personal conversations of a person that are still open to us.</summary>
    public async Task<IReadOnlyList<Conversation>> OfAsync(
        AgencyId agency,
        string person,
        CancellationToken stop
    ) =>
        [
            .. (
                await store.DocumentsAsync(
                    agency,
                    DocumentKinds.Conversation,
                    $"{person}|",
                    null,
                    Most,
                    stop
                )
            )
                .Select(Documents.Parse<Conversation>)
                .Where(conversation => conversation is { IsPersonal: true, IsGone: false }),
        ];

    public Task MarkGoneAsync(AgencyId agency, Conversation conversation, CancellationToken stop) =>
        store.CommitAsync(
            new Commit(agency)
            {
                Documents =
                [
                    Documents.Write(
                        DocumentKinds.Conversation,
                        $"{conversation.Person}|{conversation.Channel}|{conversation.Id}",
                        conversation with
                        {
                            IsGone = true,
                        }
                    ),
                ],
            },
            stop
        );

    public Task CardShownAsync(AgencyId agency, ShownCard card, CancellationToken stop) =>
        store.CommitAsync(
            new Commit(agency)
            {
                Documents =
                [
                    Documents.Write(
                        DocumentKinds.Card,
                        $"{card.CardKey}|{card.Channel}|{card.Conversation}|{card.MessageId}",
                        card with
                        {
                            AtMicros = Instants.ToUnixTimeMicroseconds(
                                Instants.WholeMicroseconds(clock.GetCurrentInstant())
                            ),
                        }
                    ),
                ],
            },
            stop
        );

    /// <summary>Everywhere a card was shown.</summary>
    public async Task<IReadOnlyList<ShownCard>> CardsAsync(
        AgencyId agency,
        string cardKey,
        CancellationToken stop
    ) =>
        [
            .. (
                await store.DocumentsAsync(
                    agency,
                    DocumentKinds.Card,
                    $"{cardKey}|",
                    null,
                    Most,
                    stop
                )
            ).Select(Documents.Parse<ShownCard>),
        ];
}
