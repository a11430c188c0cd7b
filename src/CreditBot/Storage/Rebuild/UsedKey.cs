using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Storage.Rebuild;

/// <summary>The key of a usage entry, as marks of a fixed size.</summary>
/// <param name="Plain">Of the key as it is kept today.</param>
/// <param name="Hashed">Of the key as a store of an earlier version kept it; null when this one never did.</param>
internal readonly record struct UsedKey(UInt128 Plain, UInt128? Hashed, long Seq)
{
    public static UsedKey Of(AgencyId agency, UsageKey key, long seq, bool mayBeHashed) =>
        new(
            MarkOf(Keys.Usage(agency, key)),
            mayBeHashed ? MarkOf(Keys.HashedUsage(agency, key)) : null,
            seq
        );

    /// <summary>Half of the SHA-256 of a row's key: two keys that share it can't be made.</summary>
    public static UInt128 MarkOf(string row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(row.AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>The mark that is there: a row under the older key holds a digest that only that row has.</summary>
    public UInt128 MarkAmong<T>(IReadOnlyDictionary<UInt128, T> rows) =>
        Hashed is { } hashed && rows.ContainsKey(hashed) ? hashed : Plain;
}
