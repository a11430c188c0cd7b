using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>The agency's bought credits against what its clients have used: a projection that may be negative (contract.md).</summary>
internal sealed class Pool(IStore store)
{
    public async Task<(Credits Purchased, Credits Used)> ReadAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var used = Credits.Zero;
        await foreach (var client in store.AllClientsAsync(agency, stop))
        {
            used += client.PoolUsed;
        }

        return ((await store.AgencyAsync(agency, stop))?.Purchased ?? Credits.Zero, used);
    }
}

/// <summary>Walks that need more than one page.</summary>
internal static class StoreWalks
{
    private const int PageSize = 500;

    /// <summary>Every client of an agency, page by page, in order of their ids.</summary>
    public static async IAsyncEnumerable<ClientState> AllClientsAsync(
        this IStore store,
        AgencyId agency,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
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
}
