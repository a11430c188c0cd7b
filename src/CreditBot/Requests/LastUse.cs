using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>A client's last use that stands, and what taking it back would come to.</summary>
/// <param name="Preview">As if it were done now; the entry is not written.</param>
internal sealed record LastUse(ClientState Client, ClientEntry.Used Used, LedgerAnswer Preview);

/// <summary>Finds what "the last edit" of a client is, for who wants to take it back.</summary>
internal sealed class LastUses(IStore store, Reversals reversals)
{
    /// <summary>Entries looked through, from the newest back; a use before them is named by its number over the API.</summary>
    private const int Most = 1000;

    /// <param name="client">Caught up or not: only what is written counts.</param>
    public async Task<LastUse?> FindAsync(
        AgencyId agency,
        ClientState client,
        CancellationToken stop
    )
    {
        if (await store.ClientAsync(agency, client.Id, stop) is not { } state)
        {
            return null;
        }

        var entries = await store.EntriesAsync(
            agency,
            state.Id,
            Math.Max(0, state.Version - Most),
            Most,
            stop
        );
        return
            entries
                .Select(stored => stored.Entry)
                .OfType<ClientEntry.Used>()
                .Where(used => !state.Reversed.Contains(used.Seq))
                .OrderBy(used => used.At)
                .ThenBy(used => used.Seq)
                .LastOrDefault()
                is { } last
            ? new LastUse(client, last, await reversals.PreviewAsync(agency, state, last, stop))
            : null;
    }
}
