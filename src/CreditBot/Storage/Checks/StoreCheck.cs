using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Checks;

/// <summary>How far a check has come.</summary>
internal sealed record CheckProgress(string Stream, long Entries);

/// <summary>Checks a whole store: chains, sums, heads, indexes (design.md §3.14). Runs beside commits.</summary>
internal sealed class StoreCheck(TableStore store)
{
    public async Task<StoreReport> RunAsync(
        IProgress<CheckProgress>? progress,
        CancellationToken stop
    )
    {
        var findings = new Findings();
        foreach (var (agency, streams) in await StreamsAsync(stop))
        {
            findings.Agencies++;
            // Rows counted before the entries that made them: usage that arrives meanwhile has both.
            var rows = await CountAsync(Tables.Usage, agency, stop);
            var seals = await AgencyAsync(agency, streams, findings, stop);
            var used = 0L;
            foreach (var name in streams.Where(name => name != Keys.AgencyStream))
            {
                findings.Clients++;
                var client = ClientId.Parse(name);
                used += await new ClientCheck(
                    store,
                    agency,
                    client,
                    [.. seals[name]],
                    findings
                ).RunAsync(stop);
                progress?.Report(
                    new CheckProgress(StreamName.Of(agency, client).ToString(), findings.Entries)
                );
            }

            foreach (var sealedOnly in seals.Where(seal => !streams.Contains(seal.Key)))
            {
                findings.Add(
                    new StreamName(agency, sealedOnly.Key),
                    null,
                    $"{sealedOnly.Key} was sealed and has no entries."
                );
            }

            if (rows > used)
            {
                await UsageRowsAsync(agency, findings, stop);
            }

            await IndexRowsAsync(agency, findings, stop);
        }

        return findings.ToReport();
    }

    /// <summary>All streams, found by their entries and by their heads: either may be what is missing.</summary>
    private async Task<SortedDictionary<AgencyId, SortedSet<string>>> StreamsAsync(
        CancellationToken stop
    )
    {
        var streams = new SortedDictionary<AgencyId, SortedSet<string>>(
            Comparer<AgencyId>.Create(
                (left, right) => string.CompareOrdinal(left.Value, right.Value)
            )
        );
        void Add(string agency, string name)
        {
            var id = new AgencyId(agency);
            if (!streams.TryGetValue(id, out var names))
            {
                streams.Add(id, names = new SortedSet<string>(StringComparer.Ordinal));
            }

            names.Add(name);
        }

        foreach (var key in await KeysAsync(Tables.Clients, stop))
        {
            Add(Keys.AgencyOf(key), Keys.LastPart(key));
        }

        foreach (var key in await KeysAsync(Tables.Agencies, stop))
        {
            Add(key, Keys.AgencyStream);
        }

        // From stream to stream: the first key after all of the one before.
        var from = "";
        while (
            await store.ReadAsync(
                tables => tables.Range(Tables.Entries, from, Keys.EndOf(""), 1),
                stop
            )
                is [var first]
        )
        {
            var stream = first.Key[..(first.Key.LastIndexOf('/') + 1)];
            Add(Keys.AgencyOf(stream), Keys.Tail(stream.TrimEnd('/'), 1));
            from = Keys.EndOf(stream);
        }

        return streams;
    }

    private async Task<ILookup<string, StreamSeal>> AgencyAsync(
        AgencyId agency,
        SortedSet<string> streams,
        Findings findings,
        CancellationToken stop
    )
    {
        var seals = new List<KeyValuePair<string, StreamSeal>>();
        if (streams.Contains(Keys.AgencyStream))
        {
            await foreach (var entry in new AgencyCheck(store, agency, findings).RunAsync(stop))
            {
                if (entry is AgencyEntry.Sealed day)
                {
                    seals.AddRange(day.Heads);
                }
            }
        }

        return seals.ToLookup(seal => seal.Key, seal => seal.Value);
    }

    private async Task UsageRowsAsync(AgencyId agency, Findings findings, CancellationToken stop)
    {
        foreach (
            var row in await RowsAsync(
                Tables.Usage,
                agency,
                row => Rows.Read<UsageRow>(Tables.Usage, row),
                stop
            )
        )
        {
            var stream = StreamName.Of(agency, row.Client);
            var raw = await store.ReadAsync(
                tables => RawEntries.Read(tables, stream, row.Seq, row.Seq),
                stop
            );
            if (
                raw is not [var entry]
                || EntryCodec.Client.TryRead(entry.Bytes, entry.Texts, row.Seq)
                    is not ClientEntry.Used used
                || used.Usage.Source != row.Source
                || used.Usage.Id != row.Id
            )
            {
                findings.Add(
                    stream,
                    row.Seq,
                    $"The usage key '{row.Id}' of '{row.Source}' names {stream.Entry(row.Seq)}, which is no such usage."
                );
            }
        }
    }

    /// <summary>Rows of indexes that no head stands behind.</summary>
    private async Task IndexRowsAsync(AgencyId agency, Findings findings, CancellationToken stop)
    {
        foreach (var row in await RowsAsync(Tables.Due, agency, row => row, stop))
        {
            var client = ClientId.Parse(Keys.LastPart(row.Key));
            // In one read, since a commit may have moved both.
            var stale = await store.ReadAsync(
                tables =>
                    tables.Get(Tables.Due, row.Key) is not null
                    && (
                        tables.Get(Tables.Clients, Keys.Of(agency, client)) is not { } head
                        || HeadCodec.Decode<ClientState>(head, out var due) is var _
                            && (due is not { } at || Keys.Due(agency, at, client) != row.Key)
                    ),
                stop
            );
            if (stale)
            {
                var stream = StreamName.Of(agency, client);
                findings.Add(stream, null, $"The due index holds {stream} under another instant.");
            }
        }

        foreach (var table in new[] { Tables.Requests, Tables.RequestStates })
        {
            foreach (
                var row in await RowsAsync(
                    table,
                    agency,
                    row => (row.Key, Rows.Read<RequestIndexRow>(table, row).Client),
                    stop
                )
            )
            {
                var number = long.Parse(
                    Keys.LastPart(row.Key),
                    System.Globalization.CultureInfo.InvariantCulture
                );
                var state = await store.ClientAsync(agency, row.Client, stop);
                if (state?.Requests.ContainsKey(number) != true)
                {
                    findings.Add(
                        StreamName.Of(agency, row.Client),
                        null,
                        $"The index of requests says that {new RequestId(number)} is of {row.Client}, which has none such."
                    );
                }
            }
        }
    }

    private async Task<long> CountAsync(string table, AgencyId agency, CancellationToken stop) =>
        (await RowsAsync(table, agency, _ => 0, stop)).Count;

    private ValueTask<List<string>> KeysAsync(string table, CancellationToken stop) =>
        store.AllAsync(table, "", Keys.EndOf(""), row => row.Key, int.MaxValue, stop);

    private ValueTask<List<T>> RowsAsync<T>(
        string table,
        AgencyId agency,
        Func<Row, T> take,
        CancellationToken stop
    )
    {
        var prefix = $"{Keys.Of(agency)}/";
        return store.AllAsync(table, prefix, Keys.EndOf(prefix), take, int.MaxValue, stop);
    }
}
