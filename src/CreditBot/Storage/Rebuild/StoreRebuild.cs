using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage.Checks;

namespace CreditBot.Storage.Rebuild;

/// <summary>Makes heads and indexes again from entries alone (design.md §3.1). Nothing else may be written meanwhile.</summary>
/// <remarks>
/// A stream that is damaged, or doesn't reach its seal or what its head knows, is refused and left as it is, with all that
/// points at it. Keys of usage that are missing come back without their digest, which no entry holds: whatever arrives
/// under such a key is a duplicate from then on.
/// </remarks>
internal sealed class StoreRebuild(TableStore store, bool dryRun)
{
    private static readonly ILookup<long, StreamSeal> NoSeals = Array
        .Empty<StreamSeal>()
        .ToLookup(seal => seal.Seq);

    private readonly Rewriting _rewriting = new(store, dryRun);

    public async Task<RebuildReport> RunAsync(
        IProgress<CheckProgress>? progress,
        CancellationToken stop
    )
    {
        foreach (var (agency, streams) in await StreamList.ReadAsync(store, stop))
        {
            _rewriting.Agencies++;
            await AgencyAsync(agency, streams, progress, stop);
            await _rewriting.WriteAsync(all: true, stop);
        }

        return _rewriting.ToReport();
    }

    private async Task AgencyAsync(
        AgencyId agency,
        SortedSet<string> streams,
        IProgress<CheckProgress>? progress,
        CancellationToken stop
    )
    {
        var seals = await OwnStreamAsync(agency, streams, stop);
        var hasHashed = await store.ReadAsync(tables => UsageRows.HasHashed(tables, agency), stop);
        // Read on another thread while the first streams are folded.
        var indexes = Task.Run(() => AgencyIndexes.ReadAsync(store, agency, stop), stop);
        foreach (
            var client in streams.Where(name => name != Keys.AgencyStream).Select(ClientId.Parse)
        )
        {
            _rewriting.Clients++;
            try
            {
                await ClientAsync(agency, client, seals[client.Value], hasHashed, indexes, stop);
            }
            catch (LedgerDamagedException damaged)
            {
                _rewriting.Refuse(StreamName.Of(agency, client), damaged.Message);
                (await indexes).Keep(client);
            }

            progress?.Report(
                new CheckProgress(StreamName.Of(agency, client).ToString(), _rewriting.Entries)
            );
            await _rewriting.WriteAsync(all: false, stop);
        }

        await (await indexes).PutTooManyAsync(_rewriting, stop);
        await new BesideIndexes(store, agency).CompareAsync(
            (table, key, isMissing) =>
                _rewriting.Put(
                    agency,
                    null,
                    $"{table} {(isMissing ? "lacks" : "has too many:")} {key}",
                    table,
                    key,
                    isMissing ? Rows.Nothing : null
                ),
            stop
        );
    }

    /// <summary>Answers with the seals, by stream; those before the damage when the agency's own stream is damaged.</summary>
    private async Task<ILookup<string, StreamSeal>> OwnStreamAsync(
        AgencyId agency,
        SortedSet<string> streams,
        CancellationToken stop
    )
    {
        var stream = StreamName.Of(agency);
        var seals = new List<KeyValuePair<string, StreamSeal>>();
        if (streams.Contains(stream.Name))
        {
            try
            {
                var fold = new StreamFold<AgencyEntry, AgencyState>(
                    store,
                    EntryCodec.Agency,
                    stream,
                    (state, entry) => AgencyState.Apply(state, agency, entry)
                )
                {
                    Seals = NoSeals,
                    Look = entry =>
                    {
                        _rewriting.Entries++;
                        if (entry is AgencyEntry.Sealed day)
                        {
                            seals.AddRange(day.Heads);
                        }
                    },
                };
                var (state, hash, version) = await fold.RunAsync(stop);
                var key = Keys.Of(agency);
                await HeadAsync(
                    stream,
                    Tables.Agencies,
                    key,
                    HeadCodec.Of(state, hash),
                    version,
                    stop
                );
            }
            catch (LedgerDamagedException damaged)
            {
                _rewriting.Refuse(stream, damaged.Message);
            }
        }

        return seals.ToLookup(seal => seal.Key, seal => seal.Value);
    }

    private async Task ClientAsync(
        AgencyId agency,
        ClientId client,
        IEnumerable<StreamSeal> seals,
        bool hasHashed,
        Task<AgencyIndexes> indexes,
        CancellationToken stop
    )
    {
        var stream = StreamName.Of(agency, client);
        var used = new List<UsedKey>();
        var fold = new StreamFold<ClientEntry, ClientState>(
            store,
            EntryCodec.Client,
            stream,
            (state, entry) => ClientFold.Next(client, state, entry)
        )
        {
            Seals = seals.ToLookup(seal => seal.Seq),
            Look = entry =>
            {
                _rewriting.Entries++;
                if (entry is ClientEntry.Used usage)
                {
                    var key = new UsageKey(usage.Usage.Source, usage.Usage.Id);
                    used.Add(UsedKey.Of(agency, key, entry.Seq, hasHashed));
                }
            },
        };
        var (state, hash, version) = await fold.RunAsync(stop);
        var head = HeadCodec.Of(state, hash);
        await HeadAsync(stream, Tables.Clients, Keys.Of(agency, client), head, version, stop);
        await (await indexes).PutAsync(_rewriting, state, used, stop);
    }

    /// <summary>Compares a head with the one that is there, which may know of entries that are gone.</summary>
    private async Task HeadAsync<TState>(
        StreamName stream,
        string table,
        string key,
        Head<TState> head,
        long version,
        CancellationToken stop
    )
        where TState : class
    {
        var wanted = HeadCodec.Encode(head);
        var there = await store.ReadAsync(tables => tables.Get(table, key), stop);
        if (there is not null && there.AsSpan().SequenceEqual(wanted))
        {
            return;
        }

        if (there is not null && HeadWitness.Of(there, stream) is { } known)
        {
            known.Check(stream, version, head.Hash);
        }

        _rewriting.Put(
            stream.Agency,
            stream.Name == Keys.AgencyStream ? null : stream.Name,
            there is null
                ? $"The head of {stream} is missing."
                : $"The head of {stream} is not what its {version} entries come to, or of an older format.",
            table,
            key,
            wanted
        );
    }
}
