using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Jobs;

/// <summary>Writes resets, expiries and changes of state that are due, ends requests that nobody answered, and does what follows an end. Late or twice comes to the same.</summary>
internal sealed partial class DueJob(
    IStore store,
    Ledgers ledgers,
    RequestDesk requests,
    Farewells farewells,
    ILogger<DueJob> log
) : IRecurringJob
{
    private const int PageSize = 200;

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var agency in await store.DueAgenciesAsync(ledgers.Now, stop))
        {
            var failed = new HashSet<ClientId>();
            while (await DueAsync(agency, failed, stop) is { Count: > 0 } due)
            {
                foreach (var client in due)
                {
                    await RunAsync(agency, client, failed, stop);
                }
            }
        }
    }

    // Each pass writes what is due for its clients, so the next page holds others; an empty page ends it.
    private async Task<IReadOnlyList<ClientId>> DueAsync(
        AgencyId agency,
        HashSet<ClientId> failed,
        CancellationToken stop
    ) =>
        [
            .. (await store.DueAsync(agency, ledgers.Now, PageSize + failed.Count, stop)).Where(
                client => !failed.Contains(client)
            ),
        ];

    private async Task RunAsync(
        AgencyId agency,
        ClientId client,
        HashSet<ClientId> failed,
        CancellationToken stop
    )
    {
        try
        {
            var written = await requests.LapseAsync(agency, client, stop);
            if (written is LedgerResult.Done { After: var state } && Farewells.IsDue(state))
            {
                await farewells.FinishAsync(agency, client, stop);
            }
        }
        catch (LedgerDamagedException damaged)
        {
            // The others get their resets all the same; this one is tried again next time.
            failed.Add(client);
            LogDamaged(client, damaged);
        }
    }

    [LoggerMessage(
        4001,
        LogLevel.Error,
        "What is due for client {Client} can't be written: its ledger is damaged"
    )]
    private partial void LogDamaged(ClientId client, Exception damaged);
}
