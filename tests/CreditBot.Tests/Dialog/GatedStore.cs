using System.Reflection;
using CreditBot.Ports;

namespace CreditBot.Tests.Dialog;

/// <summary>A store that several nodes have, and that holds up the next commit to a ledger when it is told to.</summary>
public class GatedStore : DispatchProxy
{
    private IStore _store = null!;
    private TaskCompletionSource? _held;
    private TaskCompletionSource? _gate;

    public static IStore Around(IStore store)
    {
        var gated = Create<IStore, GatedStore>();
        ((GatedStore)gated)._store = store;
        return gated;
    }

    /// <summary>The next commit to a ledger waits.</summary>
    /// <returns>Ends when it does; and what lets it go.</returns>
    public (Task Held, TaskCompletionSource Gate) HoldNext()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (_held, _gate) = (held, gate);
        return (held.Task, gate);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IStore.CommitAsync)
        && args![0] is Commit { Clients.IsEmpty: false } commit
        && Interlocked.Exchange(ref _gate, null) is { } gate
            ? LaterAsync(commit, gate.Task, (CancellationToken)args[1]!)
            : targetMethod.Invoke(_store, args);

    private async Task<CommitOutcome> LaterAsync(Commit commit, Task gate, CancellationToken stop)
    {
        _held!.SetResult();
        await gate;
        return await _store.CommitAsync(commit, stop);
    }
}
