using CreditBot.Ledger;
using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using NodaTime;

namespace CreditBot.Hosting;

/// <summary>Compiles, while another core puts the host together, what the host needs right after: opening the store and reading its first rows.</summary>
/// <remarks>It touches no file and no setting, and nothing waits for it; without it everything is the same, later.</remarks>
internal static class Prelude
{
    public static void Play()
    {
        _ = Task.Run(Store);
        _ = Task.Run(Facts);
    }

    private static void Store()
    {
        using var pages = new MemoryStream();
        using var log = new MemoryStream();
        using var tables = new LiteDbTables(pages, log);
        tables.MakeAll();
        tables.Write([(Tables.Store, "key", []), (Tables.Entries, "key", [])]);
        tables.Checkpoint();
        tables.Get(Tables.Store, "key");
        tables.Range(Tables.Store, "", Keys.EndOf(""), 1);
    }

    private static void Facts()
    {
        _ = DateTimeZoneProviders.Tzdb;
        StoredJson.Options.GetTypeInfo(typeof(Head<AgencyState>));
    }
}
