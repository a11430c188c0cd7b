using System.Net.Http.Headers;

namespace CreditBot.Bench.Ledger;

/// <summary>The product, and what it is measured against.</summary>
internal static class Servers
{
    private const string AdminKey = "an-admin-key-for-measuring-only";

    /// <summary>The product outside Development, without a demo, on a store that is there or is made.</summary>
    public static Task<ServerProcess> ProductAsync(string store) => ProductAsync(Settings(store));

    /// <summary>The same as a node on a PostgreSQL database.</summary>
    /// <param name="folder">For mail.</param>
    public static Task<ServerProcess> NodeAsync(string database, string folder) =>
        ProductAsync(NodeSettings(database, folder));

    /// <summary>How a node on a PostgreSQL database is set up to be measured.</summary>
    public static IReadOnlyDictionary<string, string> NodeSettings(
        string database,
        string folder
    ) =>
        new Dictionary<string, string>(
            Settings(Path.Combine(folder, "none.db")),
            StringComparer.Ordinal
        )
        {
            ["Storage__Provider"] = "postgresql",
            ["Storage__ConnectionString"] = database,
        };

    private static async Task<ServerProcess> ProductAsync(
        IReadOnlyDictionary<string, string> settings
    )
    {
        var server = await ServerProcess.StartAsync(Product, [], settings, "/healthz");
        server.Http.DefaultRequestHeaders.Authorization = Key;
        return server;
    }

    /// <summary>An endpoint that stores the same events in LiteDB and does nothing else.</summary>
    public static Task<ServerProcess> BareUsageAsync(string file) => BareAsync("usage", file);

    /// <summary>An endpoint that stores the same events in PostgreSQL and does nothing else.</summary>
    public static Task<ServerProcess> BareRowsAsync(string database) => BareAsync("rows", database);

    /// <summary>ASP.NET Core with one route.</summary>
    public static Task<ServerProcess> EmptyAsync() => BareAsync("empty");

    /// <summary>One of the bare servers, by what it does.</summary>
    public static Task<ServerProcess> BareAsync(params string[] arguments) =>
        ServerProcess.StartAsync(Bare, arguments, Nothing, "/");

    /// <summary>The product's assembly.</summary>
    public static string Product => Built("src/CreditBot", "creditbot.dll");

    /// <summary>How the product is set up to be measured.</summary>
    public static IReadOnlyDictionary<string, string> Settings(string store) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Agency__Name"] = "Bench",
            ["Agency__TimeZone"] = "America/New_York",
            ["Api__AdminKey"] = AdminKey,
            ["Mail__PickupDirectory"] = Path.Combine(Path.GetDirectoryName(store)!, "mail"),
            ["Storage__Path"] = store,
        };

    public static AuthenticationHeaderValue Key { get; } = new("Bearer", AdminKey);

    private static string Bare => Built("bench/CreditBot.Bench.Bare", "CreditBot.Bench.Bare.dll");

    private static Dictionary<string, string> Nothing => [];

    /// <summary>A file or folder of the checkout.</summary>
    public static string InTree(string path) =>
        Path.Combine(Output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName, path);

    private static DirectoryInfo Output => new(AppContext.BaseDirectory.TrimEnd('/'));

    // bench/CreditBot.Bench/bin/Release/net10.0 → src/CreditBot/bin/Release/net10.0, the same two names.
    private static string Built(string project, string assembly) =>
        Path.Combine(InTree(project), "bin", Output.Parent!.Name, Output.Name, assembly);
}
