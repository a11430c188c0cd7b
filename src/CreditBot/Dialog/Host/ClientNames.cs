using System.Collections.Concurrent;
using System.Collections.Frozen;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>The names of an agency's clients, which every text is searched for: in memory, until there is a new client, here or on another node.</summary>
internal sealed class ClientNames : IDisposable
{
    /// <summary>A client may have been given another name.</summary>
    private static readonly Duration GoodFor = Duration.FromMinutes(1);

    private readonly IStore _store;
    private readonly Ledgers _ledgers;
    private readonly IDisposable _news;
    private readonly ConcurrentDictionary<AgencyId, Known> _known = new();

    public ClientNames(IStore store, Ledgers ledgers)
    {
        (_store, _ledgers) = (store, ledgers);
        _news = store.OnCommitted(committed =>
        {
            if (
                _known.TryGetValue(committed.Agency, out var known)
                && committed.Clients.Exists(client => !known.Ids.Contains(client))
            )
            {
                Forget(committed.Agency);
            }
        });
    }

    public async ValueTask<IReadOnlyList<string>> OfAsync(AgencyId agency, CancellationToken stop)
    {
        if (!_known.TryGetValue(agency, out var known) || _ledgers.Now - known.At > GoodFor)
        {
            var (ids, names) = (new List<ClientId>(), new List<string>());
            await foreach (var client in _store.ReadableClientsAsync(agency, stop))
            {
                ids.Add(client.Id);
                names.Add(client.Name);
            }

            _known[agency] = known = new Known(names, ids.ToFrozenSet(), _ledgers.Now);
        }

        return known.Names;
    }

    /// <summary>There is a new client.</summary>
    public void Forget(AgencyId agency) => _known.TryRemove(agency, out _);

    public void Dispose() => _news.Dispose();

    private sealed record Known(IReadOnlyList<string> Names, FrozenSet<ClientId> Ids, Instant At);
}
