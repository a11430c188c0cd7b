using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage.Memory;

/// <summary>A store that is gone with the process: for whole dialogs from a file, and for tests. Bytes and hashes are real.</summary>
/// <param name="isShared">Several nodes in one process have it.</param>
internal sealed class MemoryStore(IClock clock, bool isShared = false) : EmbeddedStore(clock)
{
    public override bool IsShared => isShared;

    private readonly Lock _lock = new();
    private readonly MemoryTables _tables = new();

    public override async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return await Task.FromResult(Write(commit));
    }

    public override ValueTask DisposeAsync() => News.DisposeAsync();

    protected internal override ValueTask<T> ReadAsync<T>(
        Func<ITables, T> read,
        CancellationToken stop
    )
    {
        stop.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(read(_tables));
        }
    }

    protected internal override Task RewriteAsync(
        IReadOnlyCollection<(string Table, string Key, byte[]? Value)> changes,
        CancellationToken stop
    )
    {
        lock (_lock)
        {
            foreach (var (table, key, value) in changes)
            {
                _tables.Put(table, key, value);
            }

            Forget();
            Waiting.Load(_tables);
        }

        return Task.CompletedTask;
    }

    private CommitOutcome Write(Commit commit)
    {
        lock (_lock)
        {
            var group = new CommitGroup(_tables, this, Now);
            var outcome = group.Take(commit);
            if (outcome is CommitOutcome.Done)
            {
                foreach (var (table, key, value) in group.Changes)
                {
                    _tables.Put(table, key, value);
                }

                group.Publish(Waiting);
                News.Publish(commit);
            }

            return outcome;
        }
    }
}
