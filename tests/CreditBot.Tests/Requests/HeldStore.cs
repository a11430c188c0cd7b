using System.Reflection;
using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Tests.Requests;

/// <summary>A store whose next commit waits until the test lets it go, and that finds a client damaged when told to.</summary>
public class HeldStore : DispatchProxy
{
    private readonly List<Commit> _commits = [];
    private IStore? _store;
    private TaskCompletionSource _begun = new();
    private TaskCompletionSource? _held;

    /// <summary>Since the first <see cref="Hold"/>.</summary>
    public IReadOnlyCollection<Commit> Commits => _commits;

    public ClientId? Damaged { get; set; }

    /// <summary>The store to use, and what holds it.</summary>
    public static (IStore Store, HeldStore Held) Around(IStore store)
    {
        var made = Create<IStore, HeldStore>();
        var held = (HeldStore)made;
        held._store = store;
        return (made, held);
    }

    /// <summary>Holds the next commit until <see cref="Release"/>, or until what is returned is disposed.</summary>
    public IDisposable Hold()
    {
        _commits.Clear();
        _begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Releasing(this);
    }

    public void Release() => _held?.TrySetResult();

    /// <summary>Returns when the held commit has begun.</summary>
    public Task WaitForCommitAsync(CancellationToken stop) => _begun.Task.WaitAsync(stop);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name switch
        {
            nameof(IStore.CommitAsync) => CommitAsync(
                (Commit)args![0]!,
                (CancellationToken)args[1]!
            ),
            nameof(IStore.ClientAsync) when args![1] is ClientId client && client == Damaged =>
                throw new LedgerDamagedException($"{client} is not what was written."),
            nameof(IStore.UsageFactsAsync)
                when args![1] is IReadOnlyCollection<ClientId> clients
                    && Damaged is { } damaged
                    && clients.Contains(damaged) => throw new LedgerDamagedException(
                $"{damaged} is not what was written."
            ),
            _ => targetMethod.Invoke(_store, args),
        };

    private async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop)
    {
        lock (_commits)
        {
            _commits.Add(commit);
        }

        _begun.TrySetResult();
        await (_held?.Task ?? Task.CompletedTask);
        return await _store!.CommitAsync(commit, stop);
    }

    private sealed class Releasing(HeldStore held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
