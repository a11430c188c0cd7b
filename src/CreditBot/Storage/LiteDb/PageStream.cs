namespace CreditBot.Storage.LiteDb;

/// <summary>LiteDB's pages: none is written before the journal that holds it is on disk, each with its checksum.</summary>
/// <remarks>Disposing of it leaves the file open: LiteDB does so by itself when it stumbles over a page, and the store goes on with the file.</remarks>
internal sealed class PageStream(IStoreFile file, Journal journal) : Stream
{
    /// <summary>LiteDB may write: only while the store does. It marks files by itself that it finds damaged.</summary>
    public bool MayWrite { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var page = buffer.AsSpan(offset, count);
        var read = file.Read(page, Position);
        if (read == PageSum.PageBytes && Position % PageSum.PageBytes == 0)
        {
            if (!PageSum.IsWhole(page))
            {
                throw new PageDamagedException(Position / PageSum.PageBytes);
            }

            PageSum.Take(page);
        }

        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!MayWrite)
        {
            throw new IOException("The store writes nothing just now.");
        }

        if (count != PageSum.PageBytes || Position % PageSum.PageBytes != 0)
        {
            throw new IOException("LiteDB writes its file in whole pages.");
        }

        journal.Seal();
        Span<byte> page = stackalloc byte[PageSum.PageBytes];
        buffer.AsSpan(offset, count).CopyTo(page);
        PageSum.Put(page);
        file.Write(page, Position);
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
}
