using System.Reflection;
using CreditBot.Amounts;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Tests.Outbox;

/// <summary>Which node has which lanes of an outbox that several deliver from.</summary>
internal sealed class Leases
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(AgencyId, string), string> _lanes = [];

    public bool AreFree
    {
        get
        {
            lock (_lock)
            {
                return _lanes.Count == 0;
            }
        }
    }

    /// <summary>A store as one node sees it.</summary>
    public IStore Of(string node, IStore store) => LeasedStore.Of(node, store, this);

    public bool Take(AgencyId agency, string lane, string node)
    {
        lock (_lock)
        {
            return _lanes.TryAdd((agency, lane), node) || _lanes[(agency, lane)] == node;
        }
    }

    public bool Has(AgencyId agency, string lane, string node)
    {
        lock (_lock)
        {
            return _lanes.GetValueOrDefault((agency, lane)) == node;
        }
    }

    public void GiveBack(AgencyId agency, string lane, string node)
    {
        lock (_lock)
        {
            if (_lanes.GetValueOrDefault((agency, lane)) == node)
            {
                _lanes.Remove((agency, lane));
            }
        }
    }

    /// <summary>A node is paused for so long that its leases end.</summary>
    public void EndAllOf(string node)
    {
        lock (_lock)
        {
            foreach (var lane in _lanes.Where(pair => pair.Value == node).ToList())
            {
                _lanes.Remove(lane.Key);
            }
        }
    }
}

/// <summary>Passes everything on but what concerns lanes.</summary>
public class LeasedStore : DispatchProxy
{
    private string _node = "";
    private IStore _store = null!;
    private Leases _leases = null!;

    internal static IStore Of(string node, IStore store, Leases leases)
    {
        var proxy = Create<IStore, LeasedStore>();
        var leased = (LeasedStore)(object)proxy;
        (leased._node, leased._store, leased._leases) = (node, store, leases);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(IStore.OutboxDueAsync):
                return DueAsync((Instant)args![0]!, (int)args[1]!, (CancellationToken)args[2]!);
            case nameof(IStore.MaySendAsync):
                var message = (OutboxMessage)args![0]!;
                return new ValueTask<bool>(_leases.Has(message.Agency, message.Lane, _node));
            case nameof(IStore.LaneDoneAsync):
                _leases.GiveBack((AgencyId)args![0]!, (string)args[1]!, _node);
                return ValueTask.CompletedTask;
            default:
                return targetMethod.Invoke(_store, args);
        }
    }

    private async Task<IReadOnlyList<OutboxMessage>> DueAsync(
        Instant now,
        int limit,
        CancellationToken stop
    )
    {
        var seen = await _store.OutboxDueAsync(now, limit, stop);
        var taken = seen.Select(message => (message.Agency, message.Lane))
            .Distinct()
            .Where(lane => _leases.Take(lane.Agency, lane.Lane, _node))
            .ToHashSet();
        // Read again, as another node may have sent some before they were taken.
        var due = await _store.OutboxDueAsync(now, limit, stop);
        var mine = due.Where(message => taken.Contains((message.Agency, message.Lane))).ToList();
        foreach (var lane in taken.Except(mine.Select(message => (message.Agency, message.Lane))))
        {
            _leases.GiveBack(lane.Agency, lane.Lane, _node);
        }

        return mine;
    }
}
