using CreditBot.Bench.Ledger;

namespace CreditBot.Bench.Turns;

/// <summary>The product as a bot without sign-in, and the echoes that it is measured against.</summary>
internal static class Bots
{
    private const string Peers = "tests/CreditBot.RealClients/npm/node_modules";

    /// <summary>In Development, since only there a bot without an app id takes anything; without the demo.</summary>
    public static Task<ServerProcess> ProductAsync(string store) =>
        StartAsync(Servers.Settings(store));

    /// <summary>The same as a node on a PostgreSQL database.</summary>
    /// <param name="folder">For mail.</param>
    public static Task<ServerProcess> NodeAsync(string database, string folder) =>
        StartAsync(Servers.NodeSettings(database, folder));

    private static async Task<ServerProcess> StartAsync(
        IReadOnlyDictionary<string, string> settings
    )
    {
        var server = await ServerProcess.StartAsync(
            Servers.Product,
            [],
            new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Seed__Demo"] = "false",
            },
            "/healthz"
        );
        server.Http.DefaultRequestHeaders.Authorization = Servers.Key;
        return server;
    }

    /// <summary>ASP.NET Core that answers each activity with its text.</summary>
    public static Task<ServerProcess> BareEchoAsync() => Servers.BareAsync("echo");

    /// <summary>LiteDB behind one route: documents that belong together, in one transaction.</summary>
    public static Task<ServerProcess> BareDocumentsAsync(string file) =>
        Servers.BareAsync("documents", file);

    /// <summary>The platform's own SDK in Node; null when the peers of the tests aren't installed (<c>./test.sh</c> does).</summary>
    public static async Task<ServerProcess?> NodeEchoAsync()
    {
        var modules = Servers.InTree(Peers);
        return Directory.Exists(modules)
            ? await ServerProcess.StartAsync(
                Servers.InTree("bench/CreditBot.Bench/Turns/echo-bot.js"),
                [],
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["NODE_PATH"] = modules,
                    ["NODE_ENV"] = "production",
                },
                "/",
                program: "node"
            )
            : null;
    }
}
