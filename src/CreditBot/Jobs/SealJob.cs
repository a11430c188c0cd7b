using CreditBot.Ports;
using Quartz;

namespace CreditBot.Jobs;

/// <summary>Seals what moved, once a day on the agency's calendar. Late or twice comes to the same.</summary>
[DisallowConcurrentExecution]
internal sealed class SealJob(IStore store, DailySeals seals, ILogger<SealJob> log) : IJob
{
    public ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => new(RunAsync(cancellationToken));

    public Task RunAsync(CancellationToken stop) =>
        EachAgency.RunAsync(store, agency => seals.SealAsync(agency, stop), log, stop);
}
