using System.Reflection;
using CreditBot.Ports;

namespace CreditBot.Tests.Dialog;

/// <summary>A store that counts what is committed to it.</summary>
public class CommitCounter : DispatchProxy
{
    private IStore? _store;

    public int Commits { get; private set; }

    /// <summary>The store to use, and the counter behind it.</summary>
    public static IStore Around(IStore store)
    {
        var counted = Create<IStore, CommitCounter>();
        ((CommitCounter)counted)._store = store;
        return counted;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IStore.CommitAsync))
        {
            Commits++;
        }

        return targetMethod.Invoke(_store, args);
    }
}
