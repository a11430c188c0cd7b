using Microsoft.Win32.SafeHandles;

namespace CreditBot.Storage.LiteDb;

/// <summary>A file as the store needs it: read and written at offsets, and forced to disk.</summary>
internal interface IStoreFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads up to the length of the span; 0 at the end.</summary>
    int Read(Span<byte> into, long offset);

    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    /// <summary>Returns when everything written is on the disk itself.</summary>
    void Flush();
}

/// <summary>A file on disk; nobody else may write it while it is open.</summary>
internal sealed class StoreFile(string path) : IStoreFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(
        path,
        FileMode.OpenOrCreate,
        FileAccess.ReadWrite,
        FileShare.Read
    );

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(Span<byte> into, long offset) => RandomAccess.Read(_handle, into, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset) =>
        RandomAccess.Write(_handle, bytes, offset);

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
