namespace CreditBot.Storage.LiteDb;

/// <summary>The file with its pages: told which ones are written while somebody copies them.</summary>
/// <remarks>Written by one thread at a time; who starts and ends tracks keeps that one out (<see cref="ReadGate"/>).</remarks>
internal sealed class TrackedFile(IStoreFile file) : IStoreFile
{
    private HashSet<long>? _written;

    public long Length => file.Length;

    /// <summary>Starts to remember which pages are written.</summary>
    /// <exception cref="IOException">Somebody copies them already.</exception>
    public void Track() =>
        _written = _written is null
            ? []
            : throw new IOException(
                "The store is being copied already. Wait until that copy is made."
            );

    /// <summary>The pages written since the last time, in order.</summary>
    public IReadOnlyList<long> TakeWritten()
    {
        var written = _written ?? [];
        _written = [];
        return [.. written.Order()];
    }

    public void EndTrack() => _written = null;

    public int Read(Span<byte> into, long offset) => file.Read(into, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (_written is { } written)
        {
            for (
                var page = offset / PageSum.PageBytes;
                page * PageSum.PageBytes < offset + bytes.Length;
                page++
            )
            {
                written.Add(page);
            }
        }

        file.Write(bytes, offset);
    }

    public void SetLength(long length) => file.SetLength(length);

    public void Flush() => file.Flush();

    public void Dispose() => file.Dispose();
}
