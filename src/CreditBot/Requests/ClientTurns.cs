using CreditBot.Amounts;

namespace CreditBot.Requests;

/// <summary>The turns of some clients, held until disposed: meanwhile no other change of them is under way in this process.</summary>
internal sealed class ClientTurns(KeyedGate gate, AgencyId agency) : IDisposable
{
    private readonly List<IDisposable> _held = [];

    public bool IsEmpty => _held.Count == 0;

    /// <summary>Waits for its turn with each.</summary>
    public async Task TakeAsync(IEnumerable<ClientId> clients, CancellationToken stop)
    {
        // In one order for all, so that no two wait for each other.
        foreach (var client in clients.OrderBy(id => id.Value, StringComparer.Ordinal))
        {
            _held.Add(await gate.EnterAsync($"{agency}/{client}", stop));
        }
    }

    public void Dispose()
    {
        foreach (var turn in _held)
        {
            turn.Dispose();
        }

        _held.Clear();
    }
}
