using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage.Rebuild;

/// <summary>Folds a stream from its first entry to its last, checked on the way.</summary>
/// <remarks>Three pages are in hand at a time: one is folded, the next one decoded, the one after that read, each on a thread of its own.</remarks>
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
        var chain = new ChainReader<T>(codec, stream);
        var (last, state) = (0L, (TState?)null);
        var decoding = DecodeAsync(chain, ReadAsync(1, stop), stop);
        while (await decoding is { Links.Count: > 0 } page)
        {
            decoding = DecodeAsync(chain, page.Following, stop);
            foreach (var link in page.Links)
            {
                CheckSeals(link.Seq, link.Hash);
                state = link.Fold<TState>(stream, state, LookAndApply);
                last = link.Seq;
            }
        }

        foreach (var sealedAt in Seals.Select(seal => seal.Key).Where(at => at > last).Order())
        {
            throw new LedgerDamagedException(
                $"{stream.Entry(sealedAt)} was sealed, but the stream ends with {last}."
            );
        }

        return (
            state ?? throw new LedgerDamagedException($"{stream.Entry(1)} is missing."),
            chain.Hash,
            last
        );
    }

    private TState LookAndApply(TState? state, T entry)
    {
        Look(entry);
        return apply(state, entry);
    }

    // Only one page is decoded at a time: the chain knows the entry before.
    private Task<Page> DecodeAsync(
        ChainReader<T> chain,
        Task<IReadOnlyList<RawEntry>> reading,
        CancellationToken stop
    ) =>
        Task.Run(
            async () =>
            {
                var raw = await reading;
                var following = raw.Count > 0 ? ReadAsync(raw[^1].Seq + 1, stop) : reading;
                return new Page([.. raw.Select(chain.Next)], following);
            },
            stop
        );

    private Task<IReadOnlyList<RawEntry>> ReadAsync(long from, CancellationToken stop) =>
        Task.Run(
            async () =>
                await store.ReadAsync(
                    tables => RawEntries.Read(tables, stream, from, long.MaxValue, RowsAtOnce),
                    stop
                ),
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

    private sealed record Page(
        IReadOnlyList<ChainLink<T>> Links,
        Task<IReadOnlyList<RawEntry>> Following
    );
}
