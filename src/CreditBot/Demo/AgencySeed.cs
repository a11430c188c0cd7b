using CreditBot.Amounts;
using CreditBot.Hosting;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Settings;

namespace CreditBot.Demo;

/// <summary>Makes the agencies of the settings in an empty store; from then on the store rules (contract.md, Settings).</summary>
/// <remarks>Before anybody is served, unless the store is away: then the host starts all the same, and is ready when this is done.</remarks>
internal sealed partial class AgencySeed(
    IStore store,
    Ledgers ledgers,
    HostSettings settings,
    Readiness readiness,
    ILogger<AgencySeed> log
) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryAsync(cancellationToken))
        {
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            await Task.Delay(Again, stoppingToken);
        } while (!await TryAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(CancellationToken stop)
    {
        try
        {
            await FillAsync(stop);
            readiness.IsFilled = true;
            return true;
        }
        catch (StoreUnavailableException away)
        {
            LogAway(away.Message);
            return false;
        }
    }

    private async Task FillAsync(CancellationToken stop)
    {
        foreach (var (agency, hosted) in settings.Agencies)
        {
            if (await store.AgencyAsync(agency, stop) is not null)
            {
                continue;
            }

            if (hosted.SeedDemo)
            {
                LogDemo(agency);
                await new DemoSeed(store, agency, hosted.Terms, ledgers.Now).RunAsync(stop);
            }
            else
            {
                await WriteTermsAsync(ledgers, agency, hosted.Terms, stop);
            }
        }
    }

    /// <returns>False when the agency is there already: another node was faster.</returns>
    internal static async Task<bool> WriteTermsAsync(
        Ledgers ledgers,
        AgencyId agency,
        AgencyTerms terms,
        CancellationToken stop
    )
    {
        var isNew = false;
        await ledgers.ChangeAgencyAsync(
            agency,
            (state, now) =>
            {
                isNew = state is null;
                return isNew
                    ? new AgencyEntry.TermsSet(terms)
                    {
                        Seq = 1,
                        At = now,
                        RecordedAt = now,
                    }
                    : null;
            },
            null,
            stop
        );
        return isNew;
    }

    [LoggerMessage(
        1001,
        LogLevel.Information,
        "The store is empty: making demo agency {Agency} with eight months of history"
    )]
    private partial void LogDemo(AgencyId agency);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "The store is away, so this node isn't ready yet; it will be when the store is there ({Why})"
    )]
    private partial void LogAway(string why);
}
