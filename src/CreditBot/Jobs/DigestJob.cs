using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;

namespace CreditBot.Jobs;

/// <summary>Writes the managers' morning digests. Late or twice comes to the same.</summary>
internal sealed class DigestJob(IStore store, Digests digests, ILogger<DigestJob> log)
    : AgencyJob(store, log)
{
    protected override Task RunAsync(AgencyId agency, CancellationToken stop) =>
        digests.SendDueAsync(agency, stop);
}
