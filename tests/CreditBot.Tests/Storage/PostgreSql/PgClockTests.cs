using CreditBot.Storage;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Testing;

namespace CreditBot.Tests.Storage.PostgreSql;

public sealed class PgClockTests
{
    private static readonly FakeClock Own = new(Instant.FromUtc(2001, 1, 1, 0, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_go_by_the_database_whatever_their_own_clocks_say()
    {
        var database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        await using var clock = Clock(database);
        clock.GetCurrentInstant().ShouldBe(Own.GetCurrentInstant());

        await clock.StartAsync(Stop);

        // The server is on this machine.
        var off = clock.GetCurrentInstant() - SystemClock.Instance.GetCurrentInstant();
        Math.Abs(off.TotalMinutes).ShouldBeLessThan(1);
        Math.Abs((clock.GetUtcNow() - DateTimeOffset.UtcNow).TotalMinutes).ShouldBeLessThan(1);
        await clock.StopAsync(Stop);
    }

    [Fact]
    public async Task Without_the_database_a_node_starts_by_its_own_clock()
    {
        await using var server = await PostgresServer.StartAsync(fsync: false);
        var database = await server.NewDatabaseAsync();
        await server.StopAsync();
        await using var clock = Clock(database);

        await clock.StartAsync(Stop);

        clock.GetCurrentInstant().ShouldBe(Own.GetCurrentInstant());
        await clock.StopAsync(Stop);
    }

    private static PgClock Clock(string database) =>
        new(
            Options.Create(
                new StorageOptions
                {
                    Provider = StorageOptions.PostgreSql,
                    ConnectionString = database,
                }
            ),
            NullLogger<PgClock>.Instance,
            Own
        );
}
