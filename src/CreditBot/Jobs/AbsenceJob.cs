using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Jobs;

/// <summary>Shows a stand-in what waits when a planned absence begins. Late or twice comes to the same.</summary>
internal sealed class AbsenceJob(IStore store, StandIns standIns, ILogger<AbsenceJob> log)
    : AgencyJob(store, log)
{
    protected override Task RunAsync(AgencyId agency, CancellationToken stop) =>
        standIns.BeginDueAsync(agency, stop);
}
