using System.Text;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using CreditBot.Storage.Memory;
using CreditBot.Storage.Move;
using CreditBot.Storage.PostgreSql;
using CreditBot.Tests.Demo;
using CreditBot.Tests.Hosting;
using CreditBot.Tests.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.Move;

/// <summary>A store that is moved is the same store, byte for byte, or nobody can start on it.</summary>
public sealed class StoreMoveTests : IAsyncLifetime
{
    private const string LiteDb = StorageOptions.LiteDb;
    private const string PostgreSql = StorageOptions.PostgreSql;

    /// <summary>Ids as senders may choose them: other orders of bytes and of characters, cut by what cuts keys, and NUL.</summary>
    private static readonly string[] Hostile =
    [
        "a/b//",
        "\0",
        "\0\u0001",
        "\u0001\u0002",
        "🎈",
        "\uff5e",
        "%_'\"\\",
        "Straße",
        " ",
    ];

    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly FakeClock _clock = new(Start);
    private readonly TempDirectory _folder = new();
    private string _database = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _database = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task There_and_back_every_row_is_the_same_and_the_store_works_in_each_place()
    {
        await FillAsync(LiteDb, "first.db");
        var rows = await RowsAsync(LiteDb, "first.db");

        (await MovedAsync(LiteDb, "first.db", PostgreSql)).Rows.ShouldBe(rows.Count);
        (await RowsAsync(PostgreSql)).ShouldBe(rows);

        await using (var node = Open(PostgreSql))
        {
            var bella = (await node.ClientAsync(Agency, Id("bella"), Stop))!;
            (await node.CommitAsync(Use(Agency, bella, Start, "\0"), Stop)).ShouldBe(
                new CommitOutcome.Conflict("usage \0 of editor"),
                "what was used before the move counts once"
            );
            await DoneAsync(node, Use(Agency, bella, Start, "after the move"));
            (await node.OutboxDueAsync(Start, 100, Stop)).Count.ShouldBe(Hostile.Length);
        }

        var later = await RowsAsync(PostgreSql);
        later.Count.ShouldBe(rows.Count + 2, "an entry and its usage key");
        await MovedAsync(PostgreSql, "", LiteDb, "second.db");
        (await RowsAsync(LiteDb, "second.db")).ShouldBe(later);
        await using var back = Open(LiteDb, "second.db");
        await DoneAsync(
            back,
            Use(Agency, (await back.ClientAsync(Agency, Id("bella"), Stop))!, Start, "home again")
        );
        (await new StoreCheck(back).RunAsync(null, Stop)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(LiteDb, PostgreSql)]
    [InlineData(PostgreSql, LiteDb)]
    public async Task Cut_short_after_any_page_it_goes_on_and_nobody_starts_on_the_half(
        string from,
        string to
    )
    {
        await FillAsync(from, "source.db");
        var rows = await RowsAsync(from, "source.db");
        var cuts = 0;
        while (true)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var reports = 0;
            try
            {
                var report = await MoveAsync(
                    from,
                    "source.db",
                    to,
                    "target.db",
                    _ =>
                    {
                        if (++reports > cuts)
                        {
                            cut.Cancel();
                        }
                    },
                    cut.Token
                );
                (report.Moved, report.Resumed).ShouldBe((true, true));
                report.Tables.Sum(table => table.Written).ShouldBe(0, "all was there already");
                break;
            }
            catch (OperationCanceledException) when (cut.IsCancellationRequested)
            {
                cuts++;
                Should
                    .Throw<StoreStartException>(() => Open(to, "target.db"))
                    .Message.ShouldContain($"Run 'creditbot move --to {to}' again");
            }
        }

        cuts.ShouldBeGreaterThan(30);
        (await RowsAsync(to, "target.db")).ShouldBe(rows);
    }

    [Theory]
    [InlineData(LiteDb, PostgreSql)]
    [InlineData(PostgreSql, LiteDb)]
    public async Task A_source_that_worked_on_after_a_cut_is_what_the_target_becomes(
        string from,
        string to
    )
    {
        await FillAsync(from, "source.db");
        await CutAtAsync(from, to, "Comparing answers:");
        await using (var node = Open(from, "source.db"))
        {
            var bella = (await node.ClientAsync(Agency, Id("bella"), Stop))!;
            await DoneAsync(node, Use(Agency, bella, Start, "meanwhile"));
            await DoneAsync(node, WithDocument(Agency, "🎈", json: null));
            await DoneAsync(
                node,
                WithOutbox(Agency, Message(Agency, "\0", Start, OutboxState.Sent))
            );
            await DoneAsync(node, Found(new AgencyId("aardvark"), Start));
        }

        var rows = await RowsAsync(from, "source.db");
        (await MovedAsync(from, "source.db", to, "target.db")).Resumed.ShouldBeTrue();
        (await RowsAsync(to, "target.db")).ShouldBe(rows);
    }

    [Theory]
    [InlineData(LiteDb, PostgreSql)]
    [InlineData(PostgreSql, LiteDb)]
    public async Task What_the_target_has_otherwise_is_found_and_mended_by_the_next_try(
        string from,
        string to
    )
    {
        await FillAsync(from, "source.db");
        var rows = await RowsAsync(from, "source.db");
        var key = Keys.Entry(Agency, "bella", 3);
        MoveReport report;
        await using (var source = Open(from, "source.db", StoreUse.Alone))
        await using (var target = Open(to, "target.db", StoreUse.MoveTarget))
        {
            var changed = false;
            report = await new StoreMove(source, "here", target, "there").RunAsync(
                new Sync(at =>
                {
                    if (!changed && at.StartsWith("Comparing", StringComparison.Ordinal))
                    {
                        changed = true;
                        ChangeAsync(target, key).GetAwaiter().GetResult();
                    }
                }),
                Stop
            );
        }

        report.Moved.ShouldBeFalse();
        report.Check.ShouldBeNull();
        report.Differences.ShouldBe([
            $"entries: {key} is not what it was copied from.",
            "documents: default/person/🎈 is missing.",
            $"documents: {Count(rows, Tables.Documents) - 1} rows, and {Count(rows, Tables.Documents)} to be copied.",
            $"answers: {Count(rows, Tables.Answers) + 1} rows, and {Count(rows, Tables.Answers)} to be copied.",
        ]);
        Should.Throw<StoreStartException>(() => Open(to, "target.db"));

        (await MovedAsync(from, "source.db", to, "target.db"))
            .Tables.Sum(table => table.Written)
            .ShouldBe(2);
        (await RowsAsync(to, "target.db")).ShouldBe(rows);

        static async Task ChangeAsync(TableStore target, string key)
        {
            var bytes = (await target.ReadAsync(tables => tables.Get(Tables.Entries, key), Stop))!;
            bytes = [.. bytes];
            bytes[^2] ^= 1;
            await target.RewriteAsync(
                [
                    (Tables.Entries, key, null),
                    (Tables.Entries, key, bytes),
                    (Tables.Documents, "default/person/🎈", null),
                    (Tables.Answers, "default/nobody's", "{}"u8.ToArray()),
                ],
                Stop
            );
        }
    }

    [Theory]
    [InlineData(LiteDb, PostgreSql)]
    [InlineData(PostgreSql, LiteDb)]
    public async Task A_target_that_holds_anything_else_is_refused_and_left_as_it_is(
        string from,
        string to
    )
    {
        await RefusedAsync("holds nothing yet");
        await FillAsync(from, "source.db");
        await using (var other = Open(to, "target.db"))
        {
            await DoneAsync(other, WithDocument(Agency, "dana", "{}"));
        }

        await RefusedAsync("The target holds a store already (documents: default/person/dana).");
        await using (var other = Open(to, "target.db"))
        {
            await DoneAsync(other, WithDocument(Agency, "dana", json: null));
        }

        await MovedAsync(from, "source.db", to, "target.db");
        await RefusedAsync("The target holds a store already");

        async Task RefusedAsync(string why)
        {
            var before = await RowsAsync(to, "target.db");
            foreach (var dryRun in new[] { true, false })
            {
                await using var source = Open(from, "source.db", StoreUse.Alone);
                await using var target = Open(to, "target.db", StoreUse.MoveTarget);
                var move = new StoreMove(source, "here", target, "there");
                (
                    await Should.ThrowAsync<StoreStartException>(() =>
                        dryRun ? move.TryAsync(Stop) : move.RunAsync(null, Stop)
                    )
                ).Message.ShouldContain(why);
            }

            (await RowsAsync(to, "target.db")).ShouldBe(before);
        }
    }

    [Fact]
    public async Task Half_of_another_store_is_refused()
    {
        await FillAsync(LiteDb, "source.db");
        await CutAtAsync(LiteDb, PostgreSql, "Copying usage:");
        var half = await RowsAsync(PostgreSql, use: StoreUse.MoveTarget);
        _clock.AdvanceSeconds(1);
        await FillAsync(LiteDb, "other.db");

        (
            await Should.ThrowAsync<StoreStartException>(() =>
                MoveAsync(LiteDb, "other.db", PostgreSql, "")
            )
        ).Message.ShouldContain("The target holds half of another store than this one.");
        (await RowsAsync(PostgreSql, use: StoreUse.MoveTarget)).ShouldBe(half);
    }

    [Fact]
    public async Task A_source_with_faults_makes_no_whole_target()
    {
        await FillAsync(LiteDb, "source.db");
        await using (var source = Open(LiteDb, "source.db"))
        {
            await source.RewriteAsync([(Tables.Clients, "default/bella", null)], Stop);
        }

        var report = await MoveAsync(LiteDb, "source.db", PostgreSql, "");
        report.Moved.ShouldBeFalse();
        report.Differences.ShouldBeEmpty("it was copied as it is");
        report.Check!.Faults.ShouldContain(fault => fault.Client == "bella");
        Should.Throw<StoreStartException>(() => Open(PostgreSql));
    }

    [Fact]
    public async Task The_demo_agency_moves_as_it_is()
    {
        await using var demo = await DemoSeedTests.SeedAsync(Instant.FromUtc(2026, 11, 23, 15, 0));
        await using (var target = Open(PostgreSql, use: StoreUse.MoveTarget))
        {
            (
                await new StoreMove(demo, "here", target, "there").RunAsync(null, Stop)
            ).Moved.ShouldBeTrue();
        }

        await MovedAsync(PostgreSql, "", LiteDb, "demo.db");
        (await RowsAsync(LiteDb, "demo.db")).ShouldBe(await RowsAsync(demo));
    }

    [Fact]
    public async Task Rows_are_read_some_megabytes_at_a_time_however_large_they_are()
    {
        await using var store = new MemoryStore(_clock);
        for (var i = 0; i < 40; i++)
        {
            var length = i < 20 ? 10 : 1024 * 1024;
            await store.RewriteAsync([(Tables.Documents, $"a/k/{i:D2}", new byte[length])], Stop);
        }

        var (rows, most) = (0, 0L);
        await foreach (var page in StorePages.OfAsync(store, Tables.Documents, Stop))
        {
            rows += page.Count;
            most = Math.Max(most, page.Sum(row => (long)row.Value.Length));
        }

        rows.ShouldBe(40);
        most.ShouldBeLessThan(32 * 1024 * 1024);
    }

    private static int Count(SortedDictionary<string, string> rows, string table) =>
        rows.Keys.Count(key => key.StartsWith($"{table} ", StringComparison.Ordinal));

    private async Task CutAtAsync(string from, string to, string at)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            MoveAsync(
                from,
                "source.db",
                to,
                "target.db",
                now =>
                {
                    if (now.StartsWith(at, StringComparison.Ordinal))
                    {
                        cut.Cancel();
                    }
                },
                cut.Token
            )
        );
    }

    private async Task<MoveReport> MovedAsync(
        string from,
        string source,
        string to,
        string target = ""
    )
    {
        var report = await MoveAsync(from, source, to, target);
        report.Differences.ShouldBeEmpty();
        report.Check.ShouldNotBeNull().Faults.ShouldBeEmpty();
        report.Moved.ShouldBeTrue();
        return report;
    }

    private async Task<MoveReport> MoveAsync(
        string from,
        string source,
        string to,
        string target,
        Action<string>? progress = null,
        CancellationToken? stop = null
    )
    {
        await using var opened = Open(from, source, StoreUse.Alone);
        await using var into = Open(to, target, StoreUse.MoveTarget);
        return await new StoreMove(opened, "here", into, "there").RunAsync(
            progress is null ? null : new Sync(progress),
            stop ?? Stop
        );
    }

    private TableStore Open(string provider, string file = "", StoreUse use = StoreUse.Node) =>
        provider == PostgreSql
            ? PgStore.Open(_database, _clock, NullLogger<PgStore>.Instance, use: use)
            : LiteDbStore.Open(
                _folder.Of(file),
                "",
                _clock,
                NullLogger<LiteDbStore>.Instance,
                use: use
            );

    private async Task FillAsync(string provider, string file)
    {
        await using var store = Open(provider, file);
        foreach (var agency in new[] { Agency, new AgencyId("acme") })
        {
            await DoneAsync(store, Found(agency, _clock.GetCurrentInstant()));
            foreach (var client in new[] { "bella", "zoe" })
            {
                await DoneAsync(store, Of(agency, Ledgering.Open(client, Start)));
                var state = (await store.ClientAsync(agency, Id(client), Stop))!;
                await DoneAsync(store, Of(agency, Request(state, Start, client.Length)));
            }
        }

        foreach (
            var id in Hostile.Concat(Enumerable.Range(0, 60).Select(number => $"event {number}"))
        )
        {
            var bella = (await store.ClientAsync(Agency, Id("bella"), Stop))!;
            await DoneAsync(store, Use(Agency, bella, Start, id, 0.5m));
        }

        await DoneAsync(
            store,
            WithOutbox(
                Agency,
                [.. Hostile.Select(id => Message(Agency, id, Start) with { Lane = $"lane {id}" })]
            )
        );
        foreach (var key in Hostile)
        {
            await DoneAsync(
                store,
                WithDocument(Agency, key, "{}") with
                {
                    Answer = new KeptAnswer(
                        key,
                        "digest",
                        200,
                        null,
                        "{}",
                        Start + Duration.FromDays(1)
                    ),
                }
            );
        }

        await DoneAsync(
            store,
            new Commit(Agency)
            {
                Documents =
                [
                    .. Enumerable
                        .Range(0, 252)
                        .Select(number => new DocumentWrite("many", $"{number}", "{}")),
                ],
            }
        );
    }

    private async Task<SortedDictionary<string, string>> RowsAsync(
        string provider,
        string file = "",
        StoreUse use = StoreUse.Alone
    )
    {
        await using var store = Open(provider, file, use);
        return await RowsAsync(store);
    }

    /// <summary>All that a store holds, by table and key.</summary>
    private static async Task<SortedDictionary<string, string>> RowsAsync(TableStore store)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Tables.All.Where(table => table != Tables.Store))
        {
            foreach (
                var (key, value) in await store.AllAsync(
                    table,
                    "",
                    Keys.EndOf(""),
                    row => row,
                    int.MaxValue,
                    Stop
                )
            )
            {
                rows.Add($"{table} {key}", Encoding.Latin1.GetString(value));
            }
        }

        return rows;
    }

    private static async Task DoneAsync(TableStore store, Commit commit) =>
        (await store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();

    /// <summary>Told at once, on the thread that tells.</summary>
    private sealed class Sync(Action<string> told) : IProgress<string>
    {
        public void Report(string value) => told(value);
    }
}
