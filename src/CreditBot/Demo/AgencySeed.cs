using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;

namespace CreditBot.Demo;

/// <summary>Makes the agencies of the settings in an empty store; from then on the store rules (contract.md, Settings).</summary>
internal sealed partial class AgencySeed(
    IStore store,
    Ledgers ledgers,
    HostSettings settings,
    ILogger<AgencySeed> log
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (agency, hosted) in settings.Agencies)
        {
            if (await store.AgencyAsync(agency, cancellationToken) is not null)
            {
                continue;
            }

            if (hosted.SeedDemo)
            {
                LogDemo(agency);
                await new DemoSeed(store, agency, hosted.Terms, ledgers.Now).RunAsync(
                    cancellationToken
                );
            }
            else
            {
                await WriteTermsAsync(ledgers, agency, hosted.Terms, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static Task WriteTermsAsync(
        Ledgers ledgers,
        AgencyId agency,
        AgencyTerms terms,
        CancellationToken stop
    ) =>
        ledgers.ChangeAgencyAsync(
            agency,
            (state, now) =>
                new AgencyEntry.TermsSet(terms)
                {
                    Seq = (state?.Version ?? 0) + 1,
                    At = now,
                    RecordedAt = now,
                },
            null,
            stop
        );

    [LoggerMessage(
        1001,
        LogLevel.Information,
        "The store is empty: making demo agency {Agency} with eight months of history"
    )]
    private partial void LogDemo(AgencyId agency);
}
