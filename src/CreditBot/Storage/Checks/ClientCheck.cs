using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage.Checks;

/// <summary>Checks one client: its chain, its sums, its head, and the indexes that point at it.</summary>
internal sealed class ClientCheck(
    TableStore store,
    AgencyId agency,
    ClientId client,
    IReadOnlyList<StreamSeal> seals,
    Findings findings,
    BookReplay? books = null
)
{
    private readonly StreamName _stream = StreamName.Of(agency, client);

    /// <summary>Answers with the number of usage events found.</summary>
    public async Task<long> RunAsync(CancellationToken stop)
    {
        // Head and indexes are looked at in one read: commits may go on meanwhile.
        var head = await store.ReadAsync(HeadOf, stop);
        if (head is null)
        {
            return 0;
        }

        var walk = new ChainWalk<ClientEntry>(store, EntryCodec.Client, _stream, findings);
        var sums = new LotSums(_stream, findings);
        var bills = new BillingSums(_stream, findings);
        var sealedAt = seals.ToLookup(seal => seal.Seq);
        ClientState? state = null;
        var folds = true;
        var used = 0L;
        var usages = new List<ClientEntry.Used>();
        Instant? recordedAt = null;
        await foreach (
            var (seq, hash, entry) in walk.ReadAsync(head.State.Version, head.Hash, stop)
        )
        {
            foreach (var seal in sealedAt[seq].Where(seal => seal.Hash != hash))
            {
                findings.Add(
                    _stream,
                    seal.Seq,
                    $"{_stream.Entry(seq)} is not the one that was sealed."
                );
            }

            if (entry is null)
            {
                folds = false;
                continue;
            }

            if (!Adds(sums, bills, entry))
            {
                folds = false;
                continue;
            }

            if (entry.RecordedAt < recordedAt)
            {
                findings.Add(
                    _stream,
                    seq,
                    $"{_stream.Entry(seq)} was recorded before the entry before it."
                );
            }

            recordedAt = entry.RecordedAt;
            if (entry is ClientEntry.Used usage)
            {
                used++;
                usages.Add(usage);
            }

            if (usages.Count == TableStore.PageRows)
            {
                await CheckUsageAsync(usages, stop);
                usages.Clear();
            }

            folds = folds && Fold(ref state, entry);
            if (folds)
            {
                books?.Add(state!, entry);
            }
        }

        await CheckUsageAsync(usages, stop);
        foreach (var seal in seals.Where(seal => seal.Seq > head.State.Version))
        {
            findings.Add(
                _stream,
                seal.Seq,
                $"{_stream.Entry(seal.Seq)} was sealed, but the stream ends with {head.State.Version}."
            );
        }

        if (folds && state is not null)
        {
            books?.End();
            sums.Compare(state);
            bills.Compare(state);
            CompareHead(head, state);
        }

        return used;
    }

    private Head<ClientState>? HeadOf(ITables tables)
    {
        if (tables.Get(Tables.Clients, Keys.Of(agency, client)) is not { } bytes)
        {
            findings.Add(_stream, null, $"{_stream} has entries and no head.");
            return null;
        }

        Head<ClientState>? head;
        try
        {
            head = HeadCodec.Decode<ClientState>(bytes, _stream, out var due);
            if (head is null)
            {
                findings.HeadsToRebuild++;
                head = Folding.Client(tables, agency, client, bytes) with { Due = due };
            }
        }
        catch (LedgerDamagedException exception)
        {
            findings.Add(_stream, null, exception.Message);
            // The entries are checked all the same, against themselves.
            return Folded(tables);
        }

        StreamEnds.Check(tables, _stream, head.State.Version, findings);
        IndexCheck.Due(tables, agency, client, head, findings);
        IndexCheck.Requests(tables, agency, client, head.State, findings);
        return head;
    }

    private Head<ClientState>? Folded(ITables tables)
    {
        try
        {
            return Folding.Client(tables, agency, client, older: null);
        }
        catch (LedgerDamagedException exception)
        {
            findings.Add(_stream, null, exception.Message);
            return null;
        }
    }

    private async Task CheckUsageAsync(
        IReadOnlyCollection<ClientEntry.Used> usages,
        CancellationToken stop
    )
    {
        var records = await store.UsageAsync(agency, [.. usages.Select(KeyOf)], stop);
        foreach (var entry in usages)
        {
            var key = KeyOf(entry);
            var record = records.GetValueOrDefault(key);
            if (record?.Client != client || record.Seq != entry.Seq)
            {
                findings.Add(
                    _stream,
                    entry.Seq,
                    $"{_stream.Entry(entry.Seq)} is usage '{key.Id}' of '{key.Source}', but that key names {(record is null ? "nothing" : $"entry {record.Seq} of {record.Client}")}."
                );
            }
        }
    }

    private static UsageKey KeyOf(ClientEntry.Used entry) =>
        new(entry.Usage.Source, entry.Usage.Id);

    private bool Fold(ref ClientState? state, ClientEntry entry)
    {
        try
        {
            state = ClientFold.Next(client, state, entry);
            return true;
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            return DoesNotAddUp(entry, exception);
        }
    }

    private bool Adds(LotSums sums, BillingSums bills, ClientEntry entry)
    {
        try
        {
            sums.Add(entry);
            bills.Add(entry);
            return entry is not ClientEntry.Used { Usage: null or { Source: null } or { Id: null } }
                || DoesNotAddUp(entry, new FormatException("Its usage has no key."));
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            return DoesNotAddUp(entry, exception);
        }
    }

    private bool DoesNotAddUp(ClientEntry entry, Exception why)
    {
        findings.Add(
            _stream,
            entry.Seq,
            $"{_stream.Entry(entry.Seq)} doesn't add up: {why.Message}"
        );
        return false;
    }

    private void CompareHead(Head<ClientState> head, ClientState folded)
    {
        var made = HeadCodec.Of(folded, head.Hash) with { Due = head.Due };
        if (!HeadCodec.Encode(made).AsSpan().SequenceEqual(HeadCodec.Encode(head)))
        {
            findings.Add(
                _stream,
                null,
                $"The head of {_stream} is not what its {folded.Version} entries come to. 'creditbot rebuild' makes it again."
            );
        }
    }
}
