using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Jobs;

/// <summary>Seals what moved, once a day on the agency's calendar. Late or twice comes to the same.</summary>
internal sealed class SealJob(IStore store, DailySeals seals, ILogger<SealJob> log)
    : AgencyJob(store, log)
{
    protected override Task RunAsync(AgencyId agency, CancellationToken stop) =>
        seals.SealAsync(agency, stop);
}
