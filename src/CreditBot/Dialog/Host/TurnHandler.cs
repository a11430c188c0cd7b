using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Outbox;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What a turn came to, with the facts that <c>converse</c> reports.</summary>
/// <param name="Commands">What was had done.</param>
internal sealed record TurnResult(
    TurnReply Reply,
    Seen Seen,
    DialogState State,
    IReadOnlyList<DialogCommand> Commands
);

/// <summary>Carries a turn through: who speaks, what it means, the step, its commands, what to say (design.md §6).</summary>
/// <remarks>
/// A turn that only reads writes nothing. One that does something is claimed first, so that it is never done twice. Where
/// several nodes share the store, the claim also makes the next turn of the conversation wait, whichever node has it, and what
/// was said is written with every turn, as the next one may be another node's.
/// </remarks>
internal sealed partial class TurnHandler(
    IStore store,
    Ledgers ledgers,
    People people,
    Conversations conversations,
    FactsLoader facts,
    CommandRunner commands,
    IUnderstanding understanding,
    HandOverDesk talks,
    ILogger<TurnHandler> log
) : ITurnHandler
{
    /// <summary>Turns remembered per conversation, to do none of them twice.</summary>
    private const int TurnsKept = 20;

    /// <summary>How often a turn is tried again when another of its conversation was faster.</summary>
    private const int Tries = 20;

    /// <summary>Characters of a message that are read.</summary>
    private const int Longest = 4000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);

    private readonly KeyedGate _gate = new();
    private readonly LatestLines _lines = new();
    private readonly ReadOnce<Document, DialogDocument> _dialogs = new();

    /// <summary>How long a turn waits for the one before it on another node, which may be gone or paused.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    public async Task<TurnReply> HandleAsync(Turn turn, CancellationToken stop)
    {
        try
        {
            return (await TakeAsync(turn, stop)).Reply;
        }
        catch (StoreUnavailableException away)
        {
            LogStoreAway(turn.Where.Channel, away);
            return new TurnReply([Message.Of(Phrases.StoreAway)]);
        }
    }

    public async Task CardShownAsync(
        Turn turn,
        Message card,
        string messageId,
        CancellationToken stop
    )
    {
        if (
            card.CardKey is { } key
            && await people.WhoIsAsync(turn.Where.Agency, turn.Who, stop) is { } person
        )
        {
            await conversations.CardShownAsync(
                turn.Where.Agency,
                new ShownCard(
                    key,
                    person.Id,
                    turn.Where.Channel,
                    turn.Where.Conversation,
                    messageId,
                    turn.Reference
                ),
                stop
            );
        }
    }

    /// <summary>One turn, with what was seen in it.</summary>
    internal async Task<TurnResult> TakeAsync(Turn turn, CancellationToken stop)
    {
        var key = $"{turn.Where.Channel}|{turn.Where.Conversation}";
        using var held = await _gate.EnterAsync($"{turn.Where.Agency}|{key}", stop);
        var person = await people.WhoIsAsync(turn.Where.Agency, turn.Who, stop);
        if (!turn.IsPersonal)
        {
            return new TurnResult(
                turn.Input is TurnInput.Joined
                    ? TurnReply.Nothing
                    : new TurnReply([Message.Of(Phrases.OnlyInPrivate)]),
                Seen.Nothing,
                DialogState.New,
                []
            );
        }

        if (person is not null)
        {
            await conversations.RememberAsync(person.Id, turn, stop);
        }

        for (var attempt = 1; ; attempt++)
        {
            var (document, version) = await ReadIdleAsync(turn.Where.Agency, key, stop);
            if (document.Turns.Contains(turn.Id))
            {
                return new TurnResult(TurnReply.Nothing, Seen.Nothing, document.State, []);
            }

            try
            {
                if (await TryAsync(turn, person, key, document, version, stop) is { } result)
                {
                    return result;
                }
            }
            catch when (store.IsShared)
            {
                await LeaveAsync(turn, key);
                throw;
            }

            if (attempt >= Tries)
            {
                throw new StoreUnavailableException(
                    $"The conversation {key} kept moving on; gave up after {attempt} tries."
                );
            }
        }
    }

    /// <summary>The turn, or null when another one of the conversation was faster.</summary>
    private async Task<TurnResult?> TryAsync(
        Turn turn,
        Person? person,
        string key,
        DialogDocument document,
        long version,
        CancellationToken stop
    )
    {
        var before = document.State;
        var culture = CultureOf(turn.Locale);
        var place = (turn.Where.Agency, key);
        var earlier = (store.IsShared ? null : _lines.Of(place)) ?? document.Lines ?? [];
        var input = await InputAsync(turn, person, before, earlier, stop);
        var wanted = Wanted.By(before, input);
        var seen = await facts.LoadAsync(turn.Where.Agency, person, culture, wanted, stop);
        var step = DialogEngine.Step(before, input, seen);
        if (step.Resume is { } words)
        {
            // It has become clear which client is meant: what was wanted is understood anew, about that one.
            var again = turn with
            {
                Input = new TurnInput.Text(words),
            };
            input = await InputAsync(again, person, step.State, earlier, stop);
            wanted = Wanted.By(step.State, input);
            seen = await facts.LoadAsync(turn.Where.Agency, person, culture, wanted, stop);
            var resumed = DialogEngine.Step(step.State, input, seen);
            step = resumed with { Messages = step.Messages.AddRange(resumed.Messages) };
        }

        var lines = LatestLines.With(
            earlier,
            person?.Name,
            turn.Input switch
            {
                TurnInput.Text text => text.Words,
                // What is to be shown has a name that means the same when it is written.
                TurnInput.Press { Action: { Verb: Verbs.Show } shown } =>
                    shown.Data.GetValueOrDefault(Verbs.What),
                _ => null,
            }
        );
        var talk = HandOverWrites.None;
        var isAtWork = store.IsShared && !step.Commands.IsEmpty;
        if (step.State != before || !step.Commands.IsEmpty)
        {
            talk = await talks.PrepareAsync(turn, person, step.Commands, lines, stop);
            // Claimed before anything is done: a turn delivered twice, or two clicks at once, act once.
            var claimed = new DialogDocument(
                step.State,
                [.. document.Turns.Append(turn.Id).TakeLast(TurnsKept)],
                store.IsShared && !isAtWork
                    ? step.Messages.Aggregate(lines, LatestLines.With)
                    : lines,
                isAtWork
            );
            if (!await SaveAsync(turn.Where.Agency, key, claimed, version, talk, stop))
            {
                return null;
            }

            document = claimed;
            version++;
        }

        var messages = step.Messages;
        var replacement = step.Replacement;
        var state = step.State;
        var told = step.Seen;
        foreach (var command in step.Commands)
        {
            var outcome =
                talk.Outcomes.GetValueOrDefault(command)
                ?? await commands.RunAsync(turn, person, command, stop);
            if (command is DialogCommand.AddClient)
            {
                // Whoever has just added a client speaks of it next.
                facts.ForgetNames(turn.Where.Agency);
            }

            if (outcome is CommandOutcome.Linked)
            {
                person = await people.WhoIsAsync(turn.Where.Agency, turn.Who, stop);
                await conversations.RememberAsync(person!.Id, turn, stop);
            }

            var now = await facts.LoadAsync(
                turn.Where.Agency,
                person,
                culture,
                Wanted.After(command, wanted),
                stop
            );
            var after = DialogEngine.After(before, state, input, command, outcome, now);
            messages = messages.AddRange(after.Messages);
            replacement = after.Replacement ?? replacement;
            state = after.State;
            told = told with
            {
                About = after.Seen.About ?? told.About,
                Refused = told.Refused || after.Seen.Refused,
                Sent = outcome is CommandOutcome.Refused ? null : told.Sent,
            };
        }

        lines = messages.Aggregate(lines, LatestLines.With);
        var done = document with
        {
            State = state,
            Lines = store.IsShared && person is not null ? lines : document.Lines,
            IsAtWork = false,
        };
        if (
            (done.State, done.IsAtWork) != (document.State, document.IsAtWork)
            || !(done.Lines ?? []).SequenceEqual(document.Lines ?? [])
        )
        {
            // A node that was paused for long may find that the conversation has gone on without it; then that stands.
            var isSaved = await SaveAsync(
                turn.Where.Agency,
                key,
                done,
                version,
                HandOverWrites.None,
                stop
            );
            if (!isSaved && step.Commands.IsEmpty)
            {
                return null;
            }
        }

        _lines.Keep(place, lines);

        return new TurnResult(new TurnReply(messages, replacement), told, state, step.Commands);
    }

    private async Task<DialogInput> InputAsync(
        Turn turn,
        Person? person,
        DialogState state,
        ImmutableList<SaidLine> earlier,
        CancellationToken stop
    )
    {
        switch (turn.Input)
        {
            case TurnInput.Press press:
                return new DialogInput.Pressed(press.Action, press.Inputs);
            case TurnInput.Text text:
                var words = text.Words.Length > Longest ? text.Words[..Longest] : text.Words;
                var isManager = person is { IsManager: true };
                if (ChatCommands.Read(words, isManager) is { } command)
                {
                    return new DialogInput.Ordered(words, command);
                }

                if (person is null)
                {
                    // Nothing that a stranger says means anything.
                    return new DialogInput.Said(words, new Frame { Intent = Intent.OutOfScope });
                }

                var utterance = await UtteranceAsync(turn, person, words, isManager, state, stop);
                var frame = Rereading.Of(understanding, utterance, state, earlier);
                return new DialogInput.Said(
                    words,
                    // What goes to a person is for nobody else to read.
                    state.IsHandedOver
                        ? frame
                        : await understanding.LookAgainAsync(
                            Rereading.Below(utterance, state),
                            frame,
                            stop
                        )
                );
            default:
                return new DialogInput.Joined();
        }
    }

    private async Task<Utterance> UtteranceAsync(
        Turn turn,
        Person person,
        string words,
        bool isManager,
        DialogState state,
        CancellationToken stop
    )
    {
        var agency = turn.Where.Agency;
        if (isManager)
        {
            var zone = (await ledgers.AgencyAsync(agency, stop)).Terms.Catalog.Zone;
            return new Utterance(
                words,
                true,
                state.Asks,
                ledgers.Now.InZone(zone).Date,
                await facts.ClientNamesAsync(agency, stop)
            );
        }

        var own = (state.For?.Value ?? person.Clients.Keys.FirstOrDefault()) is { } id
            ? await store.ClientAsync(agency, ClientId.Parse(id), stop)
            : null;
        var today = ledgers.Now.InZone(own?.Terms.Zone ?? DateTimeZone.Utc).Date;
        // A manager's question waits: any words may be its answer, as with a reason.
        var waits =
            state.Top is DialogFrame.Answer
            || (
                state.Top is null
                && own?.Requests.Values.Any(one => one.State == RequestState.Asked) == true
            );
        // So does a manager's offer, for a yes or no.
        var offered =
            state.Top is null
            && own?.Requests.Values.Any(one => one.State == RequestState.Countered) == true;
        return new Utterance(
            words,
            false,
            waits ? Pending.AskReason
                : offered ? Pending.Confirm
                : state.Asks,
            today,
            // Others' names are known only to be turned away.
            await facts.ClientNamesAsync(agency, stop),
            own?.Name
        );
    }

    /// <summary>A turn that failed on the way is not waited for.</summary>
    private async Task LeaveAsync(Turn turn, string key)
    {
        try
        {
            var (document, version) = await ReadAsync(
                turn.Where.Agency,
                key,
                CancellationToken.None
            );
            if (document.IsAtWork && document.Turns is [.., var last] && last == turn.Id)
            {
                await SaveAsync(
                    turn.Where.Agency,
                    key,
                    document with
                    {
                        IsAtWork = false,
                    },
                    version,
                    HandOverWrites.None,
                    CancellationToken.None
                );
            }
        }
        catch (StoreUnavailableException away)
        {
            // The next turn waits its time and goes on.
            LogStoreAway(turn.Where.Channel, away);
        }
    }

    /// <summary>The conversation when nobody is at work in it: on another node the turn before may still be carried out.</summary>
    private async Task<(DialogDocument Document, long Version)> ReadIdleAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    )
    {
        var (seen, since) = (0L, 0L);
        while (true)
        {
            var (document, version) = await ReadAsync(agency, key, stop);
            if (!document.IsAtWork || !store.IsShared)
            {
                return (document, version);
            }

            if (seen != version)
            {
                (seen, since) = (version, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                return (document, version);
            }

            await Task.Delay(LookAgain, stop);
        }
    }

    private async Task<(DialogDocument Document, long Version)> ReadAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    ) =>
        await store.DocumentAsync(agency, DocumentKinds.Dialog, key, stop) is { } document
            ? (
                _dialogs.Of(
                    document,
                    one => DialogJson.Read(one.Json) ?? new DialogDocument(DialogState.New, [])
                ),
                document.Version
            )
            : (new DialogDocument(DialogState.New, []), 0);

    private async Task<bool> SaveAsync(
        AgencyId agency,
        string key,
        DialogDocument document,
        long? version,
        HandOverWrites talk,
        CancellationToken stop
    )
    {
        var outcome = await store.CommitAsync(
            new Commit(agency)
            {
                Documents =
                [
                    .. talk.Documents,
                    new DocumentWrite(
                        DocumentKinds.Dialog,
                        key,
                        DialogJson.Write(document),
                        version
                    ),
                ],
                Outbox = talk.Outbox,
            },
            stop
        );
        if (!talk.Documents.IsEmpty)
        {
            talks.Forget(agency);
        }

        return outcome is CommitOutcome.Done;
    }

    private static CultureInfo CultureOf(string? locale)
    {
        try
        {
            return locale is { Length: > 0 and <= 35 }
                ? CultureInfo.GetCultureInfo(locale, predefinedOnly: true)
                : CultureInfo.GetCultureInfo("en-US");
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "A turn of {Channel} met a store that is away")]
    private partial void LogStoreAway(string channel, Exception fault);
}
