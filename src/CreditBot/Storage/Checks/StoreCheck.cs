using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Checks;

/// <summary>How far a check has come.</summary>
internal sealed record CheckProgress(string Stream, long Entries);

/// <summary>Checks a whole store: chains, sums, heads, indexes (design.md §3.14). Runs beside commits.</summary>
internal sealed class StoreCheck(TableStore store)
{
    private const int KeysAtOnce = 1000;

    public async Task<StoreReport> RunAsync(
        IProgress<CheckProgress>? progress,
        CancellationToken stop
    )
    {
        var findings = new Findings();
        await store.CheckFilesAsync(findings, stop);
        await UnlessDamagedAsync(
            findings,
            async () =>
            {
                foreach (var (agency, streams) in await StreamList.ReadAsync(store, stop))
                {
                    findings.Agencies++;
                    await UnlessDamagedAsync(
                        findings,
                        () => AgencyAsync(agency, streams, findings, progress, stop)
                    );
                }
            }
        );
        return findings.ToReport();
    }

    private async Task AgencyAsync(
        AgencyId agency,
        SortedSet<string> streams,
        Findings findings,
        IProgress<CheckProgress>? progress,
        CancellationToken stop
    )
    {
        // Rows counted before the entries that made them: usage that arrives meanwhile has both.
        var rows = await CountAsync(Tables.Usage, agency, stop);
        var seals = await SealsAsync(agency, streams, findings, stop);
        var books = await BookCheck.StartAsync(store, agency, findings, stop);
        var used = 0L;
        foreach (var name in streams.Where(name => name != Keys.AgencyStream))
        {
            findings.Clients++;
            var client = ClientId.Parse(name);
            await UnlessDamagedAsync(
                findings,
                async () =>
                    used += await new ClientCheck(
                        store,
                        agency,
                        client,
                        [.. seals[name]],
                        findings,
                        books?.Replay(client)
                    ).RunAsync(stop),
                StreamName.Of(agency, client)
            );
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

        if (books is not null)
        {
            await books.FinishAsync(stop);
        }

        if (rows > used)
        {
            await UsageRowsAsync(agency, findings, stop);
        }

        await IndexRowsAsync(agency, findings, stop);
        await new BesideIndexes(store, agency).CompareAsync(
            (table, key, isMissing) =>
                findings.Add(
                    new StoreFault(
                        agency.Value,
                        null,
                        null,
                        $"The index {table} {(isMissing ? "lacks" : "has")} '{key}', which its rows {(isMissing ? "ask for" : "know nothing of")}. 'creditbot rebuild' makes it again."
                    )
                ),
            stop
        );
    }

    /// <summary>What can't be read at all is a finding, and the rest is looked at all the same.</summary>
    private static async Task UnlessDamagedAsync(
        Findings findings,
        Func<Task> check,
        StreamName? stream = null
    )
    {
        try
        {
            await check();
        }
        catch (Exception damaged)
            when (damaged is LedgerDamagedException || StoredJson.IsUnreadable(damaged))
        {
            if (stream is null)
            {
                findings.Add(damaged.Message);
            }
            else
            {
                findings.Add(stream, null, damaged.Message);
            }
        }
    }

    private async Task<ILookup<string, StreamSeal>> SealsAsync(
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
                    is not ClientEntry.Used { Usage: { } usage }
                || usage.Source != row.Source
                || usage.Id != row.Id
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
                        || DueOf(head, StreamName.Of(agency, client)) is not { } at
                        || Keys.Due(agency, at, client) != row.Key
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
                if (!await HasRequestAsync(agency, row.Client, number, stop))
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

    // Whose head is damaged was found before.
    private async Task<bool> HasRequestAsync(
        AgencyId agency,
        ClientId client,
        long number,
        CancellationToken stop
    )
    {
        try
        {
            return (await store.ClientAsync(agency, client, stop))?.Requests.ContainsKey(number)
                == true;
        }
        catch (LedgerDamagedException)
        {
            return true;
        }
    }

    // Of a head that is damaged nobody knows when it is due, and that it is damaged was found before.
    private static NodaTime.Instant? DueOf(byte[] head, StreamName stream)
    {
        try
        {
            HeadCodec.Decode<ClientState>(head, stream, out var due);
            return due;
        }
        catch (LedgerDamagedException)
        {
            return null;
        }
    }

    private async Task<long> CountAsync(string table, AgencyId agency, CancellationToken stop)
    {
        var count = 0L;
        var from = $"{Keys.Of(agency)}/";
        var to = Keys.EndOf(from);
        while (
            await store.ReadAsync(tables => tables.KeysIn(table, from, to, KeysAtOnce), stop)
                is [.., var last] page
        )
        {
            count += page.Count;
            from = Keys.After(last);
        }

        return count;
    }

    /// <summary>Goes over the rows without keeping them, and answers with their number.</summary>
    private async Task<long> EachAsync(
        string table,
        AgencyId agency,
        Action<Row> look,
        CancellationToken stop
    )
    {
        var prefix = $"{Keys.Of(agency)}/";
        var count = 0L;
        for (var from = prefix; ; )
        {
            var start = from;
            var page = await store.ReadAsync(
                tables => tables.Range(table, start, Keys.EndOf(prefix), TableStore.PageRows),
                stop
            );
            foreach (var row in page)
            {
                look(row);
            }

            count += page.Count;
            if (page.Count < TableStore.PageRows)
            {
                return count;
            }

            from = Keys.After(page[^1].Key);
        }
    }

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
