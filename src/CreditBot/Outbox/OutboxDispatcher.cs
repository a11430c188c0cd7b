using System.Collections.Frozen;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Ports;
using CreditBot.Requests;
using NodaTime;

namespace CreditBot.Outbox;

/// <summary>Delivers what waits in the outbox: at least once, in order within a lane, with back-off, until it is sent or given up on (design.md §6).</summary>
internal sealed partial class OutboxDispatcher(
    IStore store,
    Ledgers ledgers,
    IEnumerable<IOutboxSender> senders,
    ILogger<OutboxDispatcher> log
) : BackgroundService
{
    private const int PageSize = 100;

    /// <summary>After so many failures a message is dead; with the back-off below that is more than a day.</summary>
    private const int MostAttempts = 20;

    /// <summary>How long a message that has become due waits at most; well below the shortest pause.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly Duration LongestPause = Duration.FromHours(3);
    private readonly FrozenDictionary<string, IOutboxSender> _senders = senders.ToFrozenDictionary(
        sender => sender.Kind
    );
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Breaks off what is being sent: when the host has waited for it long enough.</summary>
    private readonly CancellationTokenSource _tooLate = new();

    /// <summary>Delivers everything that is due now; what fails waits for its next time.</summary>
    public async Task RunOnceAsync(CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            while (await store.OutboxDueAsync(ledgers.Now, PageSize, stop) is { Count: > 0 } due)
            {
                // Lanes don't wait for one another; within a lane a failure holds back what follows.
                await Task.WhenAll(
                    due.GroupBy(message => (message.Agency, message.Lane))
                        .GroupBy(lane => SideBySide(lane.First()))
                        .Select(lanes => DeliverInTurnAsync(lanes, stop))
                );
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        _tooLate.Dispose();
        base.Dispose();
    }

    /// <summary>What is being sent is brought to its end: broken off, it would be sent again by another node, or after the start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var giveUp = cancellationToken.Register(_tooLate.Cancel);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(1);
        using var news = store.OnCommitted(committed =>
        {
            if (committed.HasOutbox && wake.CurrentCount == 0)
            {
                wake.Release();
            }
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            await wake.WaitAsync(Idle, stoppingToken);
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (StoreUnavailableException unavailable)
            {
                LogStoreAway(unavailable);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Ending here would end the whole process: what waits stays in the store and is tried again.
                LogRunFault(e);
            }
        }
    }

    /// <summary>Waits longer with each failure: 10 s, 20 s, 40 s … up to three hours.</summary>
    internal static Duration Pause(int attempts) =>
        Duration.Min(Duration.FromSeconds(5L << Math.Min(attempts, 12)), LongestPause);

    /// <summary>Lanes with the same name are served one after the other: reports, since each is a workbook in memory, and a crash then repeats one of them at most.</summary>
    private static string SideBySide(OutboxMessage message) =>
        message.Kind == OutboxKinds.Report
            ? OutboxKinds.Report
            : $"{message.Agency}/{message.Lane}";

    private async Task DeliverInTurnAsync(
        IEnumerable<IEnumerable<OutboxMessage>> lanes,
        CancellationToken stop
    )
    {
        foreach (var lane in lanes)
        {
            await DeliverAsync([.. lane], stop);
        }
    }

    private async Task DeliverAsync(IReadOnlyList<OutboxMessage> lane, CancellationToken stop)
    {
        try
        {
            foreach (var message in lane)
            {
                stop.ThrowIfCancellationRequested();
                // Paused for long, this process may have lost the lane to another one, which has gone on in it.
                if (!await store.MaySendAsync(message, stop))
                {
                    LogLaneLost(message.Lane);
                    return;
                }

                var after = await AttemptAsync(message, stop);
                // Also when the host is being stopped: what has left is marked, or it would leave again.
                await store.CommitAsync(
                    new Commit(after.Agency) { Outbox = [after] },
                    CancellationToken.None
                );
                if (after is { State: OutboxState.Waiting, Attempts: > 0 })
                {
                    return;
                }
            }
        }
        finally
        {
            await store.LaneDoneAsync(lane[0].Agency, lane[0].Lane);
        }
    }

    private async Task<OutboxMessage> AttemptAsync(OutboxMessage message, CancellationToken stop)
    {
        var delivery = await AskSenderAsync(message, stop);
        var attempts = message.Attempts + 1;
        switch (delivery)
        {
            case Delivery.Sent:
                return message with { State = OutboxState.Sent, Attempts = attempts, Error = null };
            case Delivery.Postponed postponed:
                // Put off is not failed: what follows in the lane, urgent maybe, doesn't wait for it.
                return message with { DueAt = postponed.Until, Attempts = 0, Error = null };
            case Delivery.TryLater later when attempts < MostAttempts:
                LogLater(message.Id, attempts, later.Why);
                return message with
                {
                    Attempts = attempts,
                    DueAt = ledgers.Now + (later.After ?? Pause(attempts)),
                    Error = later.Why,
                };
            default:
                var why = delivery is Delivery.Gone gone
                    ? gone.Why
                    : ((Delivery.TryLater)delivery).Why;
                LogDead(message.Id, why);
                return message with { State = OutboxState.Dead, Attempts = attempts, Error = why };
        }
    }

    private async Task<Delivery> AskSenderAsync(OutboxMessage message, CancellationToken stop)
    {
        if (!_senders.TryGetValue(message.Kind, out var sender))
        {
            return new Delivery.Gone($"Nothing here sends '{message.Kind}'.");
        }

        try
        {
            return await sender.DeliverAsync(message, _tooLate.Token);
        }
        catch (Exception e)
            when (e is not OperationCanceledException
                || !(stop.IsCancellationRequested || _tooLate.IsCancellationRequested)
            )
        {
            // A fault of one message must not hold up the others: it is logged, kept with the message, and tried again.
            LogFault(message.Id, e);
            return new Delivery.TryLater(e.Message);
        }
    }

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "Outbox message {Id} was not delivered (attempt {Attempts}): {Why}"
    )]
    private partial void LogLater(string id, int attempts, string why);

    [LoggerMessage(3002, LogLevel.Error, "Outbox message {Id} is dead: {Why}")]
    private partial void LogDead(string id, string why);

    [LoggerMessage(3003, LogLevel.Error, "Outbox message {Id} failed")]
    private partial void LogFault(string id, Exception fault);

    [LoggerMessage(3005, LogLevel.Error, "The outbox failed; it goes on in a moment")]
    private partial void LogRunFault(Exception fault);

    [LoggerMessage(
        3006,
        LogLevel.Warning,
        "The lane {Lane} of the outbox has gone to another process, as this one was paused"
    )]
    private partial void LogLaneLost(string lane);

    [LoggerMessage(3004, LogLevel.Warning, "The store is away; the outbox waits")]
    private partial void LogStoreAway(Exception fault);
}
