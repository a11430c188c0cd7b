using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>A client's margin in the running month, from its own entries alone: what a manager sees beside a request.</summary>
internal sealed class ClientMargin(IStore store)
{
    private const int EntryPage = 1000;

    public async Task<Money> ReadAsync(
        AgencyState agency,
        ClientId client,
        Instant now,
        CancellationToken stop
    )
    {
        var zone = agency.Terms.Catalog.Zone;
        var month = now.InZone(zone).Date.ToYearMonth();
        if (await store.ClientAsync(agency.Id, client, stop) is not { } state)
        {
            return Money.Zero(agency.Terms.Catalog.Currency);
        }

        var entries = new List<ClientEntry>();
        var after = ClientMonths.EntriesAfter(state, month, zone);
        while (after < state.Version)
        {
            var page = await store.EntriesAsync(agency.Id, client, after, EntryPage, stop);
            // What was written since the state was read belongs to a later picture.
            entries.AddRange(
                page.Select(stored => stored.Entry).Where(entry => entry.Seq <= state.Version)
            );
            after = page[^1].Entry.Seq;
        }

        return ClientMonths
                .Of(
                    new ClientSource(state, entries),
                    agency,
                    month,
                    ImmutableDictionary<PersonId, string>.Empty,
                    null,
                    Instant.Max(now, state.RecordedAt)
                )
                ?.Book.Totals.Margin
            ?? Money.Zero(agency.Terms.Catalog.Currency);
    }
}
