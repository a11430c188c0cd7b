using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CreditBot.Storage.LiteDb;

/// <summary>LiteDB's log, kept in memory until it is whole and then written to a file at once, with a hash over all of it.</summary>
/// <remarks>
/// LiteDB writes its log page by page from a thread of its own: pages may reach the disk in any order, nothing tells a
/// torn log from a whole one, and when a page can't be written its checkpoint waits for ever. Here a page can't fail, the
/// file is written by the one who checkpoints, and a journal that isn't whole counts as empty.
/// </remarks>
internal sealed class Journal : MemoryStream
{
    private const int HeaderBytes = 64;
    private const int LengthAt = 16;
    private const int HashAt = 32;

    private readonly IStoreFile _file;

    /// <summary>Opens the journal and reads back what was written but perhaps not yet carried over.</summary>
    public Journal(IStoreFile file)
    {
        _file = file;
        if (ReadWhole() is { } whole)
        {
            base.Write(whole, 0, whole.Length);
            IsSealed = true;
        }
    }

    /// <summary>What it holds is on disk.</summary>
    public bool IsSealed { get; private set; }

    private static ReadOnlySpan<byte> Magic => "creditbot log 1\n"u8;

    /// <summary>Puts what it holds on disk; from then on a crash loses none of it.</summary>
    /// <exception cref="IOException">It could not be written, and counts as empty.</exception>
    public void Seal()
    {
        if (IsSealed || Length == 0)
        {
            return;
        }

        var pages = GetBuffer().AsSpan(0, checked((int)Length));
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[LengthAt..], pages.Length);
        SHA256.HashData(pages, header[HashAt..]);
        try
        {
            _file.Write(pages, HeaderBytes);
            _file.Write(header, 0);
            _file.Flush();
        }
        catch (Exception)
        {
            // Half of it may be there, or all of it without our knowing: nobody is told that it is, so it must not be.
            _file.SetLength(0);
            throw;
        }

        IsSealed = true;
    }

    /// <summary>Forgets what is not on disk.</summary>
    public void DropUnsealed()
    {
        if (!IsSealed)
        {
            base.SetLength(0);
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        IsSealed = false;
        base.Write(buffer, offset, count);
    }

    /// <summary>Cut to nothing when everything in it has been carried over.</summary>
    public override void SetLength(long value)
    {
        if (value == 0 && IsSealed)
        {
            _file.SetLength(0);
            IsSealed = false;
        }

        base.SetLength(value);
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    private byte[]? ReadWhole()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (!ReadAll(header, 0) || !header.StartsWith(Magic))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(header[LengthAt..]);
        if (length <= 0 || length > _file.Length - HeaderBytes)
        {
            return null;
        }

        var pages = new byte[length];
        return
            ReadAll(pages, HeaderBytes)
            && SHA256.HashData(pages).AsSpan().SequenceEqual(header[HashAt..])
            ? pages
            : null;
    }

    private bool ReadAll(Span<byte> into, long offset)
    {
        while (!into.IsEmpty)
        {
            var read = _file.Read(into, offset);
            if (read == 0)
            {
                return false;
            }

            into = into[read..];
            offset += read;
        }

        return true;
    }
}
