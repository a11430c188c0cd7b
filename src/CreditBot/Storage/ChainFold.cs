using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Folds a stream entry by entry, each checked to be the one that follows.</summary>
internal sealed class ChainFold<T, TState>(
    EntryCodec<T> codec,
    StreamName stream,
    Func<TState?, T, TState> apply
)
    where T : class
    where TState : class
{
    private TState? _state;

    /// <summary>The number of the last entry; 0 before the first.</summary>
    public long Seq { get; private set; }

    /// <summary>The hash of the last entry.</summary>
    public string Hash { get; private set; } = stream.StartHash;

    /// <summary>The state after the last entry.</summary>
    /// <exception cref="LedgerDamagedException">There is no entry.</exception>
    public TState State =>
        _state ?? throw new LedgerDamagedException($"{stream.Entry(1)} is missing.");

    /// <summary>Told the number and hash of each entry before it is folded.</summary>
    public Action<long, string> Follows { get; init; } = (_, _) => { };

    /// <exception cref="LedgerDamagedException">It doesn't follow, is not what was written, or doesn't add up.</exception>
    public void Add(RawEntry raw) => Add(raw, Chain.HashOf(raw.Bytes));

    /// <param name="hash">Of its bytes: whoever read them on another thread has worked it out there.</param>
    /// <exception cref="LedgerDamagedException">It doesn't follow, is not what was written, or doesn't add up.</exception>
    public void Add(RawEntry raw, string hash)
    {
        var seq = Seq + 1;
        var where = stream.Entry(seq);
        if (raw.Seq != seq)
        {
            throw new LedgerDamagedException($"{where} is missing.");
        }

        var entry = codec.Decode(raw.Bytes, raw.Texts, seq, Hash, where);
        (Seq, Hash) = (seq, hash);
        Follows(Seq, Hash);
        try
        {
            _state = apply(_state, entry);
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            throw new LedgerDamagedException(
                $"{where} doesn't add up: {exception.Message}",
                exception
            );
        }
    }
}
