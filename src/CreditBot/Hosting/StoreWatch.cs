using System.Diagnostics.Metrics;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Hosting;

/// <summary>Looks now and then whether the store answers, for the gauge in /metrics and for the log.</summary>
internal sealed partial class StoreWatch : BackgroundService
{
    /// <summary>The meter's name.</summary>
    public const string Name = "CreditBot";

    public const string Away = "the store is away";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Whoever asks about readiness doesn't wait longer for an answer that says no.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IStore _store;
    private readonly ILogger<StoreWatch> _log;
    private volatile bool _answers;

    public StoreWatch(IStore store, IMeterFactory meters, ILogger<StoreWatch> log)
    {
        (_store, _log) = (store, log);
        meters
            .Create(Name)
            .CreateObservableGauge(
                "creditbot.store.ready",
                () => _answers ? 1 : 0,
                description: "1 while the store answers, 0 while it is away"
            );
    }

    /// <summary>What is wrong with the store just now, in words; null when it answers.</summary>
    public async Task<string?> LookAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            // One row at most, read from where it is kept.
            await _store
                .DocumentsAsync(AgencyId.Default, DocumentKinds.Counter, "", null, 1, limit.Token)
                .WaitAsync(limit.Token);
            Saw(true);
            return null;
        }
        catch (Exception away)
            when (away is StoreUnavailableException or OperationCanceledException
                && !stop.IsCancellationRequested
            )
        {
            Saw(false);
            return Away;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault);
            }

            await Task.Delay(Every, stoppingToken);
        }
    }

    private void Saw(bool answers)
    {
        if (_answers != answers)
        {
            _answers = answers;
            LogState(answers ? "is there" : "is away");
        }
    }

    [LoggerMessage(1101, LogLevel.Information, "The store {State}")]
    private partial void LogState(string state);

    [LoggerMessage(1102, LogLevel.Error, "The store could not be looked at")]
    private partial void LogFault(Exception fault);
}
