using CreditBot.Ports;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditBot.Tests.Storage.LiteDb;

public sealed class LiteDbStoreTests : StoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditbot-store-");

    protected override IStore OpenStore() =>
        LiteDbStore.Open(
            Path.Combine(_folder.FullName, "creditbot.db"),
            "http://localhost:3978",
            Clock,
            NullLogger<LiteDbStore>.Instance
        );

    protected override async ValueTask<IStore> ReopenAsync(IStore store)
    {
        await store.DisposeAsync();
        return OpenStore();
    }

    protected override void Clean() => _folder.Delete(recursive: true);
}
