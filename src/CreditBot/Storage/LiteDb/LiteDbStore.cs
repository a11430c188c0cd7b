using System.Threading.Channels;
using CreditBot.Ports;
using CreditBot.Storage.Move;
using LiteDB;
using NodaTime;
using Changes = System.Collections.Generic.IReadOnlyCollection<(
    string Table,
    string Key,
    byte[]? Value
)>;

namespace CreditBot.Storage.LiteDb;

/// <summary>The default store: one LiteDB file, one thread that writes it (design.md §6).</summary>
/// <remarks>
/// Commits that wait are written together, each whole or not at all; none is answered before it is on disk. Readers never
/// meet the writer inside LiteDB, and heads are served from memory.
/// </remarks>
internal sealed partial class LiteDbStore : EmbeddedStore
{
    /// <summary>Commits written together at most.</summary>
    private const int MostTogether = 256;

    private readonly Channel<CommitWaiter> _waiting = Channel.CreateUnbounded<CommitWaiter>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly ReadGate _gate = new();
    private readonly HolderFile _holder;
    private readonly LiteDbFile _file;
    private readonly ILogger<LiteDbStore> _log;
    private readonly Thread _writer;
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private LiteDbStore(HolderFile holder, LiteDbFile file, IClock clock, ILogger<LiteDbStore> log)
        : base(clock)
    {
        _holder = holder;
        _file = file;
        _log = log;
        News.OnFault = LogListenerFault;
        Waiting.Load(file.Readable!);
        _writer = new Thread(Write) { IsBackground = true, Name = "CreditBot store" };
        _writer.Start();
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="url">Where this process listens, for others that find the file held.</param>
    /// <param name="open">How files are opened; null opens them on disk.</param>
    /// <param name="use">Nobody else has the file meanwhile in any case.</param>
    /// <exception cref="StoreStartException">It can't be opened; the message says why and what to do.</exception>
    public static LiteDbStore Open(
        string path,
        string url,
        IClock clock,
        ILogger<LiteDbStore> log,
        Func<string, IStoreFile>? open = null,
        StoreUse use = StoreUse.Node
    )
    {
        path = Path.GetFullPath(path);
        HolderFile holder;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            holder = HolderFile.Take(path, url, clock.GetCurrentInstant());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException(
                $"The store '{path}' can't be opened: {exception.Message}",
                exception
            );
        }

        LiteDbFile? file = null;
        try
        {
            file = LiteDbFile.Open(path, open ?? (name => new StoreFile(name)));
            if (use != StoreUse.MoveTarget)
            {
                MoveMark.RefuseHalf(file.Readable!, StorageOptions.LiteDb);
            }

            return new LiteDbStore(holder, file, clock, log);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            holder.Dispose();
            throw exception is StoreStartException
                ? exception
                : LiteDbFile.Damaged(path, exception);
        }
    }

    public override async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var waiter = new CommitWaiter(commit);
        if (!_waiting.Writer.TryWrite(waiter))
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        // Once it waits it may be written at any moment, so giving up on it would leave its caller in the dark.
        return await waiter.Outcome;
    }

    protected internal override async Task RewriteAsync(Changes changes, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var waiter = new CommitWaiter(commit: null, changes);
        if (!_waiting.Writer.TryWrite(waiter))
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        await waiter.Outcome;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_waiting.Writer.TryComplete())
        {
            await _ended.Task;
            await News.DisposeAsync();
            _file.Dispose();
            _holder.Dispose();
        }
    }

    protected internal override async ValueTask<T> ReadAsync<T>(
        Func<ITables, T> read,
        CancellationToken stop
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            Exception? fault = null;
            await _gate.EnterAsync(stop);
            try
            {
                if (_file.Readable is { } tables)
                {
                    return read(tables);
                }
            }
            catch (Exception exception)
                when (exception
                        is IOException
                            or LiteException
                            or PageDamagedException
                            or ObjectDisposedException
                )
            {
                LogReadFault(exception);
                fault = exception;
            }
            finally
            {
                _gate.Leave();
            }

            await HealAsync(attempt);
            // A damaged page stays damaged; anything else is tried once more.
            if (fault is PageDamagedException || (fault is not null && attempt > 1))
            {
                throw Told(fault);
            }
        }
    }

    private static Exception Told(Exception fault) =>
        fault is LiteException or PageDamagedException
            ? new LedgerDamagedException($"The store's file is damaged: {fault.Message}", fault)
            : new StoreUnavailableException($"The store can't be read: {fault.Message}", fault);

    // After a fault LiteDB is of no use until its file is opened again, which is the writer's to do.
    private async Task HealAsync(int attempt)
    {
        var waiter = new CommitWaiter(commit: null);
        if (attempt > 2 || !_waiting.Writer.TryWrite(waiter))
        {
            throw new StoreUnavailableException("The store can't be read.");
        }

        await waiter.Outcome;
    }

    private void Write()
    {
        try
        {
            while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                var group = new List<CommitWaiter>();
                while (group.Count < MostTogether && _waiting.Reader.TryRead(out var waiter))
                {
                    group.Add(waiter);
                }

                Write(group);
            }
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void Write(List<CommitWaiter> waiters)
    {
        try
        {
            if (_file.Readable is null || waiters.Exists(waiter => waiter.AsksToReopen))
            {
                Exclusively(() =>
                {
                    _file.GiveUp();
                    _file.Heal();
                });
            }

            foreach (var changes in waiters.Select(waiter => waiter.Changes).OfType<Changes>())
            {
                Exclusively(() =>
                {
                    _file.Write(changes);
                    Forget();
                    Waiting.Load(_file.Readable!);
                });
            }

            var group = new CommitGroup(_file.Readable!, this, Now);
            foreach (var waiter in waiters)
            {
                waiter.Take(group);
            }

            if (group.HasChanges)
            {
                Exclusively(() =>
                {
                    _file.Write(group.Changes);
                    group.Publish(Waiting);
                });
            }
        }
        catch (PageDamagedException damaged) when (waiters.Count > 1)
        {
            // Only those whose own rows lie on a damaged page have to hear of it.
            LogWriteFault(waiters.Count, damaged);
            Exclusively(_file.Reopen);
            foreach (var waiter in waiters)
            {
                Write([waiter]);
            }

            return;
        }
        catch (Exception exception)
        {
            // Whatever went wrong, nobody is told that anything was written, and the next group starts from the file.
            LogWriteFault(waiters.Count, exception);
            Exclusively(_file.Reopen);
            Exception told =
                exception is PageDamagedException
                    ? Told(exception)
                    : new StoreUnavailableException(
                        $"The store can't be written just now: {exception.Message}",
                        exception
                    );
            foreach (var waiter in waiters)
            {
                waiter.Fail(told);
            }
        }

        foreach (var waiter in waiters)
        {
            if (waiter.Answer() is { } written)
            {
                News.Publish(written);
            }
        }
    }

    private void Exclusively(Action act)
    {
        _gate.Close();
        try
        {
            act();
        }
        finally
        {
            _gate.Open();
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "The store could not write {Count} waiting commits")]
    private partial void LogWriteFault(int count, Exception exception);

    [LoggerMessage(3102, LogLevel.Error, "The store could not be read; it is opened again")]
    private partial void LogReadFault(Exception exception);

    [LoggerMessage(3103, LogLevel.Error, "A listener to commits failed")]
    private partial void LogListenerFault(Exception exception);
}
