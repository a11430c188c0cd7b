using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ports;
using CreditBot.Reporting;
using CreditBot.Requests;
using NodaTime;
using Quartz;

namespace CreditBot.Jobs;

/// <summary>Writes resets and expiries that are due, and ends requests that nobody answered. Late or twice comes to the same.</summary>
[DisallowConcurrentExecution]
internal sealed class DueJob(
    IStore store,
    Ledgers ledgers,
    CreditDesk credits,
    RequestDesk requests
) : IJob
{
    private const int PageSize = 200;

    public ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => new(RunAsync(cancellationToken));

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var agency in await store.AgenciesAsync(stop))
        {
            // Each pass writes what is due for its clients, so the next page holds others; an empty page ends it.
            while (await store.DueAsync(agency, ledgers.Now, PageSize, stop) is { Count: > 0 } due)
            {
                foreach (var client in due)
                {
                    await credits.CatchUpAsync(
                        new Actor(agency, PersonId.System, ChannelNames.System),
                        client,
                        stop
                    );
                    await requests.LapseAsync(agency, client, stop);
                }
            }
        }
    }
}

/// <summary>Closes month books whose grace has ended, oldest first.</summary>
[DisallowConcurrentExecution]
internal sealed class CloseJob(IStore store, BookKeeper books) : IJob
{
    public ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => new(RunAsync(cancellationToken));

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var agency in await store.AgenciesAsync(stop))
        {
            foreach (var month in await books.ToCloseAsync(agency, stop))
            {
                await books.CloseAsync(agency, month, PersonId.System, stop);
            }
        }
    }
}

/// <summary>Orders the reports that are due: provisional on the 1st, final after the close.</summary>
[DisallowConcurrentExecution]
internal sealed class ReportJob(IStore store, ReportRuns runs) : IJob
{
    public ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => new(RunAsync(cancellationToken));

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var agency in await store.AgenciesAsync(stop))
        {
            await runs.RunDueAsync(agency, stop);
        }
    }
}
