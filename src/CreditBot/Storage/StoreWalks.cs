using System.Runtime.CompilerServices;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Walks that need more than one page.</summary>
internal static class StoreWalks
{
    private const int PageSize = 500;
    private const int EntryPage = 1000;

    /// <summary>The clients of an agency but those whose ledgers are damaged, for what has to go on without them: pages, lists, facts on cards. No book is made from these.</summary>
    public static async IAsyncEnumerable<ClientState> ReadableClientsAsync(
        this IStore store,
        AgencyId agency,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await foreach (var id in store.AllClientIdsAsync(agency, stop))
        {
            if (await store.ReadableAsync(agency, id, stop) is { } client)
            {
                yield return client;
            }
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

    /// <summary>The ids of an agency's clients, page by page, in their order.</summary>
    public static IAsyncEnumerable<ClientId> AllClientIdsAsync(
        this IStore store,
        AgencyId agency,
        CancellationToken stop
    ) => PagesAsync(after => store.ClientIdsAsync(agency, after, PageSize, stop), id => id);

    /// <summary>Every client of an agency, page by page, in order of their ids.</summary>
    /// <exception cref="LedgerDamagedException">The ledger of one is damaged.</exception>
    public static IAsyncEnumerable<ClientState> AllClientsAsync(
        this IStore store,
        AgencyId agency,
        CancellationToken stop
    ) =>
        PagesAsync(after => store.ClientsAsync(agency, after, PageSize, stop), client => client.Id);

    /// <summary>A client's entries after one number up to another, page by page; what was written since that one was read is another picture's.</summary>
    public static async IAsyncEnumerable<ClientEntry> AllEntriesAsync(
        this IStore store,
        AgencyId agency,
        ClientId client,
        long after,
        long last,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        while (after < last)
        {
            var page = await store.EntriesAsync(agency, client, after, EntryPage, stop);
            foreach (var stored in page.Where(stored => stored.Entry.Seq <= last))
            {
                yield return stored.Entry;
            }

            after = page[^1].Entry.Seq;
        }
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<ClientId?, Task<IReadOnlyList<T>>> read,
        Func<T, ClientId> idOf
    )
    {
        ClientId? after = null;
        while (true)
        {
            var page = await read(after);
            foreach (var one in page)
            {
                yield return one;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = idOf(page[^1]);
        }
    }
}
