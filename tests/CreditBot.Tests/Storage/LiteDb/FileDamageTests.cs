using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using CreditBot.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using static CreditBot.Tests.Storage.Ledgering;

namespace CreditBot.Tests.Storage.LiteDb;

/// <summary>A file with a flipped bit, or cut at any byte, opens to the last whole transaction or is refused: never a wrong balance, never a forgotten usage key.</summary>
public sealed class FileDamageTests : IAsyncLifetime
{
    private const int Clients = 4;
    private const int Events = 6;
    private const int PageTypeAt = 4;
    private static readonly AgencyId Agency = AgencyId.Default;
    private readonly TempDirectory _folder = new();
    private readonly FaultyFiles _files = new();
    private byte[] _file = [];
    private byte[] _journal = [];
    private byte[] _torn = [];

    private static int Rounds => Counts.Of(quick: 100, full: 2500);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Path => _folder.Of("creditbot.db");

    public async ValueTask InitializeAsync()
    {
        await using (var store = Opened(_files))
        {
            for (var client = 0; client < Clients; client++)
            {
                await store.CommitAsync(Of(Agency, Open($"c{client}", Start)), Stop);
                for (var i = 0; i < Events; i++)
                {
                    await UseAsync(store, $"c{client}", i);
                }
            }

            _file = await ReadAsync(Path);
            _files.PagesFail = true;
            // Acknowledged: it is in the journal, and the first page that it went to is half written.
            await UseAsync(store, "c0", Events);
            _journal = await ReadAsync($"{Path}.journal");
            _torn = await ReadAsync(Path);
        }

        _files.PagesFail = false;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_noticed_by_whoever_reads_it()
    {
        var noticed = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var file = _file.ToArray();
            var at = random.Next(file.Length);
            file[at] ^= (byte)(1 << random.Next(8));
            noticed += await LookAsync(file, [], [Events], $"seed {seed}: byte {at}") ? 0 : 1;
        }

        noticed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_file_that_is_cut_is_refused()
    {
        var random = new Random(1);
        var cuts = Enumerable
            .Range(1, PageSum.PageBytes)
            .Where(cut => Counts.Full || cut % 97 == 0)
            .Append(PageSum.PageBytes)
            .Concat(Enumerable.Range(0, Rounds).Select(_ => random.Next(1, _file.Length - 1)));
        foreach (var cut in cuts)
        {
            await WriteAsync(_file[..^cut], []);
            Should
                .Throw<StoreStartException>(() => Opened())
                .Message.ShouldMatch("cut off|no LiteDB");
        }
    }

    [Fact]
    public async Task A_journal_that_is_cut_or_flipped_counts_whole_or_not_at_all()
    {
        (await LookAsync(_torn, _journal, [Events + 1], "whole")).ShouldBeTrue();
        (await LookAsync(_file, _journal, [Events + 1], "whole")).ShouldBeTrue();
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            var journal = _journal.ToArray();
            var at = random.Next(journal.Length);
            if (round % 2 == 0)
            {
                journal = journal[..at];
            }
            else
            {
                journal[at] ^= (byte)(1 << random.Next(8));
            }

            // Before the pages were touched the commit before it is the last whole one.
            (await LookAsync(_file, journal, [Events, Events + 1], $"byte {at}")).ShouldBeTrue();
            // After that the file needs its journal, and says so.
            await LookAsync(_torn, journal, [Events, Events + 1], $"byte {at}");
        }
    }

    // Its checksum is right, so LiteDB itself stumbles over it, gives up on its file and disposes of what it was given.
    [Fact]
    public async Task A_page_that_LiteDB_makes_no_sense_of_is_told_and_the_store_goes_on()
    {
        var damaged = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var file = _file.ToArray();
            var page = random.Next(1, file.Length / PageSum.PageBytes);
            var bytes = file.AsSpan(page * PageSum.PageBytes, PageSum.PageBytes);
            PageSum.Take(bytes);
            bytes[PageTypeAt] ^= (byte)random.Next(1, 8);
            PageSum.Put(bytes);
            await WriteAsync(file, []);
            LiteDbStore opened;
            try
            {
                opened = Opened();
            }
            catch (StoreStartException)
            {
                continue;
            }

            await using var store = opened;
            for (var client = 0; client < Clients; client++)
            {
                try
                {
                    var id = Id($"c{client}");
                    _ = await store.EntriesAsync(Agency, id, 0, 100, Stop);
                    _ = await store.CommitAsync(Of(Agency, Open($"new-{client}", Start)), Stop);
                }
                catch (Exception exception)
                    when (exception is LedgerDamagedException or StoreUnavailableException)
                {
                    damaged++;
                }
            }
        }

        damaged.ShouldBeGreaterThan(0);
    }

    /// <summary>Opens the files and reads everything that counts.</summary>
    /// <param name="events">How many events the first client may have.</param>
    /// <returns>Whether all could be read.</returns>
    private async Task<bool> LookAsync(byte[] file, byte[] journal, int[] events, string what)
    {
        await WriteAsync(file, journal);
        LiteDbStore store;
        try
        {
            store = Opened();
        }
        catch (StoreStartException refused)
        {
            refused.Message.ShouldMatch(
                "damaged|cut off|not a CreditBot store|newer CreditBot",
                what
            );
            return false;
        }

        await using (store)
        {
            var isWhole = true;
            for (var client = 0; client < Clients; client++)
            {
                var id = Id($"c{client}");
                var allowed = client == 0 ? events : [Events];
                try
                {
                    var state = (await store.ClientAsync(Agency, id, Stop)).ShouldNotBeNull(what);
                    allowed.Select(n => Credits.Of(50m - n)).ShouldContain(state.Balance, what);
                    for (var i = 0; i < allowed.Min(); i++)
                    {
                        (
                            await store.UsageAsync(
                                Agency,
                                new UsageKey("editor", $"c{client}-{i}"),
                                Stop
                            )
                        )
                            .ShouldNotBeNull(what)
                            .Client.ShouldBe(id, what);
                    }

                    var entries = await store.EntriesAsync(Agency, id, 0, 100, Stop);
                    ClientFold
                        .Fold(id, entries.Select(stored => stored.Entry))!
                        .Balance.ShouldBe(state.Balance, what);
                }
                catch (LedgerDamagedException)
                {
                    isWhole = false;
                }
            }

            return isWhole;
        }
    }

    private static async Task UseAsync(LiteDbStore store, string client, int i)
    {
        var state = (await store.ClientAsync(Agency, Id(client), Stop))!;
        (
            await store.CommitAsync(Use(Agency, state, Start, $"{client}-{i}"), Stop)
        ).ShouldBeOfType<CommitOutcome.Done>();
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Stop);
        return bytes;
    }

    private async Task WriteAsync(byte[] file, byte[] journal)
    {
        await File.WriteAllBytesAsync(Path, file, Stop);
        await File.WriteAllBytesAsync($"{Path}.journal", journal, Stop);
    }

    private LiteDbStore Opened(FaultyFiles? files = null) =>
        LiteDbStore.Open(
            Path,
            "http://localhost:3978",
            new FakeClock(Start),
            NullLogger<LiteDbStore>.Instance,
            files is null ? null : files.Open
        );
}
