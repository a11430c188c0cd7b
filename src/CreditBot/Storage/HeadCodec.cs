using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Ledger;
using CreditBot.Ports;
using NodaTime;

namespace CreditBot.Storage;

/// <summary>Where a stream stands: the state after its last entry, that entry's hash, and what the due index says.</summary>
/// <param name="Due">The instant under which the due index holds the stream, if it does.</param>
internal sealed record Head<TState>(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("due")] Instant? Due,
    [property: JsonPropertyName("state")] TState State
);

/// <summary>Heads to stored bytes and back. They are a cache: one of another format is made again from the entries.</summary>
/// <remarks>The bytes begin with a checksum over the rest: a balance is served from them, and must not be served from what nobody wrote.</remarks>
internal static class HeadCodec
{
    /// <summary>Raised whenever what a state holds, or what the fold makes of an entry, changes.</summary>
    public const int Format = 14;

    /// <summary>The last format whose heads have no checksum.</summary>
    private const int LastWithoutSum = 2;

    private const int SumLength = 64;

    private static ReadOnlySpan<byte> Start => "{\"sum\":\""u8;

    private static ReadOnlySpan<byte> AfterSum => "\","u8;

    public static Head<ClientState> Of(ClientState state, string hash) =>
        new(Format, hash, state.NextDue, state);

    public static Head<AgencyState> Of(AgencyState state, string hash) =>
        new(Format, hash, null, state);

    public static byte[] Encode<TState>(Head<TState> head) =>
        WithSum(JsonSerializer.SerializeToUtf8Bytes(head, StoredJson.OfHeads));

    /// <summary>A head's JSON with the checksum in front.</summary>
    internal static byte[] WithSum(ReadOnlySpan<byte> json)
    {
        // The JSON's opening brace gives way to the checksum's own.
        var bytes = new byte[Start.Length + SumLength + AfterSum.Length + json.Length - 1];
        Start.CopyTo(bytes);
        var sum = bytes.AsSpan(Start.Length, SumLength);
        _ = Convert.TryToHexStringLower(SHA256.HashData(json), sum, out _);
        AfterSum.CopyTo(bytes.AsSpan(Start.Length + SumLength));
        json[1..].CopyTo(bytes.AsSpan(Start.Length + SumLength + AfterSum.Length));
        return bytes;
    }

    /// <summary>The head, or null when it was written in another format; <paramref name="due"/> is what the due index still says of it.</summary>
    /// <exception cref="LedgerDamagedException">It is not what was written.</exception>
    public static Head<TState>? Decode<TState>(
        ReadOnlySpan<byte> bytes,
        StreamName stream,
        out Instant? due
    )
        where TState : class
    {
        var hasSum = bytes.StartsWith(Start);
        if (hasSum && !IsWhole(bytes))
        {
            throw Damaged(stream, null);
        }

        Around around;
        try
        {
            // Around the state first: one of another format may not be readable at all.
            around =
                JsonSerializer.Deserialize<Around>(bytes, StoredJson.Options)
                ?? throw new JsonException("It is empty.");
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            throw Damaged(stream, exception);
        }

        if (!hasSum && around.Format > LastWithoutSum)
        {
            throw Damaged(stream, null);
        }

        due = around.Due;
        try
        {
            return around.Format == Format
                ? JsonSerializer.Deserialize<Head<TState>>(bytes, StoredJson.Options)
                : null;
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            return null;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var sum = bytes[Start.Length..];
        if (sum.Length < SumLength + AfterSum.Length || !sum[SumLength..].StartsWith(AfterSum))
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("{"u8);
        hash.AppendData(sum[(SumLength + AfterSum.Length)..]);
        Span<char> found = stackalloc char[SumLength];
        return Convert.TryToHexStringLower(hash.GetHashAndReset(), found, out _)
            && System.Text.Encoding.ASCII.GetString(sum[..SumLength]).AsSpan().SequenceEqual(found);
    }

    private static LedgerDamagedException Damaged(StreamName stream, Exception? why) =>
        new(
            $"The head of {stream} is not what was written. 'creditbot rebuild' makes it again from the entries.",
            why!
        );

    private sealed record Around(
        [property: JsonPropertyName("format")] int Format,
        [property: JsonPropertyName("due")] Instant? Due
    );
}
