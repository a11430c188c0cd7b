using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Reads a stream entry by entry, each checked to be the one that follows.</summary>
internal sealed class ChainReader<T>(EntryCodec<T> codec, StreamName stream)
    where T : class
{
    /// <summary>The number of the last entry; 0 before the first.</summary>
    public long Seq { get; private set; }

    /// <summary>The hash of the last entry.</summary>
    public string Hash { get; private set; } = stream.StartHash;

    /// <exception cref="LedgerDamagedException">It doesn't follow, or is not what was written.</exception>
    public ChainLink<T> Next(RawEntry raw)
    {
        var seq = Seq + 1;
        var where = stream.Entry(seq);
        if (raw.Seq != seq)
        {
            throw new LedgerDamagedException($"{where} is missing.");
        }

        var entry = codec.Decode(raw.Bytes, raw.Texts, seq, Hash, where);
        (Seq, Hash) = (seq, Chain.HashOf(raw.Bytes));
        return new ChainLink<T>(seq, Hash, entry);
    }
}

/// <summary>An entry with its number and hash.</summary>
internal readonly record struct ChainLink<T>(long Seq, string Hash, T Entry)
    where T : class
{
    /// <summary>What the state comes to with it.</summary>
    /// <exception cref="LedgerDamagedException">It doesn't add up.</exception>
    public TState Fold<TState>(StreamName stream, TState? state, Func<TState?, T, TState> apply)
        where TState : class
    {
        try
        {
            return apply(state, Entry);
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            throw new LedgerDamagedException(
                $"{stream.Entry(Seq)} doesn't add up: {exception.Message}",
                exception
            );
        }
    }
}
