using CreditBot.Ports;

namespace CreditBot.Storage.LiteDb;

/// <summary>Copies the file while it is written: what comes out is the file as one commit left it.</summary>
/// <remarks>
/// Pages are copied a few at a time, between commits. Those that commits write meanwhile are remembered and copied again,
/// until so few are left that they are read between two commits at once. Every page of the copy is then the one that the
/// file had at that moment, with an empty journal: just what a process that is killed there leaves behind.
/// </remarks>
internal sealed partial class LiteDbStore
{
    /// <summary>Pages read between two commits: half a megabyte, far below the 20 ms of design.md §6 on any disk.</summary>
    private const int PagesAtOnce = 64;

    /// <summary>After that many rounds the rest is read at once, however much it is, so that a copy always ends.</summary>
    private const int MostRounds = 1000;

    /// <summary>Writes the store as of one commit into a file that isn't open anywhere.</summary>
    /// <param name="progress">Pages copied of those that there are.</param>
    /// <exception cref="IOException">The copy can't be written, or another one is being made.</exception>
    /// <exception cref="StoreUnavailableException">The store can't be read just now.</exception>
    /// <exception cref="LedgerDamagedException">A page is damaged; the message names it.</exception>
    public async Task CopyAsync(
        string path,
        IProgress<(long Done, long All)>? progress,
        CancellationToken stop
    )
    {
        using var copy = new StoreFile(path);
        copy.SetLength(0);
        await BetweenCommitsAsync(_file.Pages.Track, stop);
        try
        {
            await CopyAllAsync(copy, progress, stop);
            var (length, rest) = await CatchUpAsync(copy, stop);
            foreach (var (page, bytes) in rest)
            {
                copy.Write(bytes, page * PageSum.PageBytes);
            }

            copy.SetLength(length);
            copy.Flush();
        }
        finally
        {
            await BetweenCommitsAsync(_file.Pages.EndTrack, CancellationToken.None);
        }
    }

    private async Task CopyAllAsync(
        StoreFile copy,
        IProgress<(long Done, long All)>? progress,
        CancellationToken stop
    )
    {
        var buffer = new byte[PagesAtOnce * PageSum.PageBytes];
        for (var at = 0L; ; )
        {
            var (read, length) = await BetweenCommitsAsync(
                () => (_file.Pages.Read(buffer, at), _file.Pages.Length),
                stop
            );
            if (read == 0)
            {
                return;
            }

            // What was read of a page that a commit is still to write whole comes again with the written ones.
            copy.Write(buffer.AsSpan(0, read), at);
            at += read;
            progress?.Report((at / PageSum.PageBytes, length / PageSum.PageBytes));
        }
    }

    /// <summary>Copies what was written meanwhile until little is left, and answers with that, read between two commits.</summary>
    private async Task<(long Length, IReadOnlyList<(long Page, byte[] Bytes)> Last)> CatchUpAsync(
        StoreFile copy,
        CancellationToken stop
    )
    {
        for (var round = 1; ; round++)
        {
            var isLast = false;
            var isBehind = false;
            var length = 0L;
            IReadOnlyList<long> written = [];
            IReadOnlyList<(long Page, byte[] Bytes)> rest = [];
            await BetweenCommitsAsync(
                () =>
                {
                    isBehind = !_file.IsCarriedOver;
                    written = _file.Pages.TakeWritten();
                    isLast = !isBehind && (written.Count <= PagesAtOnce || round > MostRounds);
                    rest = isLast ? ReadPages(written) : [];
                    length = _file.Pages.Length;
                },
                stop
            );
            if (isLast)
            {
                return (length, rest);
            }

            foreach (var few in written.Chunk(PagesAtOnce))
            {
                IReadOnlyList<(long Page, byte[] Bytes)> pages = [];
                await BetweenCommitsAsync(() => pages = ReadPages(few), stop);
                foreach (var (page, bytes) in pages)
                {
                    copy.Write(bytes, page * PageSum.PageBytes);
                }
            }

            if (isBehind)
            {
                // The journal holds what the pages don't; the writer carries it over, or says why it can't.
                await HealAsync(attempt: 1);
            }
        }
    }

    private List<(long Page, byte[] Bytes)> ReadPages(IReadOnlyList<long> pages)
    {
        var read = new List<(long, byte[])>(pages.Count);
        foreach (var page in pages)
        {
            var bytes = new byte[PageSum.PageBytes];
            if (_file.Pages.Read(bytes, page * PageSum.PageBytes) == bytes.Length)
            {
                read.Add((page, bytes));
            }
        }

        return read;
    }

    private async Task BetweenCommitsAsync(Action act, CancellationToken stop) =>
        await BetweenCommitsAsync(
            () =>
            {
                act();
                return true;
            },
            stop
        );

    private async Task<T> BetweenCommitsAsync<T>(Func<T> act, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await _gate.EnterAsync(stop);
        try
        {
            return act();
        }
        finally
        {
            _gate.Leave();
        }
    }
}
