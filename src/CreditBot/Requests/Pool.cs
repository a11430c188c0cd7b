using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Requests;

/// <summary>The agency's bought credits against what its clients have used: a projection that may be negative (contract.md).</summary>
/// <remarks>A client whose ledger is damaged is left out until it can be read again: decisions on the others need the figure.</remarks>
internal sealed class Pool(IStore store)
{
    /// <summary>Purchases less usage; null when nothing was bought.</summary>
    public async Task<decimal?> LeftAsync(AgencyId agency, CancellationToken stop) =>
        await ReadAsync(agency, stop) is { Purchased: { IsZero: false } bought, Used: var used }
            ? bought.Value - used.Value
            : null;

    public async Task<(Credits Purchased, Credits Used)> ReadAsync(
        AgencyId agency,
        CancellationToken stop
    )
    {
        var used = Credits.Zero;
        await foreach (var client in store.ReadableClientsAsync(agency, stop))
        {
            used += client.PoolUsed;
        }

        return ((await store.AgencyAsync(agency, stop))?.Purchased ?? Credits.Zero, used);
    }
}
