using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Jobs;

/// <summary>Does something for every agency: one that can't be helped, since a ledger is damaged, doesn't keep the others waiting.</summary>
internal abstract partial class AgencyJob(IStore store, ILogger log) : IRecurringJob
{
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var agency in await store.AgenciesAsync(stop))
        {
            try
            {
                await RunAsync(agency, stop);
            }
            catch (LedgerDamagedException damaged)
            {
                LogDamaged(log, agency, damaged);
            }
        }
    }

    /// <summary>Does it for one.</summary>
    protected abstract Task RunAsync(AgencyId agency, CancellationToken stop);

    [LoggerMessage(
        4002,
        LogLevel.Error,
        "A job for agency {Agency} can't be done: a ledger is damaged. 'creditbot verify' names it"
    )]
    private static partial void LogDamaged(ILogger log, AgencyId agency, Exception damaged);
}
