using System.Text;
using CreditBot.Amounts;
using CreditBot.Commands;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using LiteDB;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.LiteDb;

/// <summary>What somebody with a database tool does to the file is found and named.</summary>
public sealed class TamperTests : IAsyncLifetime
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditbot-store-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "creditbot.db");

    public async ValueTask InitializeAsync()
    {
        await using var store = Reopened();
        await store.CommitAsync(Found(Agency, Start), Stop);
        foreach (var client in new[] { "bella", "zoe" })
        {
            var state = await WrittenAsync(store, Of(Agency, Open(client, Start)));
            for (var i = 0; i < 4; i++)
            {
                state = await WrittenAsync(store, Use(Agency, state, Start, $"{client}-{i}"));
            }

            state = await WrittenAsync(store, Of(Agency, Request(state, Start, client.Length)));
            await WrittenAsync(store, Of(Agency, Approve(state, Start, client.Length)));
        }

        var seal = await store.EntriesAsync(Agency, Id("bella"), 0, 100, Stop);
        var agency = (await store.AgencyAsync(Agency, Stop))!;
        var entry = new AgencyEntry.Sealed(
            System.Collections.Immutable.ImmutableSortedDictionary<string, StreamSeal>.Empty.Add(
                "bella",
                new StreamSeal(seal.Count, seal[^1].Hash)
            )
        )
        {
            Seq = 2,
            At = Start,
            RecordedAt = Start,
        };
        await store.CommitAsync(
            new Commit(Agency)
            {
                AgencyEntries = [entry],
                AgencyState = AgencyState.Apply(agency, Agency, entry),
            },
            Stop
        );
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_untouched_store_is_clean()
    {
        var report = await CheckAsync();
        report.Faults.ShouldBeEmpty();
        (report.Agencies, report.Clients, report.Entries).ShouldBe((1, 2, 20));
    }

    [Fact]
    public async Task A_changed_entry_is_named()
    {
        Change(
            Tables.Entries,
            Entry("bella", 4),
            json => json.Replace("\"credits\":1000", "\"credits\":10", StringComparison.Ordinal)
        );
        await FaultsAsync(
            "bella",
            "Entry 4 of bella is not the one that entry 5 knows: it was changed"
        );
        await ReadingFailsAsync("Entry 5 of bella");
    }

    [Fact]
    public async Task A_changed_last_entry_is_named()
    {
        Change(
            Tables.Entries,
            Entry("zoe", 9),
            json => json.Replace("\"by\":\"dana\"", "\"by\":\"sam\"", StringComparison.Ordinal)
        );
        await FaultsAsync("zoe", "Entry 9 of zoe is not the one that the stream's head knows");
    }

    [Fact]
    public async Task A_deleted_entry_is_named()
    {
        Edit(database =>
            database.GetCollection(Tables.Entries).Delete(Entry("bella", 5)).ShouldBeTrue()
        );
        await FaultsAsync("bella", "Entry 5 of bella is missing");
        await ReadingFailsAsync("Entry 5 of bella is missing");
    }

    [Fact]
    public async Task A_deleted_end_of_a_stream_is_named()
    {
        Edit(database =>
            database.GetCollection(Tables.Entries).Delete(Entry("bella", 9)).ShouldBeTrue()
        );
        await FaultsAsync("bella", "Entry 9 of bella is missing");
    }

    [Fact]
    public async Task Swapped_entries_are_named()
    {
        Edit(database =>
        {
            var entries = database.GetCollection(Tables.Entries);
            var (one, two) = (
                entries.FindById(Entry("bella", 4)),
                entries.FindById(Entry("bella", 5))
            );
            (one["v"], two["v"]) = (two["v"], one["v"]);
            entries.Update([one, two]);
        });
        await FaultsAsync("bella", "Entry 4 of bella", "Entry 5 of bella");
    }

    [Fact]
    public async Task A_stream_put_in_the_place_of_another_is_found()
    {
        Edit(database =>
        {
            var entries = database.GetCollection(Tables.Entries);
            for (var seq = 1; seq <= 9; seq++)
            {
                var other = entries.FindById(Entry("zoe", seq));
                other["_id"] = Entry("bella", seq);
                entries.Update(other);
            }
        });
        await FaultsAsync("bella", "Entry 1 of bella is not what was written");
    }

    [Fact]
    public async Task A_changed_text_is_named_and_an_erased_one_is_not_a_fault()
    {
        var key = $"{Entry("bella", 1)}/name";
        Change(
            Tables.Texts,
            key,
            json => json.Replace("The bella", "The bully", StringComparison.Ordinal)
        );
        await FaultsAsync(
            "bella",
            "Entry 1 of bella is not what was written: Its text 'name' is another"
        );

        Edit(database =>
            database
                .GetCollection(Tables.Texts)
                .Delete($"{Entry("bella", 7)}/reason")
                .ShouldBeTrue()
        );
        await using var store = Reopened();
        (await store.EntriesAsync(Agency, Id("bella"), 6, 1, Stop))[0].Entry.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_head_that_is_not_what_the_entries_come_to_is_named()
    {
        ChangeHead(json =>
            json.Replace("\"poolUsed\":4000", "\"poolUsed\":1", StringComparison.Ordinal)
        );
        await FaultsAsync("bella", "The head of bella is not what its 9 entries come to");
    }

    [Fact]
    public async Task A_damaged_head_is_named_and_never_read_and_the_others_go_on()
    {
        Change(
            Tables.Clients,
            "default/bella",
            json => json.Replace("\"poolUsed\":4000", "\"poolUsed\":1", StringComparison.Ordinal)
        );
        await FaultsAsync("bella", "The head of bella is not what was written");
        await using var store = Reopened();
        await Should.ThrowAsync<LedgerDamagedException>(async () =>
            await store.ClientAsync(Agency, Id("bella"), Stop)
        );
        var zoe = (await store.ClientAsync(Agency, Id("zoe"), Stop))!;
        var both = new[]
        {
            store.CommitAsync(Use(Agency, zoe with { Id = Id("bella") }, Start, "b"), Stop),
            store.CommitAsync(Use(Agency, zoe, Start, "z"), Stop),
        };
        await Should.ThrowAsync<LedgerDamagedException>(() => both[0]);
        (await both[1]).ShouldBeOfType<CommitOutcome.Done>();
        (await store.ClientIdsAsync(Agency, null, 10, Stop)).Count.ShouldBe(2);
        (await store.RequestsAsync(Agency, new RequestQuery(), Stop))
            .Select(row => row.Client)
            .ShouldBe([Id("zoe")]);
    }

    [Fact]
    public async Task A_head_of_another_format_is_made_again_from_the_entries()
    {
        ChangeHead(json =>
            json.Replace(
                $"\"format\":{HeadCodec.Format}",
                "\"format\":999",
                StringComparison.Ordinal
            )
        );
        (await CheckAsync()).HeadsToRebuild.ShouldBe(1);
        (await CheckAsync()).Faults.ShouldBeEmpty();
        await using var store = Reopened();
        (await store.ClientAsync(Agency, Id("bella"), Stop))!.PoolUsed.ShouldBe(Credits.Of(4));
    }

    [Fact]
    public async Task A_head_of_another_format_still_knows_the_last_entry()
    {
        ChangeHead(json =>
            json.Replace(
                $"\"format\":{HeadCodec.Format}",
                "\"format\":999",
                StringComparison.Ordinal
            )
        );
        Edit(database =>
            database.GetCollection(Tables.Entries).Delete(Entry("bella", 9)).ShouldBeTrue()
        );
        await FaultsAsync("bella", "Entry 9 of bella is missing");
        await using var store = Reopened();
        await Should.ThrowAsync<LedgerDamagedException>(async () =>
            await store.ClientAsync(Agency, Id("bella"), Stop)
        );
        (await store.ClientAsync(Agency, Id("zoe"), Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_head_that_was_deleted_is_named()
    {
        Edit(database =>
            database.GetCollection(Tables.Clients).Delete("default/bella").ShouldBeTrue()
        );
        await FaultsAsync("bella", "bella has entries and no head");
    }

    [Fact]
    public async Task Keys_of_usage_that_are_gone_or_too_many_are_named()
    {
        Edit(database =>
            database
                .GetCollection(Tables.Usage)
                .Delete(Keys.Usage(Agency, new UsageKey("editor", "bella-1")))
                .ShouldBeTrue()
        );
        await FaultsAsync(
            "bella",
            "Entry 4 of bella is usage 'bella-1' of 'editor', but that key names nothing"
        );

        Edit(database =>
        {
            foreach (var id in new[] { "a", "b" })
            {
                Insert(
                    database,
                    Tables.Usage,
                    Keys.Usage(Agency, new UsageKey("editor", id)),
                    Rows.Write(new UsageRow("editor", id, Id("zoe"), 1, ""))
                );
            }
        });
        await FaultsAsync(
            "zoe",
            "The usage key 'a' of 'editor' names Entry 1 of zoe, which is no such usage"
        );
    }

    [Fact]
    public async Task Indexes_that_say_otherwise_are_named()
    {
        Edit(database =>
        {
            database
                .GetCollection(Tables.Requests)
                .Delete(Keys.Request(Agency, new RequestId(5)))
                .ShouldBeTrue();
            database.GetCollection(Tables.Due).DeleteAll();
            Insert(database, Tables.Due, Keys.Due(Agency, Start, Id("zoe")), []);
        });
        await FaultsAsync(
            "bella",
            "R-5 of bella is approved; the index of requests says otherwise",
            "stands in no index"
        );
        await FaultsAsync("zoe", "The due index holds zoe under another instant");
    }

    [Fact]
    public async Task A_stream_that_does_not_reach_its_seal_is_named()
    {
        // Head and last entry taken back together: only the seal knows better.
        Edit(database =>
        {
            database.GetCollection(Tables.Entries).Delete(Entry("bella", 9));
            var bytes = database
                .GetCollection(Tables.Entries)
                .FindById(Entry("bella", 8))["v"]
                .AsBinary;
            var head = database.GetCollection(Tables.Clients).FindById("default/bella");
            head["v"] = EntryCodecTests.Resummed(
                head["v"].AsBinary,
                json =>
                    System
                        .Text.RegularExpressions.Regex.Replace(
                            json,
                            "\"hash\":\"[0-9a-f]+\"",
                            $"\"hash\":\"{Chain.HashOf(bytes)}\"",
                            System.Text.RegularExpressions.RegexOptions.None,
                            TimeSpan.FromSeconds(5)
                        )
                        .Replace("\"version\":9", "\"version\":8", StringComparison.Ordinal)
            );
            database.GetCollection(Tables.Clients).Update(head);
        });
        await FaultsAsync("bella", "Entry 9 of bella was sealed, but the stream ends with 8");
    }

    [Fact]
    public async Task The_command_lists_what_fails_and_ends_with_1()
    {
        var (code, output, _) = await VerifyAsync(json: false);
        code.ShouldBe(0);
        output.ShouldContain("All is well: 20 entries of 2 clients and 1 agency");

        Edit(database => database.GetCollection(Tables.Entries).Delete(Entry("bella", 5)));
        (code, output, _) = await VerifyAsync(json: false);
        code.ShouldBe(1);
        output.ShouldContain("bella: Entry 5 of bella is missing.");

        (code, output, _) = await VerifyAsync(json: true);
        code.ShouldBe(1);
        var report = System.Text.Json.JsonSerializer.Deserialize<StoreReport>(output)!;
        report
            .Faults[0]
            .ShouldBe(new StoreFault("default", "bella", 5, "Entry 5 of bella is missing."));
    }

    [Fact]
    public async Task The_command_names_who_holds_the_file()
    {
        await using var held = Reopened();
        var (code, output, errors) = await VerifyAsync(json: false);
        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain($"is open in process {Environment.ProcessId}");
    }

    private static string Entry(string client, long seq) => Keys.Entry(Agency, client, seq);

    private static async Task<ClientState> WrittenAsync(LiteDbStore store, Commit commit)
    {
        (await store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();
        return (await store.ClientAsync(Agency, commit.Clients[0].Client, Stop))!;
    }

    private static void Insert(LiteDatabase database, string table, string key, byte[] value) =>
        database.GetCollection(table).Insert(new BsonDocument { ["_id"] = key, ["v"] = value });

    private LiteDbStore Reopened() =>
        LiteDbStore.Open(
            File,
            "http://127.0.0.1:9",
            new FakeClock(Start),
            NullLogger<LiteDbStore>.Instance
        );

    // LiteDB on its own, as a database tool uses it.
    private void Edit(Action<LiteDatabase> edit)
    {
        using var database = new LiteDatabase($"Filename={File}");
        edit(database);
    }

    private void Change(string table, string key, Func<string, string> change) =>
        Edit(database =>
        {
            var row = database.GetCollection(table).FindById(key).ShouldNotBeNull();
            var before = Encoding.UTF8.GetString(row["v"].AsBinary);
            var after = change(before);
            after.ShouldNotBe(before);
            row["v"] = Encoding.UTF8.GetBytes(after);
            database.GetCollection(table).Update(row);
        });

    // By somebody who knows of the checksum.
    private void ChangeHead(Func<string, string> change) =>
        Edit(database =>
        {
            var row = database.GetCollection(Tables.Clients).FindById("default/bella");
            row["v"] = EntryCodecTests.Resummed(row["v"].AsBinary, change);
            database.GetCollection(Tables.Clients).Update(row);
        });

    private async Task<StoreReport> CheckAsync()
    {
        await using var store = Reopened();
        return await new StoreCheck(store).RunAsync(progress: null, Stop);
    }

    private async Task FaultsAsync(string client, params string[] expected)
    {
        var faults = (await CheckAsync())
            .Faults.Where(fault => fault.Client == client)
            .Select(fault => fault.Fault)
            .ToList();
        foreach (var fault in expected)
        {
            faults.ShouldContain(
                found => found.Contains(fault, StringComparison.Ordinal),
                string.Join('\n', faults)
            );
        }
    }

    private async Task ReadingFailsAsync(string expected)
    {
        await using var store = Reopened();
        var damaged = await Should.ThrowAsync<LedgerDamagedException>(() =>
            store.EntriesAsync(Agency, Id("bella"), 0, 100, Stop)
        );
        damaged.Message.ShouldContain(expected);
    }

    private async Task<(int Code, string Output, string Errors)> VerifyAsync(bool json)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await VerifyCommand.RunAsync(Build, json, output, errors, Stop);
        return (code, output.ToString(), errors.ToString());

        WebApplication Build()
        {
            var builder = WebApplication.CreateBuilder();
            builder.Configuration.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Storage:Path"] = File,
                    ["Api:AdminKey"] = "key",
                }
            );
            builder.Services.AddSingleton<IClock>(SystemClock.Instance);
            builder.Services.AddSingleton(
                CreditBot.Settings.AgencySections.Of(builder.Configuration)
            );
            builder.Services.AddStorage();
            return builder.Build();
        }
    }
}
