using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Ledger;
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

/// <summary>Heads to stored bytes and back. They are a cache: what can't be read is made again from the entries.</summary>
internal static class HeadCodec
{
    /// <summary>Raised whenever what a state holds, or what the fold makes of an entry, changes.</summary>
    public const int Format = 2;

    public static Head<ClientState> Of(ClientState state, string hash) =>
        new(Format, hash, state.NextDue, state);

    public static Head<AgencyState> Of(AgencyState state, string hash) =>
        new(Format, hash, null, state);

    public static byte[] Encode<TState>(Head<TState> head) =>
        JsonSerializer.SerializeToUtf8Bytes(head, StoredJson.Options);

    /// <summary>The head, or null when it was written in another format; <paramref name="due"/> is what the due index still says of it.</summary>
    public static Head<TState>? Decode<TState>(ReadOnlySpan<byte> bytes, out Instant? due)
        where TState : class
    {
        due = null;
        try
        {
            // Around the state first: one of another format may not be readable at all.
            var around = JsonSerializer.Deserialize<Around>(bytes, StoredJson.Options);
            due = around?.Due;
            return around?.Format == Format
                ? JsonSerializer.Deserialize<Head<TState>>(bytes, StoredJson.Options)
                : null;
        }
        catch (Exception exception) when (StoredJson.IsUnreadable(exception))
        {
            return null;
        }
    }

    private sealed record Around(
        [property: JsonPropertyName("format")] int Format,
        [property: JsonPropertyName("due")] Instant? Due
    );
}
