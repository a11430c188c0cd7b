using System.Text.Json.Serialization;

namespace CreditBot.Storage;

/// <summary>The process that has a store's file open.</summary>
/// <param name="Url">Where it listens, for commands that run there.</param>
/// <param name="Since">ISO 8601.</param>
internal sealed record StoreHolder(
    [property: JsonPropertyName("pid")] int ProcessId,
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("since")] string Since
);
