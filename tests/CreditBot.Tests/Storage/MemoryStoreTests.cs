using CreditBot.Ports;
using CreditBot.Storage.Memory;

namespace CreditBot.Tests.Storage;

public sealed class MemoryStoreTests : StoreContract
{
    protected override IStore OpenStore() => new MemoryStore(Clock);

    protected override ValueTask<IStore> ReopenAsync(IStore store) => ValueTask.FromResult(store);
}
