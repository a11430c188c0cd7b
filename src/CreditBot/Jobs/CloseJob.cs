using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Reporting;

namespace CreditBot.Jobs;

/// <summary>Closes month books whose grace has ended, oldest first.</summary>
internal sealed class CloseJob(IStore store, BookKeeper books, ILogger<CloseJob> log)
    : AgencyJob(store, log)
{
    protected override Task RunAsync(AgencyId agency, CancellationToken stop) =>
        books.CloseDueAsync(agency, stop);
}
