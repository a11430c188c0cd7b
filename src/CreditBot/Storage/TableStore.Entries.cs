using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Streams are read in pages, checked on the way.</summary>
internal abstract partial class TableStore
{
    public async Task<IReadOnlyList<StoredEntry<ClientEntry>>> EntriesAsync(
        AgencyId agency,
        ClientId client,
        long after,
        int limit,
        CancellationToken stop
    ) =>
        await ClientHeadAsync(agency, client, stop) is { } head
            ? await PageAsync(
                EntryCodec.Client,
                StreamName.Of(agency, client),
                after,
                limit,
                head.State.Version,
                head.Hash,
                stop
            )
            : [];

    public async Task<IReadOnlyList<StoredEntry<AgencyEntry>>> AgencyEntriesAsync(
        AgencyId agency,
        long after,
        int limit,
        CancellationToken stop
    ) =>
        await AgencyHeadAsync(agency, stop) is { } head
            ? await PageAsync(
                EntryCodec.Agency,
                StreamName.Of(agency),
                after,
                limit,
                head.State.Version,
                head.Hash,
                stop
            )
            : [];

    // The stream is read as the head knows it; what was appended since is the next reader's.
    private async Task<IReadOnlyList<StoredEntry<T>>> PageAsync<T>(
        EntryCodec<T> codec,
        StreamName stream,
        long after,
        int limit,
        long version,
        string hash,
        CancellationToken stop
    )
        where T : class
    {
        var entries = new List<StoredEntry<T>>();
        after = Math.Max(0, after);
        var end = Math.Min(version, after > long.MaxValue - limit ? version : after + limit);
        while (after < end)
        {
            var (start, last) = (after, Math.Min(end, after + PageRows));
            entries.AddRange(
                await ReadAsync(
                    tables => StreamPages.Read(codec, tables, stream, start, last, version, hash),
                    stop
                )
            );
            after = last;
        }

        return entries;
    }
}
