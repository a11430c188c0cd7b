using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Heads are read from the tables once and served from memory from then on.</summary>
internal abstract partial class TableStore : IHeads
{
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

    private ValueTask<Head<ClientState>?> ClientHeadAsync(
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    ) =>
        _clients.TryGetValue((agency, client), out var head)
            ? new ValueTask<Head<ClientState>?>(head)
            : ReadAsync(tables => LoadClient(tables, agency, client), stop);

    private ValueTask<Head<AgencyState>?> AgencyHeadAsync(
        AgencyId agency,
        CancellationToken stop
    ) =>
        _agencies.TryGetValue(agency, out var head)
            ? new ValueTask<Head<AgencyState>?>(head)
            : ReadAsync(tables => LoadAgency(tables, agency), stop);

    // No commit comes between reading the tables and adding: whoever reads them keeps commits out.
    private Head<ClientState>? LoadClient(ITables tables, AgencyId agency, ClientId client)
    {
        if (tables.Get(Tables.Clients, Keys.Of(agency, client)) is not { } bytes)
        {
            return null;
        }

        var head =
            HeadCodec.Decode<ClientState>(bytes, StreamName.Of(agency, client), out var due)
            ?? Folding.Client(tables, agency, client) with
            {
                Due = due,
            };
        return head.State.Id == client
            ? _clients.GetOrAdd((agency, client), head)
            : throw NotIts(StreamName.Of(agency, client));
    }

    private Head<AgencyState>? LoadAgency(ITables tables, AgencyId agency)
    {
        if (tables.Get(Tables.Agencies, Keys.Of(agency)) is not { } bytes)
        {
            return null;
        }

        var head =
            HeadCodec.Decode<AgencyState>(bytes, StreamName.Of(agency), out _)
            ?? Folding.Agency(tables, agency);
        return head.State.Id == agency
            ? _agencies.GetOrAdd(agency, head)
            : throw NotIts(StreamName.Of(agency));
    }

    private static LedgerDamagedException NotIts(StreamName stream) =>
        new($"The head of {stream} is another stream's. 'creditbot rebuild' makes it again.");
}
