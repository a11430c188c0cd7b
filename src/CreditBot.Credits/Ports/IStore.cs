using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Ports;

/// <summary>Keeps everything: streams of entries and what follows from them. One small interface, several implementations.</summary>
/// <remarks>
/// Entries are the truth. Heads, the request index and the due index are projections of them, written with them in one
/// transaction. Documents hold what is no ledger matter (people, conversations, dialogs). Every key starts with the agency.
/// Calls throw <see cref="StoreUnavailableException"/> when the store can't be reached or written, and
/// <see cref="LedgerDamagedException"/> when what was read is not what was written.
/// </remarks>
public interface IStore : IAsyncDisposable
{
    /// <summary>Whether other processes may have the store as well: then what one remembers is not all there is.</summary>
    bool IsShared { get; }

    /// <summary>The agencies that have a stream.</summary>
    Task<IReadOnlyList<AgencyId>> AgenciesAsync(CancellationToken stop);

    /// <summary>The agency's state, or null when it has no entry yet.</summary>
    ValueTask<AgencyState?> AgencyAsync(AgencyId agency, CancellationToken stop);

    /// <summary>A client's state as of its last entry, or null; dues since then are the reader's to fold.</summary>
    ValueTask<ClientState?> ClientAsync(AgencyId agency, ClientId client, CancellationToken stop);

    /// <summary>The ids of clients in order, after one, at most so many; those of damaged ledgers too.</summary>
    Task<IReadOnlyList<ClientId>> ClientIdsAsync(
        AgencyId agency,
        ClientId? after,
        int limit,
        CancellationToken stop
    );

    /// <summary>Clients in order of their ids, after one, at most so many. One whose ledger is damaged makes it throw.</summary>
    Task<IReadOnlyList<ClientState>> ClientsAsync(
        AgencyId agency,
        ClientId? after,
        int limit,
        CancellationToken stop
    );

    /// <summary>Clients with something due (a reset, an expiry, a lapse) at or before an instant, soonest first.</summary>
    Task<IReadOnlyList<ClientId>> DueAsync(
        AgencyId agency,
        Instant until,
        int limit,
        CancellationToken stop
    );

    /// <summary>The agencies of which a client has something due at or before an instant: few, however many there are.</summary>
    Task<IReadOnlyList<AgencyId>> DueAgenciesAsync(Instant until, CancellationToken stop);

    /// <summary>A page of a client's entries after a number, with their hashes; hashes are checked on the way.</summary>
    Task<IReadOnlyList<StoredEntry<ClientEntry>>> EntriesAsync(
        AgencyId agency,
        ClientId client,
        long after,
        int limit,
        CancellationToken stop
    );

    /// <summary>A page of the agency's own entries.</summary>
    Task<IReadOnlyList<StoredEntry<AgencyEntry>>> AgencyEntriesAsync(
        AgencyId agency,
        long after,
        int limit,
        CancellationToken stop
    );

    /// <summary>Requests in order of their numbers, after one, at most so many. Unless one client's are asked for, those of damaged ledgers are left out.</summary>
    Task<IReadOnlyList<RequestRow>> RequestsAsync(
        AgencyId agency,
        RequestQuery query,
        CancellationToken stop
    );

    /// <summary>Which client a request belongs to.</summary>
    ValueTask<ClientId?> ClientOfAsync(AgencyId agency, RequestId request, CancellationToken stop);

    /// <summary>What was recorded under usage keys; keys under which nothing was are left out.</summary>
    ValueTask<IReadOnlyDictionary<UsageKey, UsageRecord>> UsageAsync(
        AgencyId agency,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    );

    /// <summary>All that usage is decided on, in one question where the store is asked over a network.</summary>
    /// <exception cref="LedgerDamagedException">One of the clients' ledgers is damaged.</exception>
    async ValueTask<UsageFacts> UsageFactsAsync(
        AgencyId agency,
        IReadOnlyCollection<ClientId> clients,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    )
    {
        var states = new Dictionary<ClientId, ClientState>();
        foreach (var client in clients)
        {
            if (await ClientAsync(agency, client, stop) is { } state)
            {
                states.Add(client, state);
            }
        }

        return new UsageFacts(
            await AgencyAsync(agency, stop),
            states,
            await UsageAsync(agency, keys, stop)
        );
    }

    /// <summary>A document, or null.</summary>
    ValueTask<Document?> DocumentAsync(
        AgencyId agency,
        string kind,
        string key,
        CancellationToken stop
    );

    /// <summary>Documents of a kind in order of their keys, after one, at most so many; <paramref name="prefix"/> narrows the keys.</summary>
    Task<IReadOnlyList<Document>> DocumentsAsync(
        AgencyId agency,
        string kind,
        string prefix,
        string? after,
        int limit,
        CancellationToken stop
    );

    /// <summary>Outbox messages that are due, oldest first: this process' to send, with their lanes, until it gives a lane back (<see cref="LaneDoneAsync"/>) or is gone or paused for longer than a lease.</summary>
    /// <remarks>
    /// A message that failed holds back what follows in its lane until its next try; one that was merely put off doesn't.
    /// Where several processes share the store, none is given messages of a lane that another one has.
    /// </remarks>
    Task<IReadOnlyList<OutboxMessage>> OutboxDueAsync(
        Instant now,
        int limit,
        CancellationToken stop
    );

    /// <summary>Whether a message that was given as due may leave: no longer when its lane has gone to another process meanwhile. Asked right before each send.</summary>
    ValueTask<bool> MaySendAsync(OutboxMessage message, CancellationToken stop);

    /// <summary>Gives back a lane of which everything due was sent, or tried. Never fails: a lane that can't be given back is free when its lease ends.</summary>
    ValueTask LaneDoneAsync(AgencyId agency, string lane);

    /// <summary>Outbox messages in a state, oldest first.</summary>
    Task<IReadOnlyList<OutboxMessage>> OutboxAsync(
        AgencyId agency,
        OutboxState state,
        int limit,
        CancellationToken stop
    );

    /// <summary>The answer kept under an Idempotency-Key, or null.</summary>
    ValueTask<KeptAnswer?> KeptAnswerAsync(AgencyId agency, string key, CancellationToken stop);

    /// <summary>Writes everything of one command at once, or nothing. Returns when it is on disk.</summary>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop);

    /// <summary>Told of every commit after it is on disk, in this process or, where several share the store, in any.</summary>
    IDisposable OnCommitted(Action<Committed> told);
}

/// <summary>Shorter ways to ask.</summary>
public static class StoreQuestions
{
    /// <summary>What was recorded under a usage key, or null.</summary>
    public static async ValueTask<UsageRecord?> UsageAsync(
        this IStore store,
        AgencyId agency,
        UsageKey key,
        CancellationToken stop
    ) => (await store.UsageAsync(agency, [key], stop)).GetValueOrDefault(key);
}

/// <summary>An entry as it stands in the store.</summary>
/// <param name="Hash">Lower-case hex SHA-256 over the stored bytes, which hold the hash before it (design.md §3.1).</param>
public sealed record StoredEntry<T>(T Entry, string Hash);

/// <summary>Which requests: null means any.</summary>
public sealed record RequestQuery(
    IReadOnlyCollection<RequestState>? States = null,
    ClientId? Client = null,
    RequestId? After = null,
    int Limit = 100
);

public sealed record RequestRow(ClientId Client, CreditRequest Request);

/// <summary>What makes a usage event count once.</summary>
public sealed record UsageKey(string Source, string Id);

/// <param name="Digest">Over type, subject, time and data, to tell the same event from another under the same key; empty when it was lost and the row was made again from its entry.</param>
public sealed record UsageRecord(ClientId Client, long Seq, string Digest)
{
    /// <summary>Whether an event under this key is the one that was recorded. One whose digest was lost is taken for it: better refused as a duplicate than counted twice.</summary>
    public bool IsOf(string digest) => Digest.Length == 0 || Digest == digest;
}

/// <summary>What usage is decided on.</summary>
/// <param name="Clients">Those that there are, as of their last entries.</param>
/// <param name="Known">What was recorded already.</param>
public sealed record UsageFacts(
    AgencyState? Agency,
    IReadOnlyDictionary<ClientId, ClientState> Clients,
    IReadOnlyDictionary<UsageKey, UsageRecord> Known
);

/// <summary>A value beside the ledger.</summary>
/// <param name="Version">1 when first written, one more with each write.</param>
/// <param name="Json">UTF-8 JSON text.</param>
public sealed record Document(string Kind, string Key, long Version, string Json);

/// <summary>An answer kept for a repeated call (contract.md, Common).</summary>
/// <param name="Status">0 while the first call is still running.</param>
public sealed record KeptAnswer(
    string Key,
    string BodyDigest,
    int Status,
    string? ContentType,
    string? Body,
    Instant KeptUntil
);

/// <summary>The store can't be reached or written; nothing was changed and trying later may help.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message)
        : base(message) { }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>What was read is not what was written.</summary>
public sealed class LedgerDamagedException : Exception
{
    public LedgerDamagedException() { }

    public LedgerDamagedException(string message)
        : base(message) { }

    public LedgerDamagedException(string message, Exception inner)
        : base(message, inner) { }
}
