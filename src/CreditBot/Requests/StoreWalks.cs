using System.Runtime.CompilerServices;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Walks that need more than one page.</summary>
internal static class StoreWalks
{
    private const int PageSize = 500;
    private const int EntryPage = 1000;

    /// <summary>The clients of an agency but those whose ledgers are damaged, for what has to go on without them: pages, lists, facts on cards. No book is made from these.</summary>
    public static async IAsyncEnumerable<ClientState> ReadableClientsAsync(
        this IStore store,
        AgencyId agency,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        ClientId? after = null;
        while (true)
        {
            var page = await store.ClientIdsAsync(agency, after, PageSize, stop);
            foreach (var id in page)
            {
                if (await store.ReadableAsync(agency, id, stop) is { } client)
                {
                    yield return client;
                }
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1];
        }
    }

    /// <summary>A client, or null when there is none or its ledger is damaged.</summary>
    public static async ValueTask<ClientState?> ReadableAsync(
        this IStore store,
        AgencyId agency,
        ClientId client,
        CancellationToken stop
    )
    {
        try
        {
            return await store.ClientAsync(agency, client, stop);
        }
        catch (LedgerDamagedException)
        {
            return null;
        }
    }

    /// <summary>Every client of an agency, page by page, in order of their ids.</summary>
    /// <exception cref="LedgerDamagedException">The ledger of one is damaged.</exception>
    public static async IAsyncEnumerable<ClientState> AllClientsAsync(
        this IStore store,
        AgencyId agency,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        ClientId? after = null;
        while (true)
        {
            var page = await store.ClientsAsync(agency, after, PageSize, stop);
            foreach (var client in page)
            {
                yield return client;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }

    /// <summary>A client's entries after a number, page by page, up to the last one that its state knows.</summary>
    public static async IAsyncEnumerable<ClientEntry> AllEntriesAsync(
        this IStore store,
        AgencyId agency,
        ClientState client,
        long after,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        while (after < client.Version)
        {
            var page = await store.EntriesAsync(agency, client.Id, after, EntryPage, stop);
            // What was written since the state was read is another picture's.
            foreach (var stored in page.Where(stored => stored.Entry.Seq <= client.Version))
            {
                yield return stored.Entry;
            }

            after = page[^1].Entry.Seq;
        }
    }
}
