using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Rebuild;

/// <summary>An agency's indexes as they stand, against what its clients come to. What no client has asked for in the end is too many.</summary>
/// <remarks>Read whole, in the order of their keys, which is far quicker than one by one: some 300 bytes for each usage event.</remarks>
internal sealed class AgencyIndexes(AgencyId agency)
{
    private readonly HashSet<string> _due = [];
    private readonly Dictionary<string, RequestIndexRow> _requests = [];
    private readonly Dictionary<string, RequestIndexRow> _states = [];

    /// <summary>Taken: an entry found in this rebuild has it; of two entries under one key the first has.</summary>
    private readonly Dictionary<string, (ClientId Client, long Seq, bool IsTaken)> _usage = [];
    private readonly HashSet<ClientId> _kept = [];
    private bool _hasHashed;

    public static async Task<AgencyIndexes> ReadAsync(
        TableStore store,
        AgencyId agency,
        CancellationToken stop
    )
    {
        var indexes = new AgencyIndexes(agency);
        var plain = Keys.PlainUsage(agency);
        await EachAsync(Tables.Due, row => indexes._due.Add(row.Key));
        await EachAsync(
            Tables.Requests,
            row => indexes._requests.Add(row.Key, Rows.Read<RequestIndexRow>(Tables.Requests, row))
        );
        await EachAsync(
            Tables.RequestStates,
            row =>
                indexes._states.Add(row.Key, Rows.Read<RequestIndexRow>(Tables.RequestStates, row))
        );
        await EachAsync(
            Tables.Usage,
            row =>
            {
                var usage = Rows.Read<UsagePointer>(Tables.Usage, row);
                indexes._usage.Add(row.Key, (usage.Client, usage.Seq, IsTaken: false));
                indexes._hasHashed |= string.CompareOrdinal(row.Key, plain) < 0;
            }
        );
        return indexes;

        async Task EachAsync(string table, Action<Row> take)
        {
            var prefix = $"{Keys.Of(agency)}/";
            await store.AllAsync(
                table,
                prefix,
                Keys.EndOf(prefix),
                row =>
                {
                    take(row);
                    return 0;
                },
                int.MaxValue,
                stop
            );
        }
    }

    /// <summary>What points at a client that can't be rebuilt stays.</summary>
    public void Keep(ClientId client) => _kept.Add(client);

    /// <summary>Compares with what a client comes to.</summary>
    public void Put(
        Rewriting rewriting,
        ClientState state,
        IEnumerable<(UsageKey Key, long Seq)> used
    )
    {
        var client = state.Id;
        if (state.NextDue is { } due && !_due.Remove(Keys.Due(agency, due, client)))
        {
            rewriting.Put(
                agency,
                client.Value,
                $"{client} is due at {due} and stands in no index.",
                Tables.Due,
                Keys.Due(agency, due, client),
                Rows.Nothing
            );
        }

        foreach (var request in state.Requests.Values)
        {
            var row = new RequestIndexRow(client, request.State);
            Put(rewriting, _requests, Tables.Requests, Keys.Request(agency, request.Id), row);
            Put(
                rewriting,
                _states,
                Tables.RequestStates,
                Keys.RequestState(agency, request.State, request.Id),
                row
            );
        }

        foreach (var (key, seq) in used)
        {
            Put(rewriting, client, key, seq);
        }
    }

    /// <summary>What is left stands for nothing, unless it is of a client that was left as it is.</summary>
    public void PutTooMany(Rewriting rewriting)
    {
        var due = _due.Select(key => (Tables.Due, key, ClientId.Parse(Keys.LastPart(key))));
        var requests = _requests.Select(row => (Tables.Requests, row.Key, row.Value.Client));
        var states = _states.Select(row => (Tables.RequestStates, row.Key, row.Value.Client));
        var usage = _usage
            .Where(row => !row.Value.IsTaken)
            .Select(row => (Tables.Usage, row.Key, row.Value.Client));
        foreach (var (table, key, client) in due.Concat(requests).Concat(states).Concat(usage))
        {
            if (!_kept.Contains(client))
            {
                rewriting.Put(
                    agency,
                    client.Value,
                    $"{table} has '{key}', which no entry stands behind.",
                    table,
                    key,
                    null
                );
            }
        }
    }

    private void Put(
        Rewriting rewriting,
        Dictionary<string, RequestIndexRow> rows,
        string table,
        string key,
        RequestIndexRow wanted
    )
    {
        if (rows.Remove(key, out var there) && there == wanted)
        {
            return;
        }

        rewriting.Put(
            agency,
            wanted.Client.Value,
            $"{table} says otherwise of '{key}', a request of {wanted.Client}.",
            table,
            key,
            Rows.Write(wanted)
        );
    }

    private void Put(Rewriting rewriting, ClientId client, UsageKey key, long seq)
    {
        // A store of an earlier version kept it by its hash, with a digest that only that row holds.
        var row = Keys.Usage(agency, key);
        if (_hasHashed && Keys.HashedUsage(agency, key) is var hashed && _usage.ContainsKey(hashed))
        {
            row = hashed;
        }

        ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(_usage, row, out _);
        if (there.IsTaken)
        {
            return;
        }

        var isRight = (there.Client, there.Seq) == (client, seq);
        there = (client, seq, IsTaken: true);
        if (!isRight)
        {
            rewriting.Put(
                agency,
                client.Value,
                $"The key of usage '{key.Id}' of '{key.Source}' does not name entry {seq} of {client}.",
                Tables.Usage,
                row,
                Rows.Write(new UsageRow(key.Source, key.Id, client, seq, Digest: ""))
            );
        }
    }
}

/// <summary>What a rebuild needs of a <see cref="UsageRow"/>: reading no more is quicker.</summary>
internal sealed record UsagePointer(
    [property: JsonPropertyName("client")] ClientId Client,
    [property: JsonPropertyName("seq")] long Seq
);
