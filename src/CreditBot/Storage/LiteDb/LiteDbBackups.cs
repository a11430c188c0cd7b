using CreditBot.Storage.Checks;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Storage.LiteDb;

/// <summary>Backups of the LiteDB file, and back.</summary>
/// <param name="path">The store's file.</param>
/// <param name="open">Gives the store that is open in this process, or opens it.</param>
internal sealed class LiteDbBackups(
    string path,
    Func<LiteDbStore> open,
    IClock clock,
    ILogger<LiteDbStore> log
) : IBackups
{
    private const int CopyBytes = 1 << 20;

    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss'Z'"
    );

    private readonly string _path = Path.GetFullPath(path);

    public async Task<BackupReport> BackupAsync(
        string file,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        var target = Path.GetFullPath(file);
        RefuseExisting(target);
        if (!File.Exists(_path))
        {
            throw new FileNotFoundException($"There is no store '{_path}' to copy.");
        }

        var store = open();
        if (dryRun)
        {
            return new BackupReport(target, new FileInfo(_path).Length, Written: false, null);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var part = StorePaths.Part(target);
        try
        {
            await store.CopyAsync(
                part,
                progress is null ? null : new Pages(progress, "Copying the store"),
                stop
            );
            progress?.Report("Checking the copy");
            var check = await CheckAsync(part, stop);
            File.Move(part, target, overwrite: false);
            return new BackupReport(target, new FileInfo(target).Length, Written: true, check);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public async Task<RestoreReport> RestoreAsync(
        string file,
        bool dryRun,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        var source = Path.GetFullPath(file);
        if (!File.Exists(source))
        {
            throw new FileNotFoundException($"There is no backup '{source}'.");
        }

        if (source == _path)
        {
            throw new IOException($"'{source}' is the store itself.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using var held = HolderFile.Take(_path, "", clock.GetCurrentInstant());
        var checking = $"{_path}.checking";
        try
        {
            await CopyAsync(source, checking, progress, stop);
            progress?.Report("Checking the backup");
            var check = await CheckAsync(source, checking, stop);
            var isWanted = check.IsClean && !dryRun;
            return new RestoreReport(
                source,
                _path,
                isWanted,
                isWanted ? PutInPlace(checking) : null,
                check
            );
        }
        finally
        {
            File.Delete(checking);
        }
    }

    /// <summary>Answers with where the store went that was there.</summary>
    private string? PutInPlace(string checkedCopy)
    {
        // From here on a start refuses to make an empty store, should we die before the end.
        var restoring = StorePaths.Restoring(_path);
        File.Move(checkedCopy, restoring, overwrite: true);
        var aside = File.Exists(_path) ? Aside() : null;
        if (aside is not null)
        {
            File.Move(_path, aside);
        }

        // What a journal holds belongs to the file that went.
        if (File.Exists(StorePaths.Journal(_path)))
        {
            File.Move(
                StorePaths.Journal(_path),
                StorePaths.Journal(aside ?? Aside()),
                overwrite: false
            );
        }

        File.Move(restoring, _path);
        return aside;
    }

    private string Aside()
    {
        var stamp = Stamp.Format(clock.GetCurrentInstant());
        var name = $"{_path}.before-{stamp}";
        for (var n = 2; File.Exists(name) || File.Exists(StorePaths.Journal(name)); n++)
        {
            name = $"{_path}.before-{stamp}-{n}";
        }

        return name;
    }

    private async Task<StoreReport> CheckAsync(string source, string copy, CancellationToken stop)
    {
        try
        {
            return await CheckAsync(copy, stop);
        }
        catch (StoreStartException damaged)
        {
            throw new StoreStartException(
                $"Nothing was restored. {damaged.Message.Replace(copy, source, StringComparison.Ordinal)}",
                damaged
            );
        }
    }

    /// <summary>Opens a copy as a store of its own and checks all of it.</summary>
    private async Task<StoreReport> CheckAsync(string copy, CancellationToken stop)
    {
        try
        {
            await using var store = LiteDbStore.Open(copy, "", clock, log);
            return await new StoreCheck(store).RunAsync(progress: null, stop);
        }
        finally
        {
            StorePaths.ForgetBeside(copy);
        }
    }

    private static void RefuseExisting(string target)
    {
        foreach (var name in new[] { target, StorePaths.Journal(target) })
        {
            if (File.Exists(name))
            {
                throw new IOException(
                    $"'{name}' exists already; a backup never writes over a file. Name another one."
                );
            }
        }
    }

    private static async Task CopyAsync(
        string source,
        string target,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        await using var from = File.OpenRead(source);
        await using var to = File.Create(target);
        var buffer = new byte[CopyBytes];
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0; )
        {
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
            progress?.Report($"Reading the backup: {to.Position >> 20} of {from.Length >> 20} MB");
        }

        to.Flush(flushToDisk: true);
    }

    private sealed class Pages(IProgress<string> progress, string what)
        : IProgress<(long Done, long All)>
    {
        public void Report((long Done, long All) value) =>
            progress.Report($"{what}: {value.Done} of {value.All} pages");
    }
}
