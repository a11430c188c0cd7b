using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace CreditBot.Api;

/// <summary>What makes two events the same event: type, subject, time as an instant, and data as parsed JSON (design.md §3.7).</summary>
internal static class UsageDigest
{
    public static string Of(string type, string subject, Instant? time, JsonElement data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(type);
            writer.WriteStringValue(subject);
            // An absent time equals only an absent time.
            writer.WriteStringValue(
                time is { } at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : null
            );
            Write(writer, data);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var property in value
                        .EnumerateObject()
                        .OrderBy(property => property.Name, StringComparer.Ordinal)
                )
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                // 1, 1.0 and 1e0 are one number.
                writer.WriteStringValue(
                    value.TryGetDecimal(out var number)
                        ? number.ToString(
                            "0.############################",
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                        : value
                            .GetDouble()
                            .ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                );
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
