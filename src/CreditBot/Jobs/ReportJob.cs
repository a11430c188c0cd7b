using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Reporting;

namespace CreditBot.Jobs;

/// <summary>Orders the reports that are due: provisional on the 1st, final after the close.</summary>
internal sealed class ReportJob(IStore store, ReportRuns runs, ILogger<ReportJob> log)
    : AgencyJob(store, log)
{
    protected override Task RunAsync(AgencyId agency, CancellationToken stop) =>
        runs.RunDueAsync(agency, stop);
}
