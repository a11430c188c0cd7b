using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBot.Storage;

/// <summary>Writes a part of a state once and takes the same bytes from then on: of a long-lived client a commit changes one period and a lot or two, and every commit writes them all.</summary>
/// <remarks>
/// Parts are immutable, so one that is the same object has the same bytes. They are kept for as long as the part itself, and
/// only of clients that something was written of.
/// </remarks>
internal sealed class HeadParts<T> : JsonConverter<T>
    where T : class
{
    private readonly ConditionalWeakTable<T, byte[]> _written = [];

    public override T? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => JsonSerializer.Deserialize<T>(ref reader, StoredJson.Options);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!_written.TryGetValue(value, out var bytes))
        {
            bytes = JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
            _written.AddOrUpdate(value, bytes);
        }

        writer.WriteRawValue(bytes, skipInputValidation: true);
    }
}
