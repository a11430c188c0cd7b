using CreditBot.Ports;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditBot.Tests.Storage.PostgreSql;

public sealed class PgStoreTests : StoreContract, IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync() =>
        _database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();

    protected override IStore OpenStore() =>
        PgStore.Open(_database, Clock, NullLogger<PgStore>.Instance);

    protected override async ValueTask<IStore> ReopenAsync(IStore store)
    {
        await store.DisposeAsync();
        return OpenStore();
    }
}
