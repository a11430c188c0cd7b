using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Requests;
using CreditBot.Storage;
using NodaTime;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage;

/// <summary>What every store has to do; one class per store runs it unchanged (design.md §6).</summary>
public abstract partial class StoreContract : IAsyncDisposable
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private static readonly AgencyId Other = new("other");
    private IStore? _store;

    protected FakeClock Clock { get; } = new(Start);

    private Instant Now => Clock.GetCurrentInstant();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IStore Store => _store ??= OpenStore();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        Clean();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the test's store: empty the first time, with what was written after that.</summary>
    protected abstract IStore OpenStore();

    /// <summary>Closes it and opens it again; a store that lasts no longer than itself stays open.</summary>
    protected abstract ValueTask<IStore> ReopenAsync(IStore store);

    protected virtual void Clean() { }

    private async Task ReopenAsync() => _store = await ReopenAsync(Store);

    private async Task DoneAsync(Commit commit) =>
        (await Store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();

    private async Task<string> ConflictAsync(Commit commit) =>
        (await Store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Conflict>().What;

    private async Task<ClientState> ClientAsync(string id, AgencyId? agency = null) =>
        (await Store.ClientAsync(agency ?? Agency, Id(id), Stop)).ShouldNotBeNull();

    private async Task<ClientState> OpenedAsync(string id, AgencyId? agency = null)
    {
        await DoneAsync(Of(agency ?? Agency, Open(id, Now)));
        return await ClientAsync(id, agency);
    }

    [Fact]
    public async Task An_empty_store_answers_with_nothing()
    {
        (await Store.AgenciesAsync(Stop)).ShouldBeEmpty();
        (await Store.AgencyAsync(Agency, Stop)).ShouldBeNull();
        (await Store.ClientAsync(Agency, Id("bella"), Stop)).ShouldBeNull();
        (await Store.ClientsAsync(Agency, null, 10, Stop)).ShouldBeEmpty();
        (await Store.EntriesAsync(Agency, Id("bella"), 0, 10, Stop)).ShouldBeEmpty();
        (await Store.AgencyEntriesAsync(Agency, 0, 10, Stop)).ShouldBeEmpty();
        (await Store.RequestsAsync(Agency, new RequestQuery(), Stop)).ShouldBeEmpty();
        (await Store.ClientOfAsync(Agency, new RequestId(1), Stop)).ShouldBeNull();
        (await Store.UsageAsync(Agency, new UsageKey("editor", "1"), Stop)).ShouldBeNull();
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBeNull();
        (await Store.OutboxDueAsync(Instant.MaxValue, 10, Stop)).ShouldBeEmpty();
        (await Store.KeptAnswerAsync(Agency, "key", Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_committed_is_read_back_also_after_reopening()
    {
        await DoneAsync(Found(Agency, Now));
        var opened = Open("bella", Now);
        await DoneAsync(Of(Agency, opened));
        await ReopenAsync();

        (await Store.AgenciesAsync(Stop)).ShouldBe([Agency]);
        (await Store.AgencyAsync(Agency, Stop))!.Terms.Name.ShouldBe("Pixel & Co");
        var state = await ClientAsync("bella");
        state.ShouldBeEquivalentTo(opened.State);
        var entries = await Store.EntriesAsync(Agency, Id("bella"), 0, 100, Stop);
        entries
            .Select(stored => stored.Entry)
            .ShouldBe(opened.Entries, new AsWritten<ClientEntry>());
        (await Store.AgencyEntriesAsync(Agency, 0, 100, Stop))
            .Single()
            .Entry.ShouldBeOfType<AgencyEntry.TermsSet>();
    }

    [Fact]
    public async Task Entries_come_in_pages_with_the_hash_of_their_own_bytes()
    {
        var state = await OpenedAsync("bella");
        for (var i = 0; i < 12; i++)
        {
            await DoneAsync(Use(Agency, state, Now, $"{i}"));
            state = await ClientAsync("bella");
        }

        var all = await Store.EntriesAsync(Agency, Id("bella"), 0, 1000, Stop);
        all.Select(stored => stored.Entry.Seq)
            .ShouldBe(Enumerable.Range(1, 14).Select(i => (long)i));
        all.Select(stored => stored.Hash).Distinct().Count().ShouldBe(14);
        (await Store.EntriesAsync(Agency, Id("bella"), 3, 4, Stop))
            .Select(stored => stored.Hash)
            .ShouldBe(all.Skip(3).Take(4).Select(stored => stored.Hash));
        (await Store.EntriesAsync(Agency, Id("bella"), 14, 4, Stop)).ShouldBeEmpty();
        (await Store.EntriesAsync(Agency, Id("bella"), 99, 4, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_commits_on_one_version_the_second_conflicts_and_leaves_no_trace()
    {
        var read = await OpenedAsync("bella");
        var (first, second) = (Use(Agency, read, Now, "1"), Use(Agency, read, Now, "2"));
        await DoneAsync(first);

        var conflict = await ConflictAsync(
            second with
            {
                Documents = [new DocumentWrite("person", "dana", "{}")],
                Outbox = [Message(Agency, "m1", Now)],
            }
        );

        conflict.ShouldContain("bella");
        (await Store.UsageAsync(Agency, new UsageKey("editor", "2"), Stop)).ShouldBeNull();
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBeNull();
        (await Store.OutboxDueAsync(Now, 10, Stop)).ShouldBeEmpty();
        (await ClientAsync("bella")).Version.ShouldBe(read.Version + 1);
    }

    [Fact]
    public async Task A_conflict_anywhere_in_a_commit_undoes_all_of_it()
    {
        var read = await OpenedAsync("bella");
        await DoneAsync(WithDocument(Agency, "dana", "{}"));

        var commit = Use(Agency, read, Now, "1") with
        {
            Documents =
            [
                new DocumentWrite("person", "sam", "{}", 0),
                new DocumentWrite("person", "dana", "{}", 0),
            ],
        };
        (await ConflictAsync(commit)).ShouldContain("dana");

        (await ClientAsync("bella")).Version.ShouldBe(read.Version);
        (await Store.DocumentAsync(Agency, "person", "sam", Stop)).ShouldBeNull();
        (await Store.EntriesAsync(Agency, Id("bella"), read.Version, 10, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_commits_at_once_each_is_written_whole_or_conflicts()
    {
        var reads = new[]
        {
            await OpenedAsync("a"),
            await OpenedAsync("b"),
            await OpenedAsync("c"),
        };
        var commits = Enumerable
            .Range(0, 60)
            .Select(i => Use(Agency, reads[i % 3], Now, $"{i}"))
            .ToList();
        var outcomes = await Task.WhenAll(
            commits.Select(commit => Task.Run(() => Store.CommitAsync(commit, Stop), Stop))
        );

        outcomes
            .Count(outcome => outcome is CommitOutcome.Done)
            .ShouldBe(3, "one for each client, the others had read too early");
        foreach (var (commit, outcome) in commits.Zip(outcomes))
        {
            var written = await Store.UsageAsync(Agency, commit.Usage[0].Key, Stop);
            (written is not null).ShouldBe(outcome is CommitOutcome.Done);
        }

        foreach (var read in reads)
        {
            (await ClientAsync(read.Id.Value)).Version.ShouldBe(read.Version + 1);
        }
    }

    [Fact]
    public async Task A_commit_that_contradicts_itself_fails_alone()
    {
        var read = await OpenedAsync("bella");
        var good = Use(Agency, read, Now, "1");
        var bad = good with { Clients = [good.Clients[0] with { Entries = [] }] };

        var outcomes = new[] { Store.CommitAsync(bad, Stop), Store.CommitAsync(good, Stop) };

        await Should.ThrowAsync<ArgumentException>(async () => await outcomes[0]);
        (await outcomes[1]).ShouldBeOfType<CommitOutcome.Done>();
    }

    [Fact]
    public async Task A_usage_key_is_taken_once()
    {
        var read = await OpenedAsync("bella");
        await DoneAsync(Use(Agency, read, Now, "1"));

        (await ConflictAsync(Use(Agency, await ClientAsync("bella"), Now, "1"))).ShouldContain(
            "usage"
        );

        (await Store.UsageAsync(Agency, new UsageKey("editor", "1"), Stop)).ShouldBe(
            new UsageRecord(Id("bella"), read.Version + 1, "digest of 1")
        );
        (await Store.UsageAsync(Agency, new UsageKey("Editor", "1"), Stop)).ShouldBeNull(
            "case counts"
        );
        (await Store.UsageAsync(Agency, new UsageKey("edito", "r 1"), Stop)).ShouldBeNull();
        (await Store.UsageAsync(Other, new UsageKey("editor", "1"), Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Agencies_know_nothing_of_each_other()
    {
        await DoneAsync(Found(Agency, Now));
        await DoneAsync(Found(Other, Now));
        await OpenedAsync("bella");
        await OpenedAsync("bella", Other);
        await OpenedAsync("zoe", Other);
        await DoneAsync(WithDocument(Other, "dana", "{}"));

        (await Store.AgenciesAsync(Stop)).ShouldBe([Agency, Other]);
        (await Store.ClientsAsync(Agency, null, 10, Stop))
            .Select(client => client.Id.Value)
            .ShouldBe(["bella"]);
        (await Store.ClientsAsync(Other, null, 10, Stop))
            .Select(client => client.Id.Value)
            .ShouldBe(["bella", "zoe"]);
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBeNull();
        (await Store.EntriesAsync(Agency, Id("bella"), 0, 1, Stop))[0]
            .Hash.ShouldNotBe((await Store.EntriesAsync(Other, Id("bella"), 0, 1, Stop))[0].Hash);
    }

    [Fact]
    public async Task Clients_come_in_pages_by_id()
    {
        foreach (var id in new[] { "b", "a-1", "a", "a1", "c" })
        {
            await OpenedAsync(id);
        }

        (await Store.ClientsAsync(Agency, null, 3, Stop))
            .Select(client => client.Id.Value)
            .ShouldBe(["a", "a-1", "a1"]);
        (await Store.ClientsAsync(Agency, Id("a1"), 3, Stop))
            .Select(client => client.Id.Value)
            .ShouldBe(["b", "c"]);
        (await Store.ClientIdsAsync(Agency, null, 3, Stop)).ShouldBe([
            Id("a"),
            Id("a-1"),
            Id("a1"),
        ]);
        (await Store.ClientIdsAsync(Agency, Id("a1"), 3, Stop)).ShouldBe([Id("b"), Id("c")]);
        (await Store.ClientIdsAsync(Other, null, 3, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_due_comes_soonest_first_and_moves_with_the_stream()
    {
        var early = await OpenedAsync("early");
        Clock.Advance(Duration.FromDays(2));
        await OpenedAsync("late");

        var first = early.NextDue!.Value;
        (await Store.DueAsync(Agency, first - Duration.Epsilon, 10, Stop)).ShouldBeEmpty();
        (await Store.DueAsync(Agency, first, 10, Stop)).ShouldBe([Id("early")]);
        (await Store.DueAsync(Agency, first + Duration.FromDays(2), 10, Stop)).ShouldBe([
            Id("early"),
            Id("late"),
        ]);
        (await Store.DueAsync(Agency, first + Duration.FromDays(2), 1, Stop)).ShouldBe([
            Id("early"),
        ]);

        Clock.Reset(first + Duration.FromHours(1));
        await DoneAsync(Use(Agency, early, Now, "1"));
        await ReopenAsync();
        (await Store.DueAsync(Agency, first, 10, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Agencies_with_something_due_are_found_among_the_others()
    {
        await DoneAsync(Found(Agency, Now));
        await DoneAsync(Found(Other, Now));
        var due = (await OpenedAsync("bella")).NextDue!.Value;

        (await Store.DueAgenciesAsync(due - Duration.Epsilon, Stop)).ShouldBeEmpty();
        (await Store.DueAgenciesAsync(due, Stop)).ShouldBe([Agency]);
        await ReopenAsync();
        (await Store.DueAgenciesAsync(due, Stop)).ShouldBe([Agency]);
    }

    [Fact]
    public async Task Several_entries_of_an_agency_are_one_commit_and_their_version_counts()
    {
        await DoneAsync(Found(Agency, Now));
        var state = (await Store.AgencyAsync(Agency, Stop))!;
        var seals = Enumerable
            .Range(0, 2)
            .Select(n =>
                (AgencyEntry)
                    new AgencyEntry.Sealed(
                        System.Collections.Immutable.ImmutableSortedDictionary<
                            string,
                            StreamSeal
                        >.Empty.Add($"c{n}", new StreamSeal(n + 1, "hash"))
                    )
                    {
                        Seq = state.NextSeq + n,
                        At = Now,
                        RecordedAt = Now,
                    }
            )
            .ToList();
        var commit = new Commit(Agency)
        {
            AgencyEntries = [.. seals],
            AgencyState = seals.Aggregate(
                state,
                (before, entry) => AgencyState.Apply(before, Agency, entry)
            ),
        };
        await DoneAsync(commit);
        (await ConflictAsync(commit)).ShouldContain("agency");
        await ReopenAsync();
        (await Store.AgencyEntriesAsync(Agency, 1, 100, Stop))
            .Select(stored => ((AgencyEntry.Sealed)stored.Entry).Heads.Keys.Single())
            .ShouldBe(["c0", "c1"]);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_a_conflict_when_it_comes_again()
    {
        var read = await OpenedAsync("bella");
        var commit = Use(Agency, read, Now, "1");
        await DoneAsync(commit);
        await ReopenAsync();
        await ConflictAsync(commit);
        (await ClientAsync("bella")).Version.ShouldBe(read.Version + 1);
    }

    [Fact]
    public async Task Hashes_stand_for_what_was_written_so_states_in_memory_are_those_of_the_entries()
    {
        var state = await OpenedAsync("bella");
        await DoneAsync(Of(Agency, Request(state, Now, 1)));
        await DoneAsync(Of(Agency, Approve(await ClientAsync("bella"), Now, 1)));

        var entries = await Store.EntriesAsync(Agency, Id("bella"), 0, 100, Stop);
        var folded = ClientFold.Fold(Id("bella"), entries.Select(stored => stored.Entry));
        folded.ShouldBeEquivalentTo(await ClientAsync("bella"));
    }
}

/// <summary>Compares entries by their stored form: lists inside records compare by reference.</summary>
internal sealed class AsWritten<T> : IEqualityComparer<T>
{
    public bool Equals(T? x, T? y) => Form(x) == Form(y);

    public int GetHashCode(T obj) => StringComparer.Ordinal.GetHashCode(Form(obj));

    private static string Form(T? value) =>
        System.Text.Json.JsonSerializer.Serialize(value, StoredJson.Options);
}
