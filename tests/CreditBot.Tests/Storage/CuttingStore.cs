using System.Reflection;
using CreditBot.Ports;

namespace CreditBot.Tests.Storage;

/// <summary>A store whose answer is lost now and then: before the commit reached it, or after it was written.</summary>
public class CuttingStore : DispatchProxy
{
    private readonly Lock _lock = new();
    private IStore? _store;
    private Random _random = new(0);

    /// <summary>Commits cut before they were written, and after.</summary>
    public (int Before, int After) Cuts { get; private set; }

    /// <summary>How often of a hundred a commit is cut.</summary>
    public int Percent { get; set; }

    public static IStore Around(IStore store, int seed)
    {
        var cutting = Create<IStore, CuttingStore>();
        ((CuttingStore)cutting)._store = store;
        ((CuttingStore)cutting)._random = new Random(seed);
        return cutting;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IStore.CommitAsync)
            ? CommitAsync((Commit)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(_store, args);

    private async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop)
    {
        var (isCut, isBefore) = Draw();
        if (isCut && isBefore)
        {
            throw new StoreUnavailableException("Cut before it was written.");
        }

        var outcome = await _store!.CommitAsync(commit, stop);
        return isCut ? throw new StoreUnavailableException("Cut after it was written.") : outcome;
    }

    private (bool IsCut, bool IsBefore) Draw()
    {
        lock (_lock)
        {
            var isCut = _random.Next(100) < Percent;
            var isBefore = _random.Next(2) == 0;
            if (isCut)
            {
                Cuts = isBefore ? (Cuts.Before + 1, Cuts.After) : (Cuts.Before, Cuts.After + 1);
            }

            return (isCut, isBefore);
        }
    }
}
