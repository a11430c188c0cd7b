using CreditBot.Storage.LiteDb;

namespace CreditBot.Tests.Storage.LiteDb;

/// <summary>Real files on a disk that can be full for the pages, for the journal, or for good.</summary>
internal sealed class FaultyFiles
{
    public bool PagesFail { get; set; }

    public bool JournalFails { get; set; }

    /// <summary>The journal is written, but can't be forced to disk.</summary>
    public bool JournalFlushFails { get; set; }

    public bool ReadsFail { get; set; }

    /// <summary>Nothing may be written any more.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Times that anything was read.</summary>
    public int Reads { get; private set; }

    public IStoreFile Open(string path) =>
        new FaultyFile(
            new StoreFile(path),
            this,
            path.EndsWith(".journal", StringComparison.Ordinal)
        );

    private sealed class FaultyFile(IStoreFile file, FaultyFiles faults, bool isJournal)
        : IStoreFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> into, long offset)
        {
            faults.Reads++;
            return faults.ReadsFail
                ? throw new IOException("Input/output error")
                : file.Read(into, offset);
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            if (faults.IsReadOnly)
            {
                throw new UnauthorizedAccessException("Read-only file system");
            }

            if (isJournal ? faults.JournalFails : faults.PagesFail)
            {
                // A full disk takes a part and then no more.
                file.Write(bytes[..(bytes.Length / 2)], offset);
                throw new IOException("No space left on device");
            }

            file.Write(bytes, offset);
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Flush()
        {
            if (isJournal && faults.JournalFlushFails)
            {
                throw new IOException("Input/output error");
            }

            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
