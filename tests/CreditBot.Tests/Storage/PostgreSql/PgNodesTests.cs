using System.Collections.Concurrent;
using System.Diagnostics;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Npgsql;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.PostgreSql;

/// <summary>Several nodes on one database: what one writes the others know, nothing counts twice, and a database that goes and comes back loses nothing.</summary>
public sealed class PgNodesTests : IAsyncLifetime
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly FakeClock _clock = new(Start);
    private readonly PausedTime _time = new();
    private readonly List<PgStore> _stores = [];
    private PostgresServer _server = null!;
    private string _database = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Instant Now => _clock.GetCurrentInstant();

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.SharedAsync();
        _database = await _server.NewDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nodes_that_start_at_once_make_the_tables_once()
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Node(), Stop))
        );

        foreach (var node in opened)
        {
            (await node.AgenciesAsync(Stop)).ShouldBeEmpty();
        }

        (await SqlAsync("select count(*) from schema_versions")).ShouldBe("2");
    }

    [Fact]
    public async Task What_one_node_writes_the_other_reads_at_once()
    {
        var (one, other) = (Node(), Node());
        await DoneAsync(one, Found(Agency, Now));
        await DoneAsync(one, Of(Agency, Open("bella", Now)));
        for (var i = 0; i < 20; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (one, other) : (other, one);
            await DoneAsync(writer, Use(Agency, await ClientAsync(writer), Now, $"{i}"));
            await DoneAsync(writer, WithDocument(Agency, "dana", $"{{\"n\":{i}}}"));

            (await ClientAsync(reader)).Version.ShouldBe((await ClientAsync(writer)).Version);
            (await reader.DocumentAsync(Agency, "person", "dana", Stop))!.Json.ShouldBe(
                $"{{\"n\":{i}}}"
            );
            (
                await reader.UsageAsync(Agency, new UsageKey("editor", $"{i}"), Stop)
            ).ShouldNotBeNull();
        }

        (await ClientAsync(other)).PoolUsed.ShouldBe(Credits.Of(20));
        await ShouldBeCleanAsync(other);
    }

    [Fact]
    public async Task What_was_decided_on_an_older_state_is_a_conflict_whoever_wrote_since()
    {
        var (one, other) = (Node(), Node());
        await DoneAsync(one, Found(Agency, Now));
        await DoneAsync(one, Of(Agency, Open("bella", Now)));
        var read = await ClientAsync(other);
        await DoneAsync(one, Use(Agency, read, Now, "1"));

        (await other.CommitAsync(Use(Agency, read, Now, "2"), Stop)).ShouldBe(
            new CommitOutcome.Conflict("client bella")
        );
        (await other.CommitAsync(Use(Agency, await ClientAsync(other), Now, "1"), Stop)).ShouldBe(
            new CommitOutcome.Conflict("usage 1 of editor")
        );
        await DoneAsync(other, WithDocument(Agency, "dana", "{}", readVersion: 0));
        (
            await one.CommitAsync(WithDocument(Agency, "dana", "{}", readVersion: 0), Stop)
        ).ShouldBeOfType<CommitOutcome.Conflict>();
    }

    [Fact]
    public async Task Usage_takes_two_round_trips_one_to_read_and_one_to_write()
    {
        var node = Node();
        await DoneAsync(node, Found(Agency, Now));
        var clients = Enumerable.Range(0, 20).Select(n => $"client-{n}").ToList();
        await DoneAsync(node, Of(Agency, [.. clients.Select(id => Open(id, Now))]));
        var database = new NpgsqlConnectionStringBuilder(_database).Database;
        var trips = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Value is string db && db == database))
                {
                    trips.Add(string.Join('\n', activity.TagObjects));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        var facts = await node.UsageFactsAsync(
            Agency,
            [.. clients.Select(Id)],
            [.. clients.Select(id => new UsageKey("editor", id))],
            Stop
        );
        var used = facts
            .Clients.Values.Select(client => Use(Agency, client, Now, client.Id.Value))
            .ToList();
        await DoneAsync(
            node,
            new Commit(Agency)
            {
                Clients = [.. used.SelectMany(commit => commit.Clients)],
                Usage = [.. used.SelectMany(commit => commit.Usage)],
            }
        );

        // What tells the others is told aside, and a connection may have to be opened first.
        trips
            .Where(sent =>
                sent.Contains("db.query.text", StringComparison.Ordinal)
                && !sent.Contains("pg_notify", StringComparison.Ordinal)
            )
            .Count()
            .ShouldBe(2, string.Join("\n\n", trips));
        (await ClientAsync(node, "client-7")).PoolUsed.ShouldBe(Credits.Of(1));
        await ShouldBeCleanAsync(node);
    }

    [Fact]
    public async Task What_was_decided_before_a_close_is_not_written_after_it_by_another_node()
    {
        var (one, other) = (Node(), Node());
        await DoneAsync(one, Found(Agency, Now));
        await DoneAsync(one, Of(Agency, Open("bella", Now)));
        var decided = Use(Agency, await ClientAsync(other), Now, "1");
        _clock.AdvanceSeconds(1);
        await DoneAsync(one, await ClosedAsync(one));

        (await other.CommitAsync(decided, Stop)).ShouldBe(
            new CommitOutcome.Conflict("agency default")
        );
    }

    [Fact]
    public async Task Of_many_commits_of_many_nodes_each_is_written_whole_or_conflicts()
    {
        var nodes = new[] { Node(), Node(), Node() };
        await DoneAsync(nodes[0], Found(Agency, Now));
        string[] ids = ["a", "b", "c", "d"];
        foreach (var id in ids)
        {
            await DoneAsync(nodes[0], Of(Agency, Open(id, Now)));
        }

        // Every event is sent to all three nodes, which race for each client.
        const int Events = 25;
        await Task.WhenAll(
            nodes.SelectMany(node =>
                ids.Select(id => Task.Run(() => UseAllAsync(node, id, Events), Stop))
            )
        );

        foreach (var id in ids)
        {
            (await ClientAsync(nodes[0], id)).PoolUsed.ShouldBe(Credits.Of(Events));
        }

        await ShouldBeCleanAsync(nodes[1]);
    }

    [Fact]
    public async Task A_lane_is_one_node_s_until_it_gives_it_back_stops_or_is_gone_for_longer_than_its_lease()
    {
        var one = Node();
        var other = Node();
        await DoneAsync(
            one,
            WithOutbox(Agency, Message(Agency, "01", Now), Message(Agency, "02", Now))
        );
        await DoneAsync(one, WithOutbox(Agency, Message(Agency, "03", Now) with { Lane = "free" }));
        (await DueAsync(one)).ShouldBe(["01", "02", "03"]);
        (await DueAsync(other)).ShouldBeEmpty();

        await one.LaneDoneAsync(Agency, "free");
        (await DueAsync(other)).ShouldBe(["03"]);
        (await DueAsync(one)).ShouldBe(["01", "02"]);

        // Paused, a node renews nothing: the lease runs out in the database, and by its own running clock.
        (await one.MaySendAsync(Message(Agency, "01", Now), Stop)).ShouldBeTrue();
        _time.Passed += PgLanes.Lease;
        await SqlAsync("update outbox_lanes set until = clock_timestamp() where lane = 'lane'");
        (await DueAsync(other)).ShouldBe(["01", "02", "03"]);
        (await one.MaySendAsync(Message(Agency, "01", Now), Stop)).ShouldBeFalse();
        (await DueAsync(one)).ShouldBeEmpty();

        await other.DisposeAsync();
        (await DueAsync(one)).ShouldBe(["01", "02", "03"]);
    }

    [Fact]
    public async Task News_of_a_commit_reaches_the_other_nodes()
    {
        var (one, other) = (Node(), Node());
        await other.AgenciesAsync(Stop);
        var heard = new TaskCompletionSource<Committed>();
        using var listening = other.OnCommitted(news =>
        {
            if (news.HasOutbox)
            {
                heard.TrySetResult(news);
            }
        });
        await UntilAsync(async () =>
        {
            await DoneAsync(
                one,
                WithOutbox(Agency, Message(Agency, "01", Now)) with
                {
                    Documents = [new DocumentWrite("person", "dana", "{}")],
                }
            );
            return heard.Task.IsCompleted;
        });

        var told = await heard.Task;
        told.Agency.ShouldBe(Agency);
        told.DocumentKinds.ShouldBe(["person"]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_commit_whose_answer_is_lost_is_done_once(bool serverDidIt, bool isHeld)
    {
        await using var proxy = new CuttingProxy(_server.Port);
        var behind = Node(
            _database.Replace($"Port={_server.Port}", $"Port={proxy.Port}") + ";Max Auto Prepare=0"
        );
        var other = Node();
        if (isHeld)
        {
            await DoneAsync(behind, Found(Agency, Now));
        }

        await DoneAsync(behind, Of(Agency, Open("bella", Now)));

        for (var i = 0; i < 5; i++)
        {
            var commit = Use(Agency, await ClientAsync(behind), Now, $"{i}");
            proxy.CutNext(serverDidIt ? CuttingProxy.Cut.After : CuttingProxy.Cut.Before);
            await DoneAsync(behind, commit);
        }

        proxy.Cuts.ShouldBe(5);
        (await ClientAsync(other)).PoolUsed.ShouldBe(Credits.Of(5));
        await ShouldBeCleanAsync(other);
    }

    /// <summary>Transactions that a crash takes with it leave no trace, and the server gives their numbers to others.</summary>
    [Fact]
    public async Task A_commit_that_a_crash_took_is_not_taken_for_another_that_got_its_number()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var proxy = new CuttingProxy(server.Port);
        var database = await server.NewDatabaseAsync();
        var behind = Node(
            database.Replace($"Port={server.Port}", $"Port={proxy.Port}") + ";Max Auto Prepare=0"
        );
        await DoneAsync(behind, Found(Agency, Now));
        await DoneAsync(behind, Of(Agency, Open("bella", Now)));
        // With an answer to keep it is read under locks first, and known by its number afterwards.
        var commit = Use(Agency, await ClientAsync(behind), Now, "0") with
        {
            Answer = new KeptAnswer("key", "digest", 200, null, "told", Now + Duration.FromDays(1)),
        };
        proxy.CutNext(
            CuttingProxy.Cut.Before,
            async () =>
            {
                await server.RestartAsync(crash: true);
                await server.SqlAsync(
                    Enumerable
                        .Repeat("insert into others values (1)", 20)
                        .Prepend("create table others (n int)")
                );
            }
        );

        var wasTold = true;
        try
        {
            await DoneAsync(behind, commit);
        }
        catch (StoreUnavailableException)
        {
            // Honest, too: the server was away for long.
            wasTold = false;
        }

        proxy.Cuts.ShouldBe(1);
        if (wasTold)
        {
            (await ClientAsync(Node(database))).PoolUsed.ShouldBe(Credits.Of(1));
        }
    }

    [Fact]
    public async Task A_database_that_goes_away_is_used_again_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        await server.StopAsync();
        var node = Node(database);
        await Should.ThrowAsync<StoreUnavailableException>(async () =>
            await node.AgenciesAsync(Stop)
        );
        await Should.ThrowAsync<StoreUnavailableException>(async () =>
            await node.CommitAsync(Found(Agency, Now), Stop)
        );
        await server.StartAgainAsync();
        await UntilAsync(async () => await ThereAsync(node));
        await DoneAsync(node, Found(Agency, Now));
        await DoneAsync(node, Of(Agency, Open("bella", Now)));

        for (var i = 0; i < 3; i++)
        {
            await server.RestartAsync(crash: i % 2 == 0);
            (await ClientAsync(node)).PoolUsed.ShouldBe(Credits.Of(i));
            await server.RestartAsync(crash: i % 2 == 1);
            await DoneAsync(node, Use(Agency, await ClientAsync(node), Now, $"{i}"));
        }

        await ShouldBeCleanAsync(node);
    }

    [Fact]
    public async Task What_is_wrong_with_a_database_is_said_without_its_password()
    {
        var wrong = _database[.._database.IndexOf("Password=", StringComparison.Ordinal)];
        var refused = Should.Throw<StoreStartException>(() => Node($"{wrong}Password=hunter2"));
        refused.Message.ShouldContain("Storage:ConnectionString");
        refused.ToString().ShouldNotContain("hunter2");

        await SqlAsync(
            "revoke create on schema public from public",
            "alter schema public owner to postgres"
        );
        Should
            .Throw<StoreStartException>(() => Node())
            .Message.ShouldContain("right to create tables");
    }

    [Fact]
    public async Task Every_key_starts_with_the_agency()
    {
        Node();
        var keys = await SqlAsync(
            """
            select c.relname || ':' || a.attname from pg_index i
            join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where n.nspname = 'public' and i.indisunique and c.relname not in ('schema_versions')
            """
        );

        var lines = keys.Split('\n');
        lines.Length.ShouldBe(Tables.All.Count + 1, "all tables, and the lanes");
        lines.ShouldAllBe(line => line.EndsWith(":agency"));
    }

    private PgStore Node(string? database = null)
    {
        var store = PgStore.Open(
            database ?? _database,
            _clock,
            NullLogger<PgStore>.Instance,
            database is null ? _time : TimeProvider.System
        );
        lock (_stores)
        {
            _stores.Add(store);
        }

        return store;
    }

    private async Task UseAllAsync(PgStore node, string client, int events)
    {
        for (var i = 0; i < events; )
        {
            var commit = Use(Agency, await ClientAsync(node, client), Now, $"{client}-{i}");
            if (
                await node.CommitAsync(commit, Stop) is CommitOutcome.Done
                || await node.UsageAsync(Agency, commit.Usage[0].Key, Stop) is not null
            )
            {
                i++;
            }
        }
    }

    private async Task<Commit> ClosedAsync(PgStore node)
    {
        var state = (await node.AgencyAsync(Agency, Stop))!;
        var entry = new AgencyEntry.MonthClosed(new YearMonth(2026, 10))
        {
            Seq = state.NextSeq,
            At = Now,
            RecordedAt = Now,
        };
        return new Commit(Agency)
        {
            AgencyEntries = [entry],
            AgencyState = AgencyState.Apply(state, Agency, entry),
        };
    }

    private async Task<string[]> DueAsync(PgStore node) =>
        [.. (await node.OutboxDueAsync(Now, 10, Stop)).Select(message => message.Id)];

    private static async Task<bool> ThereAsync(PgStore node)
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

    private static async Task ShouldBeCleanAsync(PgStore node)
    {
        var report = await new StoreCheck(node).RunAsync(null, Stop);
        report.Faults.ShouldBeEmpty();
    }

    private static async Task DoneAsync(PgStore node, Commit commit) =>
        (await node.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();

    /// <summary>The client as a command reads it: with the agency, so that the node holds both heads afterwards.</summary>
    private static async Task<ClientState> ClientAsync(PgStore node, string id = "bella")
    {
        await node.AgencyAsync(Agency, Stop);
        return (await node.ClientAsync(Agency, Id(id), Stop)).ShouldNotBeNull();
    }

    private async Task<string> SqlAsync(params string[] statements) =>
        (
            await _server.SqlAsync([
                $"\\connect {_database.Split(';').Single(part => part.StartsWith("Database=", StringComparison.Ordinal))["Database=".Length..]}",
                .. statements,
            ])
        ).Trim();

    /// <summary>The time of a process that is paused: its clock goes on, its timers don't.</summary>
    private sealed class PausedTime : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long GetTimestamp() => Passed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        ) => System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
