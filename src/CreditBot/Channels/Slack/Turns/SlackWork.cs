using System.Collections.Immutable;
using System.Threading.Channels;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Security;
using CreditBot.Ports;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Does the work after Slack was told "received": a person's inputs one after the other, different people side by side.</summary>
internal sealed partial class SlackWork(
    IStore store,
    SlackInbox inbox,
    SlackTurns turns,
    SlackWorkspaces workspaces,
    IHostApplicationLifetime lifetime,
    ILogger<SlackWork> log
) : BackgroundService
{
    private const int Lanes = 16;
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(30);

    private readonly ImmutableArray<Channel<Begun>> _lanes =
    [
        .. Enumerable
            .Range(0, Lanes)
            .Select(_ =>
                Channel.CreateUnbounded<Begun>(new UnboundedChannelOptions { SingleReader = true })
            ),
    ];

    private readonly Lock _gate = new();
    private int _atWork;
    private TaskCompletionSource _idle = Finished();

    /// <summary>Takes an input on: once it returns, the input is on disk and will be answered.</summary>
    /// <returns>False when it was taken before.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was taken; Slack is to try again.</exception>
    public async Task<bool> TakeAsync(AgencyId agency, SlackInput input, CancellationToken stop)
    {
        if (!await inbox.KeepAsync(agency, input, stop))
        {
            return false;
        }

        Put(agency, input, isAgain: false);
        return true;
    }

    /// <summary>Does at once what can't wait in a line and leaves no trace: a window, the Home tab.</summary>
    public void Start(Func<SlackTurns, CancellationToken, Task> work)
    {
        Begin();
        _ = Task.Run(async () =>
        {
            try
            {
                await work(turns, lifetime.ApplicationStopping);
            }
            catch (Exception fault)
            {
                LogFailed(fault, "view");
            }
            finally
            {
                End();
            }
        });
    }

    /// <summary>Ends when everything that was taken on is done.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _idle.Task;
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!store.IsShared)
        {
            // Before anybody is served, so that nothing new is among them.
            foreach (var agency in workspaces.Agencies)
            {
                foreach (var input in await inbox.WaitingAsync(agency, cancellationToken))
                {
                    Put(agency, input, isAgain: true);
                }
            }
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            .. _lanes.Select(lane => RunAsync(lane.Reader, stoppingToken)),
            store.IsShared ? TakeOverAsync(stoppingToken) : Task.CompletedTask,
        ]);

    /// <summary>Goes on with what other nodes have left lying.</summary>
    private async Task TakeOverAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                foreach (var agency in workspaces.Agencies)
                {
                    foreach (var input in await inbox.AbandonedAsync(agency, stop))
                    {
                        Put(agency, input, isAgain: true);
                    }
                }
            }
            catch (StoreUnavailableException)
            {
                // Looked at again when it is back.
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                LogFailed(fault, "inbox");
            }

            await Task.Delay(LooksEvery, stop);
        }
    }

    private async Task RunAsync(ChannelReader<Begun> lane, CancellationToken stop)
    {
        await foreach (var (agency, input, isAgain) in lane.ReadAllAsync(stop))
        {
            try
            {
                // When the host stops, what is begun is brought to its end: broken off, it would be answered not at all or twice.
                await turns.TakeAsync(agency, input, isAgain, CancellationToken.None);
                await inbox.DoneAsync(agency, input, CancellationToken.None);
            }
            catch (Exception fault)
            {
                LogFailed(fault, input.Id);
                await GiveUpAsync(agency, input);
            }
            finally
            {
                End();
            }
        }
    }

    /// <summary>The person is told and may try again; tried again by itself it would fail again.</summary>
    private async Task GiveUpAsync(AgencyId agency, SlackInput input)
    {
        try
        {
            await turns.ApologizeAsync(agency, input, CancellationToken.None);
            await inbox.DoneAsync(agency, input, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // It stays in the inbox, for the next start.
            LogFailed(fault, input.Id);
        }
    }

    private void Put(AgencyId agency, SlackInput input, bool isAgain)
    {
        Begin();
        var lane = (input.Person.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Lanes;
        _lanes[lane].Writer.TryWrite(new Begun(agency, input, isAgain));
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (_atWork++ == 0)
            {
                _idle = new TaskCompletionSource(
                    TaskCreationOptions.RunContinuationsAsynchronously
                );
            }
        }
    }

    private void End()
    {
        lock (_gate)
        {
            if (--_atWork == 0)
            {
                _idle.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource Finished()
    {
        var finished = new TaskCompletionSource();
        finished.SetResult();
        return finished;
    }

    /// <param name="IsAgain">It was taken on before a crash, and may have been done then.</param>
    private sealed record Begun(AgencyId Agency, SlackInput Input, bool IsAgain);

    [LoggerMessage(4201, LogLevel.Error, "What Slack delivered as {Id} failed")]
    private partial void LogFailed(Exception fault, string id);
}
