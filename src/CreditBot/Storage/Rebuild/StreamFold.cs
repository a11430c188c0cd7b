using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Rebuild;

/// <summary>Folds a stream from its first entry to its last, checked on the way; the next page is read while one is folded.</summary>
internal sealed class StreamFold<T, TState>(
    TableStore store,
    EntryCodec<T> codec,
    StreamName stream,
    Func<TState?, T, TState> apply
)
    where T : class
    where TState : class
{
    private const int RowsAtOnce = 500;

    /// <summary>Seals that the stream has to agree with, by entry.</summary>
    public required ILookup<long, StreamSeal> Seals { get; init; }

    /// <summary>Told each entry in its order, before it is folded.</summary>
    public Action<T> Look { get; init; } = _ => { };

    /// <exception cref="LedgerDamagedException">The entries are not what was written, or don't reach their seal; the message names the first that is wrong.</exception>
    public async Task<(TState State, string Hash, long Version)> RunAsync(CancellationToken stop)
    {
        var fold = new ChainFold<T, TState>(
            codec,
            stream,
            (state, entry) =>
            {
                Look(entry);
                return apply(state, entry);
            }
        )
        {
            Follows = CheckSeals,
        };
        var reading = ReadAsync(1, stop);
        while (await reading is { Count: > 0 } page)
        {
            reading = ReadAsync(page[^1].Raw.Seq + 1, stop);
            foreach (var (raw, hash) in page)
            {
                fold.Add(raw, hash);
            }
        }

        foreach (var sealedAt in Seals.Select(seal => seal.Key).Where(at => at > fold.Seq).Order())
        {
            throw new LedgerDamagedException(
                $"{stream.Entry(sealedAt)} was sealed, but the stream ends with {fold.Seq}."
            );
        }

        return (fold.State, fold.Hash, fold.Seq);
    }

    // Read and hashed on another thread, so that this and folding overlap.
    private Task<List<(RawEntry Raw, string Hash)>> ReadAsync(long from, CancellationToken stop) =>
        Task.Run(
            async () =>
            {
                var page = await store.ReadAsync(
                    tables => RawEntries.Read(tables, stream, from, long.MaxValue, RowsAtOnce),
                    stop
                );
                return page.Select(raw => (raw, Chain.HashOf(raw.Bytes))).ToList();
            },
            stop
        );

    private void CheckSeals(long seq, string hash)
    {
        if (Seals[seq].Any(seal => seal.Hash != hash))
        {
            throw new LedgerDamagedException(
                $"{stream.Entry(seq)} is not the one that was sealed."
            );
        }
    }
}
