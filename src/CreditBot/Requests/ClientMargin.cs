using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Months;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>A client's margin in the running month, from its own entries alone: what a manager sees beside a request.</summary>
internal sealed class ClientMargin(IStore store)
{
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

        var after = ClientMonths.EntriesAfter(state, month, zone);
        var entries = await store
            .AllEntriesAsync(agency.Id, client, after, state.Version, stop)
            .ToListAsync(stop);
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
