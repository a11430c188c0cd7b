using System.Collections.Concurrent;
using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Keeps hand-overs, and writes what a turn does to one together with the turn itself: a message is relayed once or not at all.</summary>
internal sealed class HandOverDesk : IDisposable
{
    /// <summary>More than people who ever asked; lists are read whole.</summary>
    private const int Most = 10_000;

    private readonly IStore _store;
    private readonly Ledgers _ledgers;
    private readonly RequestAudience _audience;
    private readonly IDisposable _news;
    private readonly ConcurrentDictionary<AgencyId, ImmutableList<HandOver>> _known = new();

    public HandOverDesk(IStore store, Ledgers ledgers, RequestAudience audience)
    {
        (_store, _ledgers, _audience) = (store, ledgers, audience);
        _news = store.OnCommitted(committed =>
        {
            if (committed.DocumentKinds.Contains(DocumentKinds.HandOver))
            {
                Forget(committed.Agency);
            }
        });
    }

    /// <summary>All of an agency, from memory where no other node writes: every turn asks.</summary>
    public async ValueTask<ImmutableList<HandOver>> AllAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        if (_store.IsShared || !_known.TryGetValue(agency, out var known))
        {
            var documents = await _store.DocumentsAsync(
                agency,
                DocumentKinds.HandOver,
                "",
                null,
                Most,
                stop
            );
            known = [.. documents.Select(one => HandOverJson.Read(one.Json)).OfType<HandOver>()];
            _known[agency] = known;
        }

        return known;
    }

    public async ValueTask<HandOver?> FindAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    ) => (await ReadAsync(agency, key, stop)).Talk;

    /// <summary>Something was written: what is known is read again.</summary>
    public void Forget(AgencyId agency) => _known.TryRemove(agency, out _);

    /// <summary>What a step's commands do to hand-overs, ready to be committed with the turn.</summary>
    /// <param name="lines">What was said lately in this conversation, this turn's words last.</param>
    public async Task<HandOverWrites> PrepareAsync(
        Turn turn,
        Person? person,
        IReadOnlyList<DialogCommand> commands,
        ImmutableList<SaidLine> lines,
        CancellationToken stop
    )
    {
        var writes = HandOverWrites.None;
        foreach (var command in commands)
        {
            writes = (command, person) switch
            {
                (DialogCommand.HandOff hand, { } who) => await OpenAsync(
                    turn,
                    who,
                    hand,
                    lines,
                    writes,
                    stop
                ),
                (DialogCommand.Tell tell, { } who) => await MoveAsync(
                    turn,
                    HandOver.KeyOf(tell.Client.Value, who.Id),
                    command,
                    writes,
                    (talk, now) => Told(turn, talk, tell.Words, now),
                    talk => new CommandOutcome.Told(talk.AnsweredAt is null ? talk.Manager : null),
                    stop
                ),
                (DialogCommand.TakeBack back, { } who) => await MoveAsync(
                    turn,
                    HandOver.KeyOf(back.Client.Value, who.Id),
                    command,
                    writes,
                    (talk, now) => TakenBack(turn, talk.EndedBy(who.Name, now), now),
                    talk => new CommandOutcome.TookBack(talk.Manager),
                    stop
                ),
                (DialogCommand.Reply reply, { } who) => await MoveAsync(
                    turn,
                    HandOver.KeyOf(reply.Client, reply.Person),
                    command,
                    writes,
                    (talk, now) => Replied(turn, talk, who, reply.Words, now),
                    talk => new CommandOutcome.Replied(talk.PersonName),
                    stop
                ),
                (DialogCommand.Close close, { } who) => await MoveAsync(
                    turn,
                    HandOver.KeyOf(close.Client, close.Person),
                    command,
                    writes,
                    (talk, now) => Closed(turn, talk.EndedBy(who.Name, now), now),
                    talk => new CommandOutcome.Closed(talk.PersonName),
                    stop
                ),
                _ => writes,
            };
        }

        return writes;
    }

    public void Dispose() => _news.Dispose();

    private async Task<HandOverWrites> OpenAsync(
        Turn turn,
        Person person,
        DialogCommand.HandOff hand,
        ImmutableList<SaidLine> lines,
        HandOverWrites writes,
        CancellationToken stop
    )
    {
        var agency = turn.Where.Agency;
        var managers = await _ledgers.ReadAsync(agency, hand.Client, stop) is { } client
            ? (await _audience.LoadAsync(agency, hand.Client, _ledgers.Now, stop)).Managers(client)
            : [];
        if (managers.Count == 0)
        {
            return writes.With(hand, new CommandOutcome.HandedOff(null, hand.IsLost));
        }

        var now = _ledgers.Now;
        var (old, version) = await ReadAsync(
            agency,
            HandOver.KeyOf(hand.Client.Value, person.Id),
            stop
        );
        var talk = new HandOver
        {
            Client = hand.Client.Value,
            Person = person.Id,
            PersonName = person.Name,
            Channel = turn.Where.Channel,
            OpenedAt = now,
            Lines = lines,
            Understood = hand.Understood,
            IsLost = hand.IsLost,
            Asked = [.. managers.Select(manager => manager.Id)],
            AskedName = managers[0].Name,
            WaitsSince = now,
            LastAt = now,
            Count = (old?.Count ?? 0) + 1,
        };
        ImmutableList<OutboxMessage> outbox =
        [
            .. talk.Asked.Select(manager =>
                Message(turn, talk, new Notice.TalkOpened(manager, talk.Key), now)
            ),
            .. Waiting(turn, talk, now),
        ];
        return writes.With(
            hand,
            new CommandOutcome.HandedOff(managers[0].Name, hand.IsLost),
            HandOverJson.Write(talk, version),
            outbox
        );
    }

    private async Task<HandOverWrites> MoveAsync(
        Turn turn,
        string key,
        DialogCommand command,
        HandOverWrites writes,
        Func<HandOver, Instant, (HandOver, ImmutableList<OutboxMessage>)> move,
        Func<HandOver, CommandOutcome> outcome,
        CancellationToken stop
    )
    {
        var (talk, version) = await ReadAsync(turn.Where.Agency, key, stop);
        var now = _ledgers.Now;
        // A manager's reply still reaches who waited in vain; everything else needs one that runs.
        if (
            talk is not { EndedAt: null }
            || (!talk.IsOpenAt(now) && command is not DialogCommand.Reply)
        )
        {
            return writes.With(command, new CommandOutcome.TalkOver());
        }

        var (moved, outbox) = move(talk, now);
        return writes.With(command, outcome(moved), HandOverJson.Write(moved, version), outbox);
    }

    private static (HandOver, ImmutableList<OutboxMessage>) Told(
        Turn turn,
        HandOver before,
        string words,
        Instant now
    )
    {
        var talk = before.Wrote(now);
        return (
            talk,
            [
                .. talk.Listeners.Select(manager =>
                    Message(turn, talk, new Notice.TalkSaid(manager, talk.Key, words), now)
                ),
                .. before.WaitsSince is null ? Waiting(turn, talk, now) : [],
            ]
        );
    }

    private static (HandOver, ImmutableList<OutboxMessage>) Replied(
        Turn turn,
        HandOver talk,
        Person manager,
        string words,
        Instant now
    )
    {
        var isBack = talk.HasLapsedAt(now);
        var moved = talk.AnsweredBy(manager.Id, manager.Name, now);
        return (
            moved,
            [
                Message(
                    turn,
                    moved,
                    new Notice.TalkAnswered(moved.Person, moved.Key, manager.Name, words),
                    now
                ),
                .. isBack ? [Cards(turn, moved, now)] : ImmutableList<OutboxMessage>.Empty,
                Cards(turn, moved, moved.LapsesAt),
            ]
        );
    }

    private static (HandOver, ImmutableList<OutboxMessage>) TakenBack(
        Turn turn,
        HandOver talk,
        Instant now
    ) =>
        (
            talk,
            [
                .. talk.Listeners.Select(manager =>
                    Message(turn, talk, new Notice.TalkEnded(manager, talk.Key), now)
                ),
                Cards(turn, talk, now),
            ]
        );

    private static (HandOver, ImmutableList<OutboxMessage>) Closed(
        Turn turn,
        HandOver talk,
        Instant now
    ) =>
        (
            talk,
            [
                Message(turn, talk, new Notice.TalkEnded(talk.Person, talk.Key), now),
                Cards(turn, talk, now),
            ]
        );

    /// <summary>What is due when nobody answers: the client is told, and the cards show it.</summary>
    private static IEnumerable<OutboxMessage> Waiting(Turn turn, HandOver talk, Instant now) =>
        [
            Message(
                turn,
                talk,
                new Notice.TalkWaited(
                    talk.Person,
                    talk.Key,
                    Instants.ToUnixTimeMicroseconds(talk.WaitsSince!.Value)
                ),
                now + HandOver.Patience
            ),
            Cards(turn, talk, now + HandOver.Patience),
        ];

    private static OutboxMessage Message(Turn turn, HandOver talk, Notice notice, Instant due) =>
        OutboxMessages.Of(
            turn.Where.Agency,
            notice,
            $"talk/{talk.Key}/{talk.Count}/{notice.GetType().Name}/{notice.Person}",
            due
        );

    private static OutboxMessage Cards(Turn turn, HandOver talk, Instant due) =>
        OutboxMessages.TalkCards(
            turn.Where.Agency,
            talk.Key,
            $"talk/{talk.Key}/{talk.Count}/cards/{Instants.ToUnixTimeMicroseconds(due)}",
            due
        );

    private async ValueTask<(HandOver? Talk, long Version)> ReadAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    ) =>
        await _store.DocumentAsync(agency, DocumentKinds.HandOver, key, stop) is { } document
            ? (HandOverJson.Read(document.Json), document.Version)
            : (null, 0);
}
