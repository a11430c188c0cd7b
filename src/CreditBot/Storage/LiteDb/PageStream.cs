namespace CreditBot.Storage.LiteDb;

/// <summary>LiteDB's pages: none is written before the journal that holds it is on disk.</summary>
internal sealed class PageStream(IStoreFile file, Journal journal) : Stream
{
    /// <summary>LiteDB may not write: what its log holds was given up.</summary>
    public bool IsFrozen { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(buffer.AsSpan(offset, count), Position);
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsFrozen)
        {
            throw new IOException("The store is being opened again.");
        }

        journal.Seal();
        file.Write(buffer.AsSpan(offset, count), Position);
        Position += count;
    }

    public override void Flush() => file.Flush();

    public override void SetLength(long value) => file.SetLength(value);

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
