using System.Collections.Immutable;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.Memory;
using CreditBot.Storage.Rebuild;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage;

/// <summary>Heads and indexes come back from the entries alone, and nothing is made from entries that are damaged.</summary>
public sealed class RebuildTests : IAsyncLifetime
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly MemoryStore _store = new(new FakeClock(Start));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await DoneAsync(Found(Agency, Start));
        foreach (var client in new[] { "bella", "zoe" })
        {
            await DoneAsync(Of(Agency, Open(client, Start)));
            for (var i = 0; i < 4; i++)
            {
                await DoneAsync(Use(Agency, await ReadAsync(client), Start, $"{client}-{i}"));
            }

            await DoneAsync(Of(Agency, Request(await ReadAsync(client), Start, client.Length)));
        }

        await DoneAsync(Of(Agency, Approve(await ReadAsync("bella"), Start, 5)));
        await DoneAsync(
            WithOutbox(
                Agency,
                Message(Agency, "m1", Start),
                Message(Agency, "m2", Start, OutboxState.Dead)
            )
        );
        await DoneAsync(
            new Commit(Agency)
            {
                Answer = new KeptAnswer(
                    "key",
                    "digest",
                    200,
                    null,
                    "{}",
                    Start + NodaTime.Duration.FromDays(1)
                ),
            }
        );
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_store_as_it_should_be_is_left_as_it_is()
    {
        var report = await RebuildAsync();
        report.Differences.ShouldBeEmpty();
        report.Refused.ShouldBeEmpty();
        (report.Agencies, report.Clients, report.Entries).ShouldBe((1, 2, 17));
    }

    [Fact]
    public async Task Everything_that_follows_from_entries_comes_back_and_a_dry_run_only_tells()
    {
        var before = await ReadAsync("bella");
        var rows = await RowsAsync();
        var gone = rows.Where(row =>
                row.Table
                    is Tables.Clients
                        or Tables.Agencies
                        or Tables.Due
                        or Tables.Requests
                        or Tables.RequestStates
                        or Tables.OutboxStates
                        or Tables.AnswersUntil
            )
            .ToList();
        await _store.RewriteAsync(
            [.. gone.Select(row => (row.Table, row.Key, (byte[]?)null))],
            Stop
        );
        (await CheckAsync()).ShouldNotBeEmpty();

        var tried = await RebuildAsync(dryRun: true);
        tried.Differences.Count.ShouldBe(gone.Count);
        (await CheckAsync()).ShouldNotBeEmpty();

        (await RebuildAsync()).Differences.Count.ShouldBe(gone.Count);
        (await CheckAsync()).ShouldBeEmpty();
        (await RowsAsync()).Select(Text).ShouldBe(rows.Select(Text));
        (await ReadAsync("bella")).ShouldBeEquivalentTo(before);
        (await _store.OutboxDueAsync(Start, 10, Stop)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rows_that_no_entry_stands_behind_go_and_wrong_ones_are_put_right()
    {
        var key = Keys.Usage(Agency, new UsageKey("editor", "bella-1"));
        await _store.RewriteAsync(
            [
                (Tables.Due, Keys.Due(Agency, Start, Id("zoe")), Rows.Nothing),
                (
                    Tables.Usage,
                    Keys.Usage(Agency, new UsageKey("editor", "never")),
                    Rows.Write(new UsageRow("editor", "never", Id("zoe"), 3, "d"))
                ),
                (
                    Tables.Usage,
                    key,
                    Rows.Write(new UsageRow("editor", "bella-1", Id("zoe"), 3, "d"))
                ),
                (
                    Tables.OutboxStates,
                    Keys.OutboxState(Agency, OutboxState.Sent, "m9"),
                    Rows.Nothing
                ),
            ],
            Stop
        );

        (await RebuildAsync()).Differences.Count.ShouldBe(4);
        (await CheckAsync()).ShouldBeEmpty();
        (await _store.UsageAsync(Agency, new UsageKey("editor", "never"), Stop)).ShouldBeNull();
        (await _store.UsageAsync(Agency, new UsageKey("editor", "bella-1"), Stop)).ShouldBe(
            new UsageRecord(Id("bella"), 4, "")
        );
    }

    [Fact]
    public async Task A_key_of_usage_that_came_back_still_makes_a_duplicate()
    {
        var key = new UsageKey("editor", "bella-1");
        await _store.RewriteAsync([(Tables.Usage, Keys.Usage(Agency, key), null)], Stop);
        await RebuildAsync();

        var record = (await _store.UsageAsync(Agency, key, Stop))!;
        record.IsOf("whatever it was").ShouldBeTrue();
        (await _store.UsageAsync(Agency, new UsageKey("editor", "bella-2"), Stop))!
            .IsOf("another")
            .ShouldBeFalse("what was kept still knows the event");
        (
            await _store.CommitAsync(Use(Agency, await ReadAsync("bella"), Start, "bella-1"), Stop)
        ).ShouldBeOfType<CommitOutcome.Conflict>();
    }

    [Fact]
    public async Task A_damaged_stream_is_refused_and_named_and_the_others_are_made_again()
    {
        await _store.RewriteAsync(
            [
                (Tables.Entries, Keys.Entry(Agency, "bella", 4), null),
                (Tables.Clients, Keys.Of(Agency, Id("bella")), null),
                (Tables.Clients, Keys.Of(Agency, Id("zoe")), null),
            ],
            Stop
        );

        var report = await RebuildAsync();
        report
            .Refused.Single()
            .ShouldBe(new StoreFault("default", "bella", null, "Entry 4 of bella is missing."));
        report.Differences.Single().Client.ShouldBe("zoe");
        (await ReadAsync("zoe")).Version.ShouldBe(7);
        (await _store.ClientAsync(Agency, Id("bella"), Stop)).ShouldBeNull();
        (await _store.ClientOfAsync(Agency, new RequestId(5), Stop)).ShouldBe(
            Id("bella"),
            "what points at it stays"
        );
    }

    [Fact]
    public async Task A_stream_that_ends_before_what_its_head_or_its_seal_knows_is_refused()
    {
        await _store.RewriteAsync([(Tables.Entries, Keys.Entry(Agency, "zoe", 7), null)], Stop);
        (await RebuildAsync()).Refused.Single().Fault.ShouldContain("Entry 7 of zoe is missing");

        // Without its head only the seal knows better.
        var agency = (await _store.AgencyAsync(Agency, Stop))!;
        var entry = new AgencyEntry.Sealed(
            ImmutableSortedDictionary<string, StreamSeal>.Empty.Add("zoe", new StreamSeal(7, "x"))
        )
        {
            Seq = 2,
            At = Start,
            RecordedAt = Start,
        };
        await DoneAsync(
            new Commit(Agency)
            {
                AgencyEntries = [entry],
                AgencyState = AgencyState.Apply(agency, Agency, entry),
            }
        );
        await _store.RewriteAsync([(Tables.Clients, Keys.Of(Agency, Id("zoe")), null)], Stop);
        (await RebuildAsync())
            .Refused.Single()
            .Fault.ShouldBe("Entry 7 of zoe was sealed, but the stream ends with 6.");
    }

    [Fact]
    public async Task A_last_entry_that_is_another_than_its_head_knows_is_refused()
    {
        var key = Keys.Entry(Agency, "zoe", 7);
        var row = (await RowsAsync()).Single(row => row.Table == Tables.Entries && row.Key == key);
        await _store.RewriteAsync(
            [
                (
                    Tables.Entries,
                    key,
                    System.Text.Encoding.UTF8.GetBytes(
                        System
                            .Text.Encoding.UTF8.GetString(row.Value)
                            .Replace("\"by\":\"dana\"", "\"by\":\"sam\"", StringComparison.Ordinal)
                    )
                ),
                (Tables.Due, Keys.Due(Agency, Start, Id("zoe")), Rows.Nothing),
            ],
            Stop
        );
        // The head that is there is the entries' own by its bytes but for the hash.
        (await RebuildAsync())
            .Refused.Single()
            .Fault.ShouldContain("Entry 7 of zoe is not the one");
    }

    private static string Text((string Table, string Key, byte[] Value) row) =>
        $"{row.Table} {row.Key} {Convert.ToHexString(row.Value)}";

    private async Task DoneAsync(Commit commit) =>
        (await _store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();

    private async Task<ClientState> ReadAsync(string client) =>
        (await _store.ClientAsync(Agency, Id(client), Stop)).ShouldNotBeNull();

    private Task<RebuildReport> RebuildAsync(bool dryRun = false) =>
        new StoreRebuild(_store, dryRun).RunAsync(progress: null, Stop);

    private async Task<IReadOnlyList<StoreFault>> CheckAsync() =>
        (await new StoreCheck(_store).RunAsync(progress: null, Stop)).Faults;

    private async Task<IReadOnlyList<(string Table, string Key, byte[] Value)>> RowsAsync()
    {
        var rows = new List<(string, string, byte[])>();
        foreach (var table in Tables.All)
        {
            rows.AddRange(
                await _store.AllAsync(
                    table,
                    "",
                    Keys.EndOf(""),
                    row => (table, row.Key, row.Value),
                    int.MaxValue,
                    Stop
                )
            );
        }

        return rows;
    }
}
