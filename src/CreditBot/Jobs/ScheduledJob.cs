using CreditBot.Ports;
using Quartz;

namespace CreditBot.Jobs;

/// <summary>What Quartz runs: the job that goes by the name.</summary>
/// <remarks>
/// One class for all, so that Quartz' tables hold names and no types of ours. A node of another version that doesn't know a
/// job leaves that run out; a type that it can't load would stop the job for every node.
/// </remarks>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledJob(IServiceProvider jobs, ILogger<ScheduledJob> log) : IJob
{
    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    )
    {
        var name = context.JobDetail.Key.Name;
        if (jobs.GetKeyedService<IRecurringJob>(name) is not { } job)
        {
            LogUnknown(name);
            return;
        }

        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (StoreUnavailableException away)
        {
            LogStoreAway(name, away);
        }
    }

    [LoggerMessage(4004, LogLevel.Warning, "The job {Name} is not of this version")]
    private partial void LogUnknown(string name);

    [LoggerMessage(4005, LogLevel.Warning, "The store is away; the job {Name} runs next time")]
    private partial void LogStoreAway(string name, Exception away);
}
