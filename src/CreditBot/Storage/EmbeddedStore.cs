using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>A store that one process has to itself: heads are read from the tables once and served from memory from then on, and so is which messages wait.</summary>
internal abstract class EmbeddedStore(IClock clock) : TableStore(clock), IHeads
{
    private readonly ConcurrentDictionary<(AgencyId, ClientId), Head<ClientState>> _clients = new();
    private readonly ConcurrentDictionary<AgencyId, Head<AgencyState>> _agencies = new();

    protected WaitingOutbox Waiting { get; } = new();

    public override async Task<IReadOnlyList<OutboxMessage>> OutboxDueAsync(
        Instant now,
        int limit,
        CancellationToken stop
    ) => await OutboxAsync(Waiting.Due(now, limit), stop);

    Head<ClientState>? IHeads.Client(ITables tables, AgencyId agency, ClientId client) =>
        _clients.GetValueOrDefault((agency, client)) ?? LoadClient(tables, agency, client);

    Head<AgencyState>? IHeads.Agency(ITables tables, AgencyId agency) =>
        _agencies.GetValueOrDefault(agency) ?? LoadAgency(tables, agency);

    void IHeads.Put(AgencyId agency, ClientId client, Head<ClientState> head) =>
        _clients[(agency, client)] = head;

    void IHeads.Put(AgencyId agency, Head<AgencyState> head) => _agencies[agency] = head;

    /// <summary>What is in memory may not be what is in the tables any more: read again.</summary>
    protected void Forget()
    {
        _clients.Clear();
        _agencies.Clear();
    }

    protected override ValueTask<Head<ClientState>?> ClientHeadAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) =>
        _clients.TryGetValue((agency, client), out var head)
            ? new ValueTask<Head<ClientState>?>(head)
            : LoadClientAsync(agency, client, stop);

    private async ValueTask<Head<ClientState>?> LoadClientAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    )
    {
        var stream = StreamName.Of(agency, client);
        var key = Keys.Of(agency, client);
        Instant? due = null;
        var (head, older) = await ReadAsync<(Head<ClientState>?, byte[]?)>(
            tables =>
                _clients.ContainsKey((agency, client))
                || tables.Get(Tables.Clients, key) is not { } bytes
                || HeadCodec.Decode<ClientState>(bytes, stream, out due) is not null
                    ? (LoadClient(tables, agency, client), null)
                    : (null, bytes),
            stop
        );
        if (older is null)
        {
            return head;
        }

        // Of an older format. A long stream is folded in many short reads; then it must not have moved on.
        var folded = await Folding.ClientAsync(this, agency, client, older, stop);
        return await ReadAsync(
            tables =>
                tables.Get(Tables.Clients, key) is { } bytes && bytes.AsSpan().SequenceEqual(older)
                    ? _clients.GetOrAdd((agency, client), folded with { Due = due })
                    : LoadClient(tables, agency, client),
            stop
        );
    }

    protected override ValueTask<Head<AgencyState>?> AgencyHeadAsync(
        AgencyId agency,
        CancellationToken stop
    ) =>
        _agencies.TryGetValue(agency, out var head)
            ? new ValueTask<Head<AgencyState>?>(head)
            : ReadAsync(tables => LoadAgency(tables, agency), stop);

    // A head in memory is the one of the tables: no commit comes between reading the tables and adding: whoever reads them keeps commits out.
    private Head<ClientState>? LoadClient(ITables tables, AgencyId agency, ClientId client)
    {
        if (
            _clients.TryGetValue((agency, client), out var known)
            || tables.Get(Tables.Clients, Keys.Of(agency, client)) is not { } bytes
        )
        {
            return known;
        }

        return _clients.GetOrAdd((agency, client), HeadOf(tables, agency, client, bytes));
    }

    private Head<AgencyState>? LoadAgency(ITables tables, AgencyId agency) =>
        tables.Get(Tables.Agencies, Keys.Of(agency)) is { } bytes
            ? _agencies.GetOrAdd(agency, HeadOf(tables, agency, bytes))
            : null;
}
