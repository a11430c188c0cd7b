using System.Buffers.Binary;
using System.Text.Json.Serialization;

namespace CreditBot.Storage.LiteDb;

/// <summary>The file with its journal: opened and checked, written whole or not at all, opened again after a fault.</summary>
/// <remarks>Not for two threads at once: <see cref="ReadGate"/> sees to that.</remarks>
internal sealed class LiteDbFile : IDisposable
{
    private const int SignatureAt = 32;
    private const int LastPageAt = 64;
    private const string MarkKey = "creditbot";

    /// <summary>The layout of keys and rows; a file with a higher one was written by a newer CreditBot. In 1 all usage was kept by its hash, which 2 still finds.</summary>
    private const int Layout = 2;

    private readonly string _path;
    private readonly Journal _journal;
    private readonly TrackedFile _file;
    private PageStream _pages;
    private LiteDbTables? _tables;

    private LiteDbFile(string path, TrackedFile file, Journal journal)
    {
        _path = path;
        _file = file;
        _journal = journal;
        _pages = new PageStream(file, journal);
    }

    private static ReadOnlySpan<byte> Signature => "** This is a LiteDB file **"u8;

    /// <summary>The tables; null after a fault, until <see cref="Heal"/> has opened them again.</summary>
    public ITables? Readable => _tables;

    /// <summary>The pages as they lie in the file.</summary>
    public TrackedFile Pages => _file;

    /// <summary>Everything that was acknowledged is in the pages, and the journal holds nothing more.</summary>
    public bool IsCarriedOver => !_journal.IsSealed;

    /// <param name="open">Opens a file by its path.</param>
    /// <exception cref="StoreStartException">The file is none of ours, or damaged, or can't be opened; it was not changed.</exception>
    public static LiteDbFile Open(string path, Func<string, IStoreFile> open)
    {
        TrackedFile? file = null;
        Journal? journal = null;
        try
        {
            CheckNoHalfRestore(path);
            file = new TrackedFile(open(path));
            CheckSignature(path, file);
            CheckNoOtherLog(path);
            journal = new Journal(open(StorePaths.Journal(path)));
            if (!journal.IsSealed)
            {
                CheckLength(path, file);
            }

            var opened = new LiteDbFile(path, file, journal);
            opened.Start();
            return opened;
        }
        catch (Exception exception)
        {
            journal?.Dispose();
            file?.Dispose();
            throw exception switch
            {
                StoreStartException => exception,
                IOException or UnauthorizedAccessException => new StoreStartException(
                    $"The store '{path}' can't be opened for writing: {exception.Message}",
                    exception
                ),
                _ => Damaged(path, exception),
            };
        }
    }

    /// <summary>Writes everything; returns when it is on disk.</summary>
    /// <exception cref="IOException">Nothing was written.</exception>
    public void Write(IEnumerable<(string Table, string Key, byte[]? Value)> changes)
    {
        Heal();
        try
        {
            _pages.MayWrite = true;
            _tables!.Write(changes);
            _tables.Checkpoint();
        }
        catch (Exception exception)
        {
            if (_journal.IsSealed)
            {
                // On disk already; only carrying it over failed, and that is tried again before the next write.
                return;
            }

            GiveUp();
            throw exception is PageDamagedException
                ? exception
                : new IOException($"Nothing was written: {exception.Message}", exception);
        }
        finally
        {
            _pages.MayWrite = false;
        }
    }

    /// <summary>After a fault: opens the tables again and carries over what the journal still holds.</summary>
    /// <exception cref="IOException">It can't be done yet.</exception>
    public void Heal()
    {
        try
        {
            _tables ??= OpenTables();
            if (_journal.IsSealed)
            {
                _pages.MayWrite = true;
                _tables.Checkpoint();
                // Everything is in the pages now, also when LiteDB thought its log was cut already.
                _journal.SetLength(0);
            }
        }
        catch (Exception exception)
        {
            throw new IOException(
                $"The store '{_path}' can't be written: {exception.Message}",
                exception
            );
        }
        finally
        {
            _pages.MayWrite = false;
        }
    }

    /// <summary>Stops using the tables as they are in memory; the file stays as it is.</summary>
    public void GiveUp()
    {
        _pages.MayWrite = false;
        _tables?.Dispose();
        _tables = null;
    }

    /// <summary>After a fault in writing: opens the tables as the disk has them, for reading; what the journal holds is carried over by the next write.</summary>
    public void Reopen()
    {
        GiveUp();
        try
        {
            _tables = OpenTables();
        }
        catch (Exception)
        {
            // Whatever it is: who reads next asks for it again, and is told why when it still can't be done.
            GiveUp();
        }
    }

    public void Dispose()
    {
        _tables?.Dispose();
        _journal.Dispose();
        _file.Dispose();
    }

    /// <summary>What a start says to a file that is of no use any more.</summary>
    internal static StoreStartException Damaged(string path, Exception why) =>
        new(
            $"The store '{path}' is damaged: {why.Message} It was left as it is. Restore a backup, or set Storage:Path to another file.",
            why
        );

    private static void CheckSignature(string path, IStoreFile file)
    {
        if (file.Length == 0)
        {
            return;
        }

        Span<byte> found = stackalloc byte[Signature.Length];
        found.Clear();
        _ = file.Read(found, SignatureAt);
        if (!found.SequenceEqual(Signature))
        {
            throw NotOurs(path, "it is no LiteDB file");
        }
    }

    // Pages that the header counts and the file has not would read as if nobody had written them.
    private static void CheckLength(string path, IStoreFile file)
    {
        Span<byte> last = stackalloc byte[sizeof(uint)];
        if (
            file.Length % PageSum.PageBytes != 0
            || (
                file.Read(last, LastPageAt) == last.Length
                && file.Length
                    < (BinaryPrimitives.ReadUInt32LittleEndian(last) + 1L) * PageSum.PageBytes
            )
        )
        {
            throw new StoreStartException(
                $"The store '{path}' is cut off: it has {file.Length} bytes, which is less than it was written with. It was left as it is. Restore a backup, or set Storage:Path to another file."
            );
        }
    }

    // Starting now would make an empty store where a full one is about to be put.
    private static void CheckNoHalfRestore(string path)
    {
        if (!File.Exists(path) && File.Exists(StorePaths.Restoring(path)))
        {
            throw new StoreStartException(
                $"A restore of '{path}' did not come to its end. Run 'creditbot restore' again."
            );
        }
    }

    // LiteDB's own tools keep a log of their own; carried over later it would undo what was written since.
    private static void CheckNoOtherLog(string path)
    {
        var log = Path.Combine(
            Path.GetDirectoryName(path)!,
            $"{Path.GetFileNameWithoutExtension(path)}-log{Path.GetExtension(path)}"
        );
        if (new FileInfo(log) is { Exists: true, Length: > 0 })
        {
            throw new StoreStartException(
                $"'{log}' holds changes to the store that another program made and did not finish. Open and close the store with that program, or move the log away to do without them."
            );
        }
    }

    private static StoreStartException NotOurs(string path, string why) =>
        new(
            $"'{path}' is not a CreditBot store: {why}. It was left as it is. Set Storage:Path to another file."
        );

    private LiteDbTables OpenTables()
    {
        // What a fault left of a log that is on no disk is gone; what is on disk is read again.
        _journal.DropUnsealed();
        // A file that LiteDB finds damaged it would mark, and it has to stay as it is.
        _pages = new PageStream(_file, _journal) { MayWrite = _file.Length == 0 };
        var tables = new LiteDbTables(_pages, _journal);
        _pages.MayWrite = false;
        return tables;
    }

    private void Start()
    {
        _tables = OpenTables();
        if (_tables.Names.Count == 0)
        {
            _tables.MakeAll();
            Write([(Tables.Store, MarkKey, Rows.Write(new Mark(Layout)))]);
        }

        if (
            !_tables.Names.Contains(Tables.Store)
            || _tables.Get(Tables.Store, MarkKey) is not { } mark
        )
        {
            throw NotOurs(_path, "it holds other collections");
        }

        var layout = Rows.Read<Mark>(Tables.Store, new Row(MarkKey, mark)).Layout;
        if (layout > Layout)
        {
            throw new StoreStartException(
                $"The store '{_path}' was written by a newer CreditBot (layout {layout}; this one knows {Layout}). Start that one."
            );
        }

        Heal();
        if (layout < Layout)
        {
            // From now on it holds rows that an older CreditBot would not find.
            Write([(Tables.Store, MarkKey, Rows.Write(new Mark(Layout)))]);
        }
    }

    private sealed record Mark([property: JsonPropertyName("layout")] int Layout);
}
