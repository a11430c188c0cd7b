using System.Net;
using System.Net.Sockets;

namespace CreditBot.Tests.Storage.PostgreSql;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_database_belongs_to_a_role_without_rights_and_sorts_as_people_do()
    {
        var server = await PostgresServer.SharedAsync();
        var name = Of(await server.NewDatabaseAsync(), "Database");

        var owner = await server.SqlAsync(
            $"SELECT rolsuper, rolcreatedb, rolcreaterole, datlocprovider, 'a' < 'B' COLLATE \"en-US-x-icu\" FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE datname = '{name}' AND rolname = '{name}'"
        );

        owner.Trim().ShouldBe("f|f|f|i|t");
        Of(await server.NewDatabaseAsync(), "Database").ShouldNotBe(name);
    }

    [Fact]
    public async Task It_stops_crashes_and_comes_back_on_its_port_with_what_it_was_told()
    {
        await using var server = await PostgresServer.StartAsync();
        var port = server.Port;
        await server.SqlAsync("CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)");

        await server.CrashAsync();
        IsHeard(port).ShouldBeFalse();
        await server.StartAgainAsync();
        (await server.SqlAsync("SELECT n FROM kept", "SHOW fsync")).ShouldBe("7\non\n");
        server.Log.ShouldContain("database system was not properly shut down");

        await server.RestartAsync();
        (await server.SqlAsync("SELECT n FROM kept")).ShouldBe("7\n");
        server.Port.ShouldBe(port);
    }

    [Fact]
    public async Task Nothing_of_it_is_left_when_its_input_ends_as_it_does_with_a_killed_process()
    {
        var server = await PostgresServer.StartAsync(fsync: false);
        IsHeard(server.Port).ShouldBeTrue();

        await server.DisposeAsync();

        IsHeard(server.Port).ShouldBeFalse();
        Directory.Exists(server.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_start_that_fails_says_what_the_server_logged()
    {
        var failed = await Should.ThrowAsync<InvalidOperationException>(() =>
            PostgresServer.StartAsync(fsync: false, "max_connections=many")
        );

        failed.Message.ShouldContain("max_connections");
    }

    private static bool IsHeard(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Of(string connectionString, string name) =>
        connectionString.Split(';').Select(part => part.Split('=')).Single(part => part[0] == name)[
            1
        ];
}
