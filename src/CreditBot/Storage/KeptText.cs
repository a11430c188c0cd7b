using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace CreditBot.Storage;

/// <summary>What a person wrote or is called, beside the entry and under a key of its own (design.md §3.1).</summary>
/// <remarks>The entry's bytes hold only the code. Erasing text and key leaves a code that tells nothing, and the chain whole.</remarks>
/// <param name="Key">32 random bytes in lower-case hex.</param>
internal sealed record KeptText(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("text")] string Text
)
{
    private const int KeyBytes = 32;

    /// <summary>The HMAC-SHA256 of the text under its key, in lower-case hex.</summary>
    [JsonIgnore]
    public string Code =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Convert.FromHexString(Key), Encoding.UTF8.GetBytes(Text))
        );

    /// <summary>The text under a new key.</summary>
    public static KeptText Lock(string text) =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)), text);
}
