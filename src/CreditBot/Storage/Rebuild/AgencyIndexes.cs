using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Rebuild;

/// <summary>An agency's indexes as they stand, against what its clients come to. What no client has asked for in the end is too many.</summary>
/// <remarks>Read whole, in the order of their keys, which is far quicker than one by one: some 50 bytes for each usage event.</remarks>
internal sealed class AgencyIndexes
{
    private readonly TableStore _store;
    private readonly AgencyId _agency;
    private readonly HashSet<string> _due = [];
    private readonly Dictionary<string, RequestIndexRow> _requests = [];
    private readonly Dictionary<string, RequestIndexRow> _states = [];

    /// <summary>By the mark of their key: texts by the hundred thousand would keep the garbage collector busy.</summary>
    private readonly Dictionary<UInt128, UsagePlace> _usage = [];
    private readonly HashSet<ClientId> _clients = [];
    private readonly HashSet<ClientId> _kept = [];

    private AgencyIndexes(TableStore store, AgencyId agency) => (_store, _agency) = (store, agency);

    public static async Task<AgencyIndexes> ReadAsync(
        TableStore store,
        AgencyId agency,
        CancellationToken stop
    )
    {
        var indexes = new AgencyIndexes(store, agency);
        await indexes.EachAsync(Tables.Due, row => indexes._due.Add(row.Key), stop);
        await indexes.EachAsync(
            Tables.Requests,
            row => indexes._requests.Add(row.Key, Rows.Read<RequestIndexRow>(Tables.Requests, row)),
            stop
        );
        await indexes.EachAsync(
            Tables.RequestStates,
            row =>
                indexes._states.Add(row.Key, Rows.Read<RequestIndexRow>(Tables.RequestStates, row)),
            stop
        );
        await indexes.EachAsync(
            Tables.Usage,
            row =>
            {
                var usage = Rows.Read<UsagePointer>(Tables.Usage, row);
                indexes._usage.Add(
                    UsedKey.MarkOf(row.Key),
                    new UsagePlace(indexes.Same(usage.Client), usage.Seq, IsTaken: false)
                );
            },
            stop
        );
        return indexes;
    }

    /// <summary>What points at a client that can't be rebuilt stays.</summary>
    public void Keep(ClientId client) => _kept.Add(client);

    /// <summary>Compares with what a client comes to.</summary>
    /// <param name="used">The usage among its entries.</param>
    public async Task PutAsync(
        Rewriting rewriting,
        ClientState state,
        IEnumerable<UsedKey> used,
        CancellationToken stop
    )
    {
        var client = state.Id;
        if (state.NextDue is { } due && !_due.Remove(Keys.Due(_agency, due, client)))
        {
            rewriting.Put(
                _agency,
                client.Value,
                $"{client} is due at {due} and stands in no index.",
                Tables.Due,
                Keys.Due(_agency, due, client),
                Rows.Nothing
            );
        }

        foreach (var request in state.Requests.Values)
        {
            var row = new RequestIndexRow(client, request.State);
            Put(rewriting, _requests, Tables.Requests, Keys.Request(_agency, request.Id), row);
            Put(
                rewriting,
                _states,
                Tables.RequestStates,
                Keys.RequestState(_agency, request.State, request.Id),
                row
            );
        }

        var wrong = used.Where(usage => !Take(usage, client)).ToDictionary(usage => usage.Seq);
        await PutAsync(rewriting, client, wrong, stop);
    }

    /// <summary>What is left stands for nothing, unless it is of a client that was left as it is.</summary>
    public async Task PutTooManyAsync(Rewriting rewriting, CancellationToken stop)
    {
        foreach (var key in _due)
        {
            PutTooMany(rewriting, Tables.Due, key, ClientId.Parse(Keys.LastPart(key)));
        }

        foreach (var (key, row) in _requests)
        {
            PutTooMany(rewriting, Tables.Requests, key, row.Client);
        }

        foreach (var (key, row) in _states)
        {
            PutTooMany(rewriting, Tables.RequestStates, key, row.Client);
        }

        if (_usage.Values.All(place => place.IsTaken))
        {
            return;
        }

        await EachAsync(
            Tables.Usage,
            row =>
            {
                if (_usage.TryGetValue(UsedKey.MarkOf(row.Key), out var place) && !place.IsTaken)
                {
                    PutTooMany(rewriting, Tables.Usage, row.Key, place.Client);
                }
            },
            stop
        );
    }

    private void PutTooMany(Rewriting rewriting, string table, string key, ClientId client)
    {
        if (!_kept.Contains(client))
        {
            rewriting.Put(
                _agency,
                client.Value,
                $"{table} has '{key}', which no entry stands behind.",
                table,
                key,
                null
            );
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
            _agency,
            wanted.Client.Value,
            $"{table} says otherwise of '{key}', a request of {wanted.Client}.",
            table,
            key,
            Rows.Write(wanted)
        );
    }

    /// <summary>Whether the key names the entry, or one before it that has the same key. From now on the entry has it.</summary>
    private bool Take(UsedKey usage, ClientId client)
    {
        ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _usage,
            usage.MarkAmong(_usage),
            out _
        );
        if (there.IsTaken)
        {
            return true;
        }

        var isRight = (there.Client, there.Seq) == (client, usage.Seq);
        there = new UsagePlace(client, usage.Seq, IsTaken: true);
        return isRight;
    }

    /// <summary>Writes keys of usage again; the entries are read once more, for nobody kept them.</summary>
    private async Task PutAsync(
        Rewriting rewriting,
        ClientId client,
        Dictionary<long, UsedKey> wrong,
        CancellationToken stop
    )
    {
        foreach (var page in wrong.Keys.Order().Chunk(TableStore.PageRows))
        {
            var entries = await _store.ReadAsync(
                tables =>
                    page.SelectMany(seq =>
                            RawEntries.Read(tables, StreamName.Of(_agency, client), seq, seq)
                        )
                        .ToList(),
                stop
            );
            foreach (var raw in entries)
            {
                if (
                    EntryCodec.Client.TryRead(raw.Bytes, raw.Texts, raw.Seq) is ClientEntry.Used
                    {
                        Usage: var usage
                    }
                )
                {
                    var key = new UsageKey(usage.Source, usage.Id);
                    var isHashed =
                        wrong[raw.Seq].MarkAmong(_usage)
                        != UsedKey.MarkOf(Keys.Usage(_agency, key));
                    rewriting.Put(
                        _agency,
                        client.Value,
                        $"The key of usage '{key.Id}' of '{key.Source}' does not name entry {raw.Seq} of {client}.",
                        Tables.Usage,
                        isHashed ? Keys.HashedUsage(_agency, key) : Keys.Usage(_agency, key),
                        Rows.Write(new UsageRow(key.Source, key.Id, client, raw.Seq, Digest: ""))
                    );
                }
            }
        }
    }

    /// <summary>One text for each client, however often it was read.</summary>
    private ClientId Same(ClientId client)
    {
        if (_clients.TryGetValue(client, out var same))
        {
            return same;
        }

        _clients.Add(client);
        return client;
    }

    private async Task EachAsync(string table, Action<Row> take, CancellationToken stop)
    {
        var prefix = $"{Keys.Of(_agency)}/";
        await _store.AllAsync(
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

    /// <summary>What a key of usage names.</summary>
    /// <param name="IsTaken">An entry found in this rebuild has it; of two entries under one key the first has.</param>
    private readonly record struct UsagePlace(ClientId Client, long Seq, bool IsTaken);
}

/// <summary>What a rebuild needs of a <see cref="UsageRow"/>: reading no more is quicker.</summary>
internal sealed record UsagePointer(
    [property: JsonPropertyName("client")] ClientId Client,
    [property: JsonPropertyName("seq")] long Seq
);
