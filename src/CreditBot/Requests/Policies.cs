using CreditBot.Amounts;
using CreditBot.Identity;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Requests;

/// <summary>The policy in force, another one in its place, and what another one would have done (design.md §5).</summary>
internal sealed class Policies(IStore store, Ledgers ledgers, People people)
{
    public Task<AgencyState> SetAsync(
        AgencyId agency,
        RequestPolicy policy,
        PersonId by,
        CancellationToken stop
    ) =>
        ledgers.ChangeAgencyAsync(
            agency,
            (state, now) =>
                new AgencyEntry.TermsSet(state!.Terms with { Policy = policy })
                {
                    Seq = state.NextSeq,
                    At = now,
                    RecordedAt = now,
                    By = by,
                },
            null,
            stop
        );

    /// <summary>The requests of a month under a policy, in their order; only reads.</summary>
    public async Task<IReadOnlyList<ReplayLine>> TestAsync(
        AgencyId agency,
        YearMonth month,
        RequestPolicy policy,
        CancellationToken stop
    )
    {
        var state = await ledgers.AgencyAsync(agency, stop);
        var zone = state.Terms.Catalog.Zone;
        var team = await people.TeamAsync(agency, ledgers.Now, stop);
        var lines = new List<ReplayLine>();
        await foreach (var client in store.ReadableClientsAsync(agency, stop))
        {
            if (
                !client.Requests.Values.Any(request =>
                    request.CreatedAt.InZone(zone).Date.ToYearMonth() == month
                )
            )
            {
                continue;
            }

            var entries = new List<ClientEntry>();
            await foreach (
                var entry in store.AllEntriesAsync(agency, client.Id, 0, client.Version, stop)
            )
            {
                entries.Add(entry);
            }

            lines.AddRange(
                PolicyReplay.Of(
                    client.Id,
                    entries,
                    month,
                    state,
                    policy,
                    [.. team.Deciders(client.Id).Select(manager => new PersonId(manager.Id))]
                )
            );
        }

        return [.. lines.OrderBy(line => line.Request.Id)];
    }
}
