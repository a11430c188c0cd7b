using CreditBot.Bench.Ledger;
using CreditBot.Bench.Ledger.Parts;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.Bench.Postgres;

/// <summary><c>postgres [part …]</c>: nodes on PostgreSQL, as ratios in one run on this machine, the database on the same cores.</summary>
internal static class PostgresBench
{
    private static readonly (
        string Name,
        string What,
        Func<Figures, PostgresServer, Task> Run
    )[] Parts =
    [
        ("usage", "Usage over HTTP against a bare INSERT", UsageAsync),
        ("grants", "Grants on distinct clients against bare appends", Grants.RunAsync),
        ("busy", "Grants on one busy client", Grants.BusyAsync),
        ("nodes", "Two nodes against one, usage and turns together", TwoNodes.RunAsync),
        ("many", "Very many agencies against one", ManyAgencies.RunAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Except(Parts.Select(part => part.Name), StringComparer.Ordinal).Any())
        {
            Console.Error.WriteLine("postgres [part …]: all parts, or some of");
            foreach (var (name, what, _) in Parts)
            {
                Console.Error.WriteLine($"  {name, -10} {what}");
            }

            return 2;
        }

        var figures = new Figures(Console.Out);
        foreach (var (name, what, run) in Parts)
        {
            if (args.Length == 0 || args.Contains(name, StringComparer.Ordinal))
            {
                figures.Heading($"{name}: {what}");
                await using var server = await PostgresServer.StartAsync();
                await run(figures, server);
            }
        }

        return figures.AllReached ? 0 : 1;
    }

    private static async Task UsageAsync(Figures figures, PostgresServer server)
    {
        using var folder = new TempFolder();
        await using var product = await Servers.NodeAsync(
            await server.NewDatabaseAsync(),
            folder.Of("")
        );
        await using var bare = await Servers.BareRowsAsync(await server.NewDatabaseAsync());
        await UsageOverHttp.RunAsync(figures, product, bare);
    }
}
