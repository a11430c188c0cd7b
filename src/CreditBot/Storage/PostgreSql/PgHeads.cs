using CreditBot.Amounts;
using CreditBot.Ledger;
using Microsoft.Extensions.Caching.Memory;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Heads as this node saw them last. Another node may have written since: a head counts only when the table still has its hash.</summary>
internal sealed class PgHeads : IDisposable
{
    /// <summary>Of stored bytes; in memory a head takes some times more.</summary>
    private const long MostBytes = 48 * 1024 * 1024;

    private readonly MemoryCache _heads = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public Head<ClientState>? Find(AgencyId agency, ClientId client) =>
        _heads.Get<Head<ClientState>>((agency, client));

    public Head<AgencyState>? Find(AgencyId agency) => _heads.Get<Head<AgencyState>>(agency);

    /// <param name="bytes">How many it is stored as.</param>
    public void Put(AgencyId agency, ClientId client, Head<ClientState> head, int bytes) =>
        _heads.Set((agency, client), head, new MemoryCacheEntryOptions { Size = bytes });

    public void Put(AgencyId agency, Head<AgencyState> head, int bytes) =>
        _heads.Set(agency, head, new MemoryCacheEntryOptions { Size = bytes });

    public void Dispose() => _heads.Dispose();
}
