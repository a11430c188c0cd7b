using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Jobs;

/// <summary>Does something for every agency: one that can't be helped, since a ledger is damaged, doesn't keep the others waiting.</summary>
internal static partial class EachAgency
{
    public static async Task RunAsync(
        IStore store,
        Func<AgencyId, Task> run,
        ILogger log,
        CancellationToken stop
    )
    {
        foreach (var agency in await store.AgenciesAsync(stop))
        {
            try
            {
                await run(agency);
            }
            catch (LedgerDamagedException damaged)
            {
                LogDamaged(log, agency, damaged);
            }
        }
    }

    [LoggerMessage(
        4002,
        LogLevel.Error,
        "A job for agency {Agency} can't be done: a ledger is damaged. 'creditbot verify' names it"
    )]
    private static partial void LogDamaged(ILogger log, AgencyId agency, Exception damaged);
}
