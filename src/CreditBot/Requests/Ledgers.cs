using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Webhooks;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>What a change to a client's stream came to.</summary>
internal abstract record LedgerResult
{
    private LedgerResult() { }

    /// <param name="Before">Caught up to the moment of the change.</param>
    /// <param name="Entries">The dues first, then what was decided.</param>
    public sealed record Done(
        ClientState Before,
        ClientState After,
        ImmutableList<ClientEntry> Entries
    ) : LedgerResult;

    public sealed record Refused(Refusal Refusal, ClientState? State) : LedgerResult;
}

/// <summary>What is written together with a change: messages to send, documents, the answer kept for a repeated call.</summary>
internal sealed record Beside
{
    public static readonly Beside Nothing = new();

    public ImmutableList<OutboxMessage> Outbox { get; init; } = [];

    public ImmutableList<DocumentWrite> Documents { get; init; } = [];

    public KeptAnswer? Answer { get; init; }
}

/// <summary>Who asks for a change, and from where.</summary>
internal sealed record Actor(AgencyId Agency, PersonId By, string Channel);

/// <summary>Loads, decides, saves, in that order, and again on the new state when the stream has moved on (design.md §3.2).</summary>
/// <param name="webhooks">Who else is told; null tells nobody.</param>
internal sealed class Ledgers(IStore store, IClock clock, WebhookBook? webhooks = null)
{
    private readonly UpliftNotices _uplifts = new(new People(store));

    /// <summary>How often a command is decided again before the caller is told to try later.</summary>
    private const int Tries = 100;

    /// <summary>Changes of one client wait for each other here rather than lose to each other in the store, so that the slow one gets its turn.</summary>
    private readonly KeyedGate _turns = new();

    /// <summary>Now, in whole microseconds: what entries keep (design.md §3.1).</summary>
    public Instant Now => Instants.WholeMicroseconds(clock.GetCurrentInstant());

    /// <summary>Now, but never before what was written last: a clock may have gone back since (design.md §3.2).</summary>
    /// <param name="recordedAt">Of the stream's last entry.</param>
    public Instant NowAfter(Instant recordedAt) => Instant.Max(Now, recordedAt);

    /// <summary>The agency's state.</summary>
    /// <exception cref="InvalidOperationException">There is no such agency: it is made when the host starts.</exception>
    public async ValueTask<AgencyState> AgencyAsync(AgencyId agency, CancellationToken stop) =>
        await store.AgencyAsync(agency, stop)
        ?? throw new InvalidOperationException($"Agency '{agency}' has no entries.");

    /// <summary>A client with everything due by now folded in, without writing; null when there is none.</summary>
    public async ValueTask<ClientState?> ReadAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) =>
        await store.ClientAsync(agency, client, stop) is { } state
            ? DueEntries.CatchUp(state, NowAfter(state.RecordedAt)).State
            : null;

    /// <summary>Decides on a client and appends what it comes to, with what <paramref name="beside"/> adds.</summary>
    public Task<LedgerResult> ChangeAsync(
        Actor actor,
        ClientId client,
        Func<ClientState, ActionContext, LedgerAnswer> decide,
        Func<LedgerResult.Done, Beside>? beside,
        CancellationToken stop
    ) =>
        ChangeAsync(
            actor,
            client,
            (state, _, context) => ValueTask.FromResult(decide(state, context)),
            done => ValueTask.FromResult(beside?.Invoke(done) ?? Beside.Nothing),
            stop
        );

    /// <summary>The same for decisions that need more than the state, and for what goes beside them.</summary>
    /// <param name="decide">Given the state, the dues in it that are not written yet, and the context; asked again when the stream has moved on.</param>
    public async Task<LedgerResult> ChangeAsync(
        Actor actor,
        ClientId client,
        Func<
            ClientState,
            ImmutableList<ClientEntry>,
            ActionContext,
            ValueTask<LedgerAnswer>
        > decide,
        Func<LedgerResult.Done, ValueTask<Beside>> beside,
        CancellationToken stop
    )
    {
        using var turn = Turns(actor.Agency);
        await turn.TakeAsync([client], stop);
        for (var attempt = 1; ; attempt++)
        {
            var agency = await AgencyAsync(actor.Agency, stop);
            if (await store.ClientAsync(actor.Agency, client, stop) is not { } read)
            {
                return new LedgerResult.Refused(
                    new Refusal.NotFound($"There is no client '{client}'."),
                    null
                );
            }

            var now = Instant.Max(agency.NotBeforeClose(Now), read.RecordedAt);
            var (before, due) = DueEntries.CatchUp(read, now);
            var answer = await decide(
                before,
                due,
                new ActionContext(now, actor.By, actor.Channel, agency.Terms.Catalog)
            );
            if (answer is LedgerAnswer.Refuse refuse)
            {
                return new LedgerResult.Refused(refuse.Refusal, before);
            }

            var decided = ((LedgerAnswer.Append)answer).Entries;
            var done = new LedgerResult.Done(
                before,
                decided.Aggregate(before, ClientFold.Apply),
                due.AddRange(decided)
            );
            var outcome = await SaveAsync(
                actor.Agency,
                new ClientAppend(client, read.Version, done.Entries, done.After),
                await beside(done),
                await AboutAsync(actor.Agency, read, done.Entries, stop),
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return done;
            }

            ThrowWhenTired(attempt, outcome);
        }
    }

    /// <summary>What is told of entries whoever writes them, to be written with them: to other systems, and of an uplift's end.</summary>
    /// <param name="before">As the entries found it.</param>
    public async ValueTask<ImmutableList<OutboxMessage>> AboutAsync(
        AgencyId agency,
        ClientState before,
        ImmutableList<ClientEntry> entries,
        CancellationToken stop
    )
    {
        var toPeople = await _uplifts.AboutAsync(agency, before, entries, Now, stop);
        return webhooks is null
            ? toPeople
            : toPeople.AddRange(await webhooks.AboutAsync(agency, before, entries, stop));
    }

    /// <summary>What other systems are told of a close, to be written with it.</summary>
    public ValueTask<ImmutableList<OutboxMessage>> AboutAsync(
        AgencyId agency,
        AgencyEntry.MonthClosed entry,
        CancellationToken stop
    ) => webhooks?.MonthClosedAsync(agency, entry, stop) ?? new([]);

    /// <summary>Turns of an agency's clients, none held yet.</summary>
    public ClientTurns Turns(AgencyId agency) => new(_turns, agency);

    /// <summary>Opens a client's stream.</summary>
    public async Task<LedgerResult> OpenAsync(
        Actor actor,
        OpenClient command,
        Func<LedgerResult.Done, Beside>? beside,
        CancellationToken stop
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var agency = await AgencyAsync(actor.Agency, stop);
            var now = agency.NotBeforeClose(Now);
            var context = new ActionContext(now, actor.By, actor.Channel, agency.Terms.Catalog);
            var opening = ClientOpening.Decide(command, context);
            if (opening is not LedgerAnswer.Append { Entries: var entries })
            {
                return new LedgerResult.Refused(((LedgerAnswer.Refuse)opening).Refusal, null);
            }

            var after = ClientFold.Fold(command.Id, entries)!;
            var done = new LedgerResult.Done(after, after, entries);
            var outcome = await SaveAsync(
                actor.Agency,
                new ClientAppend(command.Id, 0, entries, after),
                beside?.Invoke(done),
                [],
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return done;
            }

            if (await store.ClientAsync(actor.Agency, command.Id, stop) is not null)
            {
                return new LedgerResult.Refused(
                    new Refusal.Exists($"There is a client '{command.Id}' already."),
                    null
                );
            }

            ThrowWhenTired(attempt, outcome);
        }
    }

    /// <summary>Appends to the agency's own stream.</summary>
    public async Task<AgencyState> ChangeAgencyAsync(
        AgencyId agency,
        Func<AgencyState?, Instant, AgencyEntry?> decide,
        Func<AgencyState, Beside>? beside,
        CancellationToken stop
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await store.AgencyAsync(agency, stop);
            var now = read is null ? Now : NowAfter(read.RecordedAt);
            if (decide(read, now) is not { } entry)
            {
                return read
                    ?? throw new InvalidOperationException($"Agency '{agency}' has no entries.");
            }

            var after = AgencyState.Apply(read, agency, entry);
            var extra = beside?.Invoke(after) ?? Beside.Nothing;
            var outcome = await store.CommitAsync(
                new Commit(agency)
                {
                    AgencyEntries = [entry],
                    AgencyState = after,
                    Outbox = extra.Outbox,
                    Documents = extra.Documents,
                    Answer = extra.Answer,
                },
                stop
            );
            if (outcome is CommitOutcome.Done)
            {
                return after;
            }

            ThrowWhenTired(attempt, outcome);
        }
    }

    private async Task<CommitOutcome> SaveAsync(
        AgencyId agency,
        ClientAppend append,
        Beside? beside,
        ImmutableList<OutboxMessage> toOthers,
        CancellationToken stop
    )
    {
        beside ??= Beside.Nothing;
        var commit = new Commit(agency)
        {
            Clients = append.Entries.IsEmpty ? [] : [append],
            Outbox = beside.Outbox.AddRange(toOthers),
            Documents = beside.Documents,
            Answer = beside.Answer,
        };
        return commit.IsEmpty ? new CommitOutcome.Done() : await store.CommitAsync(commit, stop);
    }

    internal static void ThrowWhenTired(int attempt, CommitOutcome outcome)
    {
        if (attempt >= Tries)
        {
            throw new StoreUnavailableException(
                $"Gave up after {attempt} tries: {((CommitOutcome.Conflict)outcome).What} kept moving on."
            );
        }
    }
}
