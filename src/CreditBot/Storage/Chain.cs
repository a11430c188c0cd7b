using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;

namespace CreditBot.Storage;

/// <summary>The hash chain of a stream (design.md §3.1).</summary>
internal static class Chain
{
    /// <summary>What the first entry of a stream names as the hash before it: the stream's own name, so that one stream can't stand in for another.</summary>
    public static string Start(AgencyId agency, string stream) =>
        HashOf(Encoding.UTF8.GetBytes($"{agency}/{stream}"));

    /// <summary>Lower-case hex SHA-256.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));
}
