using System.Buffers.Binary;
using System.Numerics;

namespace CreditBot.Storage.LiteDb;

/// <summary>A checksum in every page of the file, so that a flipped bit is noticed by whoever reads the page.</summary>
/// <remarks>
/// LiteDB has none. It stands where LiteDB keeps the number of a transaction, which means something in its log only: in the
/// file it writes all ones there. A page that still has them was written before there were checksums, or by another
/// program.
/// </remarks>
internal static class PageSum
{
    public const int PageBytes = 8192;
    private const int At = 14;
    private const uint None = uint.MaxValue;

    /// <summary>Puts the checksum into a page that is about to be written.</summary>
    public static void Put(Span<byte> page) =>
        BinaryPrimitives.WriteUInt32LittleEndian(page[At..], Of(page));

    /// <summary>Checks a page as it was read.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> page) =>
        BinaryPrimitives.ReadUInt32LittleEndian(page[At..]) is var sum
        && (sum == None || sum == Of(page));

    /// <summary>Gives LiteDB what it wrote.</summary>
    public static void Take(Span<byte> page) =>
        BinaryPrimitives.WriteUInt32LittleEndian(page[At..], None);

    // CRC-32C over the page as if LiteDB's own bytes stood there.
    private static uint Of(ReadOnlySpan<byte> page)
    {
        var sum = uint.MaxValue;
        for (var at = 0; at < PageBytes; at += sizeof(ulong))
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(page[at..]);
            sum = BitOperations.Crc32C(sum, at is 8 or 16 ? Masked(word, at) : word);
        }

        // One flipped bit must not make "none" of a checksum.
        return BitOperations.PopCount(~sum) <= 1 ? 0 : sum;
    }

    // The four bytes from 14 lie half in one word and half in the next.
    private static ulong Masked(ulong word, int at) =>
        at == 8 ? word | 0xFFFF_0000_0000_0000 : word | 0xFFFF;
}
