using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.LiteDb;

public sealed class LiteDbFaultTests : IAsyncDisposable
{
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditbot-store-");
    private readonly FaultyFiles _files = new();
    private LiteDbStore? _store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LiteDbStore Store => _store ??= Opened(_folder.FullName, _files);

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_disk_that_is_full_acknowledges_nothing_and_heals_without_a_restart()
    {
        var read = await OpenedAsync();
        _files.JournalFails = true;
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<StoreUnavailableException>(() =>
                Store.CommitAsync(Use(Agency, read, Start, "1"), Stop)
            );
        }

        (await Store.ClientAsync(Agency, read.Id, Stop))!.Version.ShouldBe(
            read.Version,
            "what can be read goes on"
        );
        (await Store.UsageAsync(Agency, new UsageKey("editor", "1"), Stop)).ShouldBeNull();

        _files.JournalFails = false;
        (
            await Store.CommitAsync(Use(Agency, read, Start, "1"), Stop)
        ).ShouldBeOfType<CommitOutcome.Done>();
        await ReopenedIsCleanAsync(read.Version + 1);
    }

    [Fact]
    public async Task A_journal_that_could_not_be_forced_to_disk_counts_as_not_written()
    {
        var read = await OpenedAsync();
        _files.JournalFlushFails = true;
        await Should.ThrowAsync<StoreUnavailableException>(() =>
            Store.CommitAsync(Use(Agency, read, Start, "1"), Stop)
        );

        await using var copy = Opened(CopyOfFiles(), new FaultyFiles());
        (await copy.ClientAsync(Agency, read.Id, Stop))!.Version.ShouldBe(read.Version);
    }

    [Fact]
    public async Task What_is_in_the_journal_is_acknowledged_and_carried_over_later()
    {
        var read = await OpenedAsync();
        _files.PagesFail = true;
        (
            await Store.CommitAsync(Use(Agency, read, Start, "1"), Stop)
        ).ShouldBeOfType<CommitOutcome.Done>();

        var state = (await Store.ClientAsync(Agency, read.Id, Stop))!;
        state.Version.ShouldBe(read.Version + 1);
        (await Store.UsageAsync(Agency, new UsageKey("editor", "1"), Stop)).ShouldNotBeNull();
        await Should.ThrowAsync<StoreUnavailableException>(() =>
            Store.CommitAsync(Use(Agency, state, Start, "2"), Stop)
        );

        // Whoever finds the files as they are now finds the acknowledged event, half-written pages or not.
        await using (var copy = Opened(CopyOfFiles(), new FaultyFiles()))
        {
            (await copy.UsageAsync(Agency, new UsageKey("editor", "1"), Stop)).ShouldNotBeNull();
            (await new StoreCheck(copy).RunAsync(null, Stop)).Faults.ShouldBeEmpty();
        }

        _files.PagesFail = false;
        (
            await Store.CommitAsync(Use(Agency, state, Start, "2"), Stop)
        ).ShouldBeOfType<CommitOutcome.Done>();
        await ReopenedIsCleanAsync(read.Version + 2);
    }

    [Fact]
    public async Task A_torn_journal_counts_as_empty()
    {
        var read = await OpenedAsync();
        var before = CopyOfFiles();
        _files.PagesFail = true;
        await Store.CommitAsync(Use(Agency, read, Start, "1"), Stop);

        // The pages from before, and of the journal all but one byte.
        var journal = await File.ReadAllBytesAsync(
            Path.Combine(_folder.FullName, "creditbot.db.journal"),
            Stop
        );
        journal.Length.ShouldBeGreaterThan(8192);
        journal[^1]++;
        await File.WriteAllBytesAsync(Path.Combine(before, "creditbot.db.journal"), journal, Stop);

        await using var copy = Opened(before, new FaultyFiles());
        (await copy.ClientAsync(Agency, read.Id, Stop))!.Version.ShouldBe(read.Version);
        (await new StoreCheck(copy).RunAsync(null, Stop)).Faults.ShouldBeEmpty();
        _files.PagesFail = false;
    }

    [Fact]
    public async Task A_disk_that_can_not_be_read_says_so_and_heals_without_a_restart()
    {
        var read = await OpenedAsync();
        _files.ReadsFail = true;
        await Should.ThrowAsync<StoreUnavailableException>(async () =>
            await Store.DocumentAsync(Agency, "person", "dana", Stop)
        );

        _files.ReadsFail = false;
        (await Store.DocumentAsync(Agency, "person", "dana", Stop)).ShouldBeNull();
        (
            await Store.CommitAsync(Use(Agency, read, Start, "1"), Stop)
        ).ShouldBeOfType<CommitOutcome.Done>();
        await ReopenedIsCleanAsync(read.Version + 1);
    }

    [Fact]
    public async Task A_start_reads_header_and_log_and_no_more_of_a_larger_store()
    {
        var read = await OpenedAsync();
        var small = await ReadsOfStartAsync();
        for (var i = 0; i < 300; i++)
        {
            await Store.CommitAsync(Of(Agency, Open($"c{i}", Start)), Stop);
            await Store.CommitAsync(Use(Agency, read, Start, $"{i}"), Stop);
            read = (await Store.ClientAsync(Agency, read.Id, Stop))!;
        }

        new FileInfo(Path.Combine(_folder.FullName, "creditbot.db")).Length.ShouldBeGreaterThan(
            1_000_000
        );
        (await ReadsOfStartAsync()).ShouldBeLessThanOrEqualTo(small + 4);
    }

    private async Task<int> ReadsOfStartAsync()
    {
        await Store.DisposeAsync();
        _store = null;
        var before = _files.Reads;
        _store = Opened(_folder.FullName, _files);
        return _files.Reads - before;
    }

    [Fact]
    public async Task Commits_and_reads_at_once_leave_a_clean_store()
    {
        var clients = new List<ClientState>();
        for (var i = 0; i < 8; i++)
        {
            await Store.CommitAsync(Of(Agency, Open($"c{i}", Start)), Stop);
            clients.Add((await Store.ClientAsync(Agency, Id($"c{i}"), Stop))!);
        }

        using var reading = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ => Task.Run(() => ReadAsync(reading.Token), Stop))
            .ToList();
        await Task.WhenAll(clients.Select(client => Task.Run(() => WriteAsync(client), Stop)));
        await reading.CancelAsync();
        await Task.WhenAll(readers);

        var report = await new StoreCheck(Store).RunAsync(null, Stop);
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBe(8 * (2 + 40));

        async Task WriteAsync(ClientState client)
        {
            for (var i = 0; i < 40; i++)
            {
                var state = (await Store.ClientAsync(Agency, client.Id, Stop))!;
                (
                    await Store.CommitAsync(Use(Agency, state, Start, $"{client.Id}-{i}"), Stop)
                ).ShouldBeOfType<CommitOutcome.Done>();
            }
        }

        async Task ReadAsync(CancellationToken until)
        {
            while (!until.IsCancellationRequested)
            {
                foreach (var client in clients)
                {
                    var entries = await Store.EntriesAsync(Agency, client.Id, 0, 1000, Stop);
                    entries
                        .Select(stored => stored.Entry.Seq)
                        .ShouldBe(Enumerable.Range(1, entries.Count).Select(i => (long)i));
                }
            }
        }
    }

    private static LiteDbStore Opened(string folder, FaultyFiles files) =>
        LiteDbStore.Open(
            Path.Combine(folder, "creditbot.db"),
            "http://localhost:3978",
            new FakeClock(Start),
            NullLogger<LiteDbStore>.Instance,
            files.Open
        );

    private async Task<ClientState> OpenedAsync()
    {
        await Store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
        return (await Store.ClientAsync(Agency, Id("bella"), Stop))!;
    }

    private string CopyOfFiles()
    {
        var copy = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        foreach (var name in new[] { "creditbot.db", "creditbot.db.journal" })
        {
            using var from = new FileStream(
                Path.Combine(_folder.FullName, name),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite
            );
            using var to = File.Create(Path.Combine(copy, name));
            from.CopyTo(to);
        }

        return copy;
    }

    private async Task ReopenedIsCleanAsync(long version)
    {
        await Store.DisposeAsync();
        _store = null;
        (await Store.ClientAsync(Agency, Id("bella"), Stop))!.Version.ShouldBe(version);
        (await new StoreCheck(Store).RunAsync(null, Stop)).Faults.ShouldBeEmpty();
    }
}
