using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Simulation;

/// <summary>A store whose commits fail as they are told to; what is read is what was written.</summary>
/// <param name="next">Decides the fate of each commit.</param>
/// <param name="race">What another node does meanwhile.</param>
internal sealed class FaultyStore(IStore inner, Func<Fault> next, Func<Task> race) : IStore
{
    public bool IsShared => inner.IsShared;

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop)
    {
        switch (next())
        {
            case Fault.CrashBefore:
                throw new SimulatedCrashException("Ended before the write.");
            case Fault.Refused:
                throw new StoreUnavailableException("The disk is full.");
            case Fault.Lost:
                return new CommitOutcome.Done();
            case Fault.CrashAfter:
                await inner.CommitAsync(commit, stop);
                throw new SimulatedCrashException("Ended after the write.");
            case Fault.Raced:
                await race();
                break;
            default:
                break;
        }

        return await inner.CommitAsync(commit, stop);
    }

    public Task<IReadOnlyList<AgencyId>> AgenciesAsync(CancellationToken stop) =>
        inner.AgenciesAsync(stop);

    public ValueTask<AgencyState?> AgencyAsync(AgencyId agency, CancellationToken stop) =>
        inner.AgencyAsync(agency, stop);

    public ValueTask<ClientState?> ClientAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) => inner.ClientAsync(agency, client, stop);

    public Task<IReadOnlyList<ClientState>> ClientsAsync(
        AgencyId agency,
        ClientId? after,
        int limit,
        CancellationToken stop
    ) => inner.ClientsAsync(agency, after, limit, stop);

    public Task<IReadOnlyList<ClientId>> ClientIdsAsync(
        AgencyId agency,
        ClientId? after,
        int limit,
        CancellationToken stop
    ) => inner.ClientIdsAsync(agency, after, limit, stop);

    public Task<IReadOnlyList<AgencyId>> DueAgenciesAsync(Instant until, CancellationToken stop) =>
        inner.DueAgenciesAsync(until, stop);

    public Task<IReadOnlyList<ClientId>> DueAsync(
        AgencyId agency,
        Instant until,
        int limit,
        CancellationToken stop
    ) => inner.DueAsync(agency, until, limit, stop);

    public Task<IReadOnlyList<StoredEntry<ClientEntry>>> EntriesAsync(
        AgencyId agency,
        ClientId client,
        long after,
        int limit,
        CancellationToken stop
    ) => inner.EntriesAsync(agency, client, after, limit, stop);

    public Task<IReadOnlyList<StoredEntry<AgencyEntry>>> AgencyEntriesAsync(
        AgencyId agency,
        long after,
        int limit,
        CancellationToken stop
    ) => inner.AgencyEntriesAsync(agency, after, limit, stop);

    public Task<IReadOnlyList<RequestRow>> RequestsAsync(
        AgencyId agency,
        RequestQuery query,
        CancellationToken stop
    ) => inner.RequestsAsync(agency, query, stop);

    public ValueTask<ClientId?> ClientOfAsync(
        AgencyId agency,
        RequestId request,
        CancellationToken stop
    ) => inner.ClientOfAsync(agency, request, stop);

    public ValueTask<IReadOnlyDictionary<UsageKey, UsageRecord>> UsageAsync(
        AgencyId agency,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    ) => inner.UsageAsync(agency, keys, stop);

    public ValueTask<UsageFacts> UsageFactsAsync(
        AgencyId agency,
        IReadOnlyCollection<ClientId> clients,
        IReadOnlyCollection<UsageKey> keys,
        CancellationToken stop
    ) => inner.UsageFactsAsync(agency, clients, keys, stop);

    public ValueTask<Document?> DocumentAsync(
        AgencyId agency,
        string kind,
        string key,
        CancellationToken stop
    ) => inner.DocumentAsync(agency, kind, key, stop);

    public Task<IReadOnlyList<Document>> DocumentsAsync(
        AgencyId agency,
        string kind,
        string prefix,
        string? after,
        int limit,
        CancellationToken stop
    ) => inner.DocumentsAsync(agency, kind, prefix, after, limit, stop);

    public Task<IReadOnlyList<OutboxMessage>> OutboxDueAsync(
        Instant now,
        int limit,
        CancellationToken stop
    ) => inner.OutboxDueAsync(now, limit, stop);

    public ValueTask<bool> MaySendAsync(OutboxMessage message, CancellationToken stop) =>
        inner.MaySendAsync(message, stop);

    public ValueTask LaneDoneAsync(AgencyId agency, string lane) =>
        inner.LaneDoneAsync(agency, lane);

    public Task<IReadOnlyList<OutboxMessage>> OutboxAsync(
        AgencyId agency,
        OutboxState state,
        int limit,
        CancellationToken stop
    ) => inner.OutboxAsync(agency, state, limit, stop);

    public ValueTask<KeptAnswer?> KeptAnswerAsync(
        AgencyId agency,
        string key,
        CancellationToken stop
    ) => inner.KeptAnswerAsync(agency, key, stop);

    public IDisposable OnCommitted(Action<Committed> told) => inner.OnCommitted(told);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
