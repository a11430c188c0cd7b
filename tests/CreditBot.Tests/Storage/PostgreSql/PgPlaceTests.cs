using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.PostgreSql;

/// <summary>Many nodes share a database; what changes or copies all of it has it alone.</summary>
public sealed class PgPlaceTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(Start);
    private PostgresServer _server = null!;
    private string _database = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.SharedAsync();
        _database = await _server.NewDatabaseAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task While_nodes_are_there_nobody_has_it_alone_and_they_are_named()
    {
        await using (Open(StoreUse.Node))
        await using (Open(StoreUse.Node))
        {
            var refused = Should.Throw<StoreStartException>(() => Open(StoreUse.Alone));
            refused.Message.ShouldStartWith(
                "Others work on the database: creditbot on 127.0.0.1 since "
            );
            refused.Message.ShouldEndWith("). Stop them first.");
            refused.Message.Split("creditbot on").Length.ShouldBe(3, "both");
        }

        await using (Open(StoreUse.Alone)) { }
    }

    [Fact]
    public async Task Whoever_closes_it_leaves_it_free_at_once()
    {
        for (var i = 0; i < 20; i++)
        {
            await using (Open(StoreUse.Node)) { }
            await using (Open(StoreUse.Alone)) { }
        }
    }

    [Fact]
    public async Task While_somebody_has_it_alone_no_node_starts_and_nobody_else_has_it_either()
    {
        await using (Open(StoreUse.Alone))
        {
            foreach (var use in new[] { StoreUse.Node, StoreUse.Alone, StoreUse.MoveTarget })
            {
                Should.Throw<StoreStartException>(() => Open(use));
            }
        }

        await using var node = Open(StoreUse.Node);
        (await node.AgenciesAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_was_cut_off_and_finds_it_taken_waits_until_it_is_free()
    {
        await using var node = Open(StoreUse.Node);
        PgStore? alone = null;
        await UntilAsync(async () =>
        {
            var name = new Npgsql.NpgsqlConnectionStringBuilder(_database).Database;
            await _server.SqlAsync(
                $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
            );
            try
            {
                alone = Open(StoreUse.Alone);
                return true;
            }
            catch (StoreStartException)
            {
                return false;
            }
        });

        await UntilAsync(async () => !await IsThereAsync(node));
        await alone!.DisposeAsync();
        await UntilAsync(() => IsThereAsync(node));
    }

    private PgStore Open(StoreUse use) =>
        PgStore.Open(_database, _clock, NullLogger<PgStore>.Instance, use: use);

    private static async Task<bool> IsThereAsync(PgStore node)
    {
        try
        {
            await node.AgenciesAsync(Stop);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Waits for what another process does; the test ends with its own time.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(20, Stop);
        }
    }
}
