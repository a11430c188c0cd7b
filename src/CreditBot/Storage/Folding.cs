using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Makes a head again from the entries alone.</summary>
internal static class Folding
{
    private const int AtOnce = 500;

    /// <exception cref="LedgerDamagedException">The entries are not what was written, or don't add up.</exception>
    public static Head<ClientState> Client(ITables tables, AgencyId agency, ClientId client)
    {
        var (state, hash) = Fold<ClientEntry, ClientState>(
            EntryCodec.Client,
            tables,
            StreamName.Of(agency, client),
            (state, entry) =>
                state is null ? ClientFold.Open(client, entry) : ClientFold.Apply(state, entry)
        );
        return HeadCodec.Of(state, hash);
    }

    /// <exception cref="LedgerDamagedException">The entries are not what was written, or don't add up.</exception>
    public static Head<AgencyState> Agency(ITables tables, AgencyId agency)
    {
        var (state, hash) = Fold<AgencyEntry, AgencyState>(
            EntryCodec.Agency,
            tables,
            StreamName.Of(agency),
            (state, entry) => AgencyState.Apply(state, agency, entry)
        );
        return HeadCodec.Of(state, hash);
    }

    private static (TState State, string Hash) Fold<T, TState>(
        EntryCodec<T> codec,
        ITables tables,
        StreamName stream,
        Func<TState?, T, TState> apply
    )
        where T : class
        where TState : class
    {
        TState? state = null;
        var hash = stream.StartHash;
        for (var seq = 1L; ; )
        {
            var page = RawEntries.Read(tables, stream, seq, long.MaxValue, AtOnce);
            foreach (var raw in page)
            {
                var where = stream.Entry(seq);
                if (raw.Seq != seq)
                {
                    throw new LedgerDamagedException($"{where} is missing.");
                }

                var entry = codec.Decode(raw.Bytes, raw.Texts, seq, hash, where);
                try
                {
                    state = apply(state, entry);
                }
                catch (Exception exception) when (StoredJson.IsUnreadable(exception))
                {
                    throw new LedgerDamagedException(
                        $"{where} doesn't add up: {exception.Message}",
                        exception
                    );
                }

                hash = Chain.HashOf(raw.Bytes);
                seq++;
            }

            if (page.Count == 0)
            {
                return (
                    state ?? throw new LedgerDamagedException($"{stream.Entry(1)} is missing."),
                    hash
                );
            }
        }
    }
}
