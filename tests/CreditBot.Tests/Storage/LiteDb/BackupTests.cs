using System.Collections.Concurrent;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.Checks;
using CreditBot.Storage.LiteDb;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.LiteDb;

/// <summary>A copy made beside writers is the store as of one commit (design.md §6).</summary>
public sealed class BackupTests : IDisposable
{
    private const int Writers = 50;
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly TempDirectory _folder = new();

    private static int Cycles => Counts.Of(quick: 10, full: 100);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => _folder.Of("creditbot.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_copy_made_beside_50_writers_is_clean_and_a_prefix_of_the_truth()
    {
        await using var store = Opened(File);
        await store.CommitAsync(Found(Agency, Start), Stop);
        var acknowledged = new ConcurrentDictionary<ClientId, long>();
        foreach (var n in Enumerable.Range(0, Writers))
        {
            await store.CommitAsync(Of(Agency, Open($"c{n}", Start)), Stop);
            acknowledged[Id($"c{n}")] = 1;
        }

        using var writing = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writers = acknowledged.Keys.Select(client =>
            Task.Run(() => WriteAsync(store, client, acknowledged, writing.Token), Stop)
        );
        var written = Task.WhenAll(writers.ToList());
        var backups = Backups(() => store);
        var copies = new List<(string File, Dictionary<ClientId, long> Before)>();
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var before = acknowledged.ToDictionary();
            var report = await backups.BackupAsync(
                _folder.Of($"copy-{cycle}.db"),
                dryRun: false,
                progress: null,
                Stop
            );
            report.Check!.Faults.ShouldBeEmpty();
            copies.Add((report.File, before));
        }

        await writing.CancelAsync();
        await written;
        foreach (var (file, before) in copies)
        {
            await IsPrefixAsync(file, before, store);
        }

        (await new StoreCheck(store).RunAsync(null, Stop)).Faults.ShouldBeEmpty();
        acknowledged.Values.Sum().ShouldBeGreaterThan(Writers * 2);
    }

    [Fact]
    public async Task A_backup_never_writes_over_a_file_and_leaves_nothing_half()
    {
        await using var store = Opened(File);
        await store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
        var target = _folder.Of("copy.db");
        var backups = Backups(() => store);

        (await backups.BackupAsync(target, dryRun: true, null, Stop)).Written.ShouldBeFalse();
        System.IO.File.Exists(target).ShouldBeFalse();

        await System.IO.File.WriteAllTextAsync(target, "my diary", Stop);
        await Should.ThrowAsync<IOException>(() => backups.BackupAsync(target, false, null, Stop));
        (await System.IO.File.ReadAllTextAsync(target, Stop)).ShouldBe("my diary");

        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            backups.BackupAsync(_folder.Of("stopped.db"), false, null, stopped.Token)
        );
        Directory.GetFiles(_folder.Path, "stopped*").ShouldBeEmpty();
        (
            await backups.BackupAsync(_folder.Of("whole.db"), false, null, Stop)
        ).Written.ShouldBeTrue();
        Directory.GetFiles(_folder.Path, "whole*").ShouldBe([_folder.Of("whole.db")]);
    }

    [Fact]
    public async Task A_store_that_can_not_be_carried_over_is_not_copied_without_its_journal()
    {
        var files = new FaultyFiles();
        await using var store = Opened(File, files);
        await store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
        files.PagesFail = true;
        await store.CommitAsync(Of(Agency, Open("zoe", Start)), Stop);
        var backups = Backups(() => store);

        await Should.ThrowAsync<StoreUnavailableException>(() =>
            backups.BackupAsync(_folder.Of("copy.db"), false, null, Stop)
        );
        files.PagesFail = false;
        var report = await backups.BackupAsync(_folder.Of("copy.db"), false, null, Stop);
        (report.Check!.Clients, report.Check.IsClean).ShouldBe((2, true));
    }

    [Fact]
    public async Task What_is_restored_is_what_was_backed_up_and_the_store_before_it_lies_aside()
    {
        await using (var store = Opened(File))
        {
            await store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
            await Backups(() => store).BackupAsync(_folder.Of("copy.db"), false, null, Stop);
            await store.CommitAsync(Of(Agency, Open("zoe", Start)), Stop);
            await Should.ThrowAsync<StoreHeldException>(() =>
                Backups(() => store).RestoreAsync(_folder.Of("copy.db"), false, null, Stop)
            );
        }

        var tried = await Backups().RestoreAsync(_folder.Of("copy.db"), dryRun: true, null, Stop);
        (tried.Restored, tried.MovedTo, tried.Check.Clients).ShouldBe((false, null, 1));
        (await ClientsAsync(File)).ShouldBe(["bella", "zoe"]);

        var report = await Backups().RestoreAsync(_folder.Of("copy.db"), false, null, Stop);
        report.Restored.ShouldBeTrue();
        (await ClientsAsync(File)).ShouldBe(["bella"]);
        (await ClientsAsync(report.MovedTo!)).ShouldBe(["bella", "zoe"]);

        // A second one in the same second finds a name of its own.
        var again = await Backups().RestoreAsync(report.MovedTo!, false, null, Stop);
        again.MovedTo.ShouldNotBe(report.MovedTo);
        (await ClientsAsync(File)).ShouldBe(["bella", "zoe"]);
        System.IO.File.Exists(_folder.Of("copy.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_journal_of_the_store_that_was_there_is_not_carried_into_the_restored_one()
    {
        var files = new FaultyFiles();
        await using (var store = Opened(File, files))
        {
            await store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
            await Backups(() => store).BackupAsync(_folder.Of("copy.db"), false, null, Stop);
            files.PagesFail = true;
            await store.CommitAsync(Of(Agency, Open("zoe", Start)), Stop);
        }

        new FileInfo($"{File}.journal").Length.ShouldBeGreaterThan(0);
        var report = await Backups().RestoreAsync(_folder.Of("copy.db"), false, null, Stop);
        (await ClientsAsync(File)).ShouldBe(["bella"]);
        (await ClientsAsync(report.MovedTo!)).ShouldBe(
            ["bella", "zoe"],
            "its journal went with it"
        );
    }

    [Fact]
    public async Task A_backup_that_is_damaged_is_refused_and_nothing_is_changed()
    {
        await using (var store = Opened(File))
        {
            await store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
            await Backups(() => store).BackupAsync(_folder.Of("copy.db"), false, null, Stop);
        }

        var before = await System.IO.File.ReadAllBytesAsync(File, Stop);
        var bytes = await System.IO.File.ReadAllBytesAsync(_folder.Of("copy.db"), Stop);
        bytes[^100] ^= 4;
        await System.IO.File.WriteAllBytesAsync(_folder.Of("flipped.db"), bytes, Stop);
        await System.IO.File.WriteAllBytesAsync(_folder.Of("cut.db"), bytes[..^8192], Stop);
        await System.IO.File.WriteAllTextAsync(_folder.Of("diary.db"), "my diary", Stop);

        var report = await Backups().RestoreAsync(_folder.Of("flipped.db"), false, null, Stop);
        report.Restored.ShouldBeFalse();
        report.Check.Faults[0].Fault.ShouldContain("of the file is not what was written");
        (
            await Should.ThrowAsync<StoreStartException>(() =>
                Backups().RestoreAsync(_folder.Of("cut.db"), false, null, Stop)
            )
        ).Message.ShouldContain("cut off");
        await Should.ThrowAsync<StoreStartException>(() =>
            Backups().RestoreAsync(_folder.Of("diary.db"), false, null, Stop)
        );
        await Should.ThrowAsync<IOException>(() =>
            Backups().RestoreAsync(_folder.Of("nowhere.db"), false, null, Stop)
        );

        (await System.IO.File.ReadAllBytesAsync(File, Stop)).ShouldBe(before);
        Directory.GetFiles(_folder.Path, "*checking*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restore_that_was_cut_short_is_not_taken_for_an_empty_store()
    {
        await using (var store = Opened(File))
        {
            await store.CommitAsync(Of(Agency, Open("bella", Start)), Stop);
            await Backups(() => store).BackupAsync(_folder.Of("copy.db"), false, null, Stop);
        }

        System.IO.File.Move(File, $"{File}.restoring");
        Should
            .Throw<StoreStartException>(() => Opened(File))
            .Message.ShouldContain("did not come to its end");

        await Backups().RestoreAsync(_folder.Of("copy.db"), false, null, Stop);
        (await ClientsAsync(File)).ShouldBe(["bella"]);
    }

    private static async Task WriteAsync(
        LiteDbStore store,
        ClientId client,
        ConcurrentDictionary<ClientId, long> acknowledged,
        CancellationToken until
    )
    {
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            var state = (await store.ClientAsync(Agency, client, Stop))!;
            var commit = Use(Agency, state, Start, $"{client}-{i}", 0.001m) with
            {
                Documents = [new DocumentWrite("person", client.Value, $$"""{"seen":{{i}}}""")],
                Outbox = [Message(Agency, $"{client}-{i % 5}", Start)],
            };
            (await store.CommitAsync(commit, Stop)).ShouldBeOfType<CommitOutcome.Done>();
            acknowledged[client] = commit.Clients[0].State.Version;
            // All 50 write in every copy; at full speed the test would spend its time on reading them.
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static async Task IsPrefixAsync(
        string file,
        Dictionary<ClientId, long> before,
        LiteDbStore truth
    )
    {
        await using var copy = Opened(file);
        foreach (var (client, version) in before)
        {
            // A hash stands for everything before it, and the copy was found to hold together.
            var last = (await copy.ClientAsync(Agency, client, Stop))!.Version;
            last.ShouldBeGreaterThanOrEqualTo(version);
            (await copy.EntriesAsync(Agency, client, last - 1, 1, Stop))[0]
                .Hash.ShouldBe(
                    (await truth.EntriesAsync(Agency, client, last - 1, 1, Stop))[0].Hash
                );
        }
    }

    private static async Task<IReadOnlyList<string>> ClientsAsync(string file)
    {
        await using var store = Opened(file);
        return
        [
            .. (await store.ClientsAsync(Agency, null, 10, Stop)).Select(client => client.Id.Value),
        ];
    }

    private LiteDbBackups Backups(Func<LiteDbStore>? open = null) =>
        new(
            File,
            open ?? (() => Opened(File)),
            new FakeClock(Start),
            NullLogger<LiteDbStore>.Instance
        );

    private static LiteDbStore Opened(string file, FaultyFiles? files = null) =>
        LiteDbStore.Open(
            file,
            "http://localhost:3978",
            new FakeClock(Start),
            NullLogger<LiteDbStore>.Instance,
            files is null ? null : files.Open
        );
}
