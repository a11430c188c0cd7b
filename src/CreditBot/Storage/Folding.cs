using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage.Rebuild;

namespace CreditBot.Storage;

/// <summary>Makes a head again from the entries alone.</summary>
internal static class Folding
{
    private const int AtOnce = 500;

    /// <param name="older">The head that is there, in an older format: it knows the last entry. Null when there is none to ask.</param>
    /// <exception cref="LedgerDamagedException">The entries are not what was written, or don't add up.</exception>
    public static Head<ClientState> Client(
        ITables tables,
        AgencyId agency,
        ClientId client,
        byte[]? older
    )
    {
        var (state, hash) = Fold<ClientEntry, ClientState>(
            EntryCodec.Client,
            tables,
            StreamName.Of(agency, client),
            (state, entry) => ClientFold.Next(client, state, entry)
        );
        if (older is not null)
        {
            HeadWitness.CheckAll(older, StreamName.Of(agency, client), state.Version, hash);
        }

        return HeadCodec.Of(state, hash);
    }

    /// <summary>The same in short reads, so that commits go on meanwhile.</summary>
    /// <exception cref="LedgerDamagedException">The entries are not what was written, or don't add up.</exception>
    public static async Task<Head<ClientState>> ClientAsync(
        TableStore store,
        AgencyId agency,
        ClientId client,
        byte[] older,
        CancellationToken stop
    )
    {
        var stream = StreamName.Of(agency, client);
        var fold = new StreamFold<ClientEntry, ClientState>(
            store,
            EntryCodec.Client,
            stream,
            (state, entry) => ClientFold.Next(client, state, entry)
        )
        {
            Seals = Array.Empty<StreamSeal>().ToLookup(seal => seal.Seq),
        };
        var (folded, hash, version) = await fold.RunAsync(stop);
        HeadWitness.CheckAll(older, stream, version, hash);
        return HeadCodec.Of(folded, hash);
    }

    /// <exception cref="LedgerDamagedException">The entries are not what was written, or don't add up.</exception>
    public static Head<AgencyState> Agency(ITables tables, AgencyId agency, byte[] older)
    {
        var (state, hash) = Fold<AgencyEntry, AgencyState>(
            EntryCodec.Agency,
            tables,
            StreamName.Of(agency),
            (state, entry) => AgencyState.Apply(state, agency, entry)
        );
        HeadWitness.CheckAll(older, StreamName.Of(agency), state.Version, hash);
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
        var chain = new ChainReader<T>(codec, stream);
        TState? folded = null;
        while (
            RawEntries.Read(tables, stream, chain.Seq + 1, long.MaxValue, AtOnce)
                is { Count: > 0 } page
        )
        {
            foreach (var raw in page)
            {
                folded = chain.Next(raw).Fold(stream, folded, apply);
            }
        }

        return (
            folded ?? throw new LedgerDamagedException($"{stream.Entry(1)} is missing."),
            chain.Hash
        );
    }
}
