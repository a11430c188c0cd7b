using System.Buffers;
using System.Text.Json;

namespace CreditBot.Storage;

/// <summary>What stands around a fact in its bytes: the codes of its texts and the hash before it.</summary>
internal static class Envelope
{
    private const string Texts = "texts";
    private const string Before = "prev";

    private static ReadOnlySpan<byte> BeforeStart => "\"prev\":\""u8;

    public static byte[] Write(
        JsonElement fact,
        IReadOnlyDictionary<string, KeptText> texts,
        string before
    )
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(
            buffer,
            new JsonWriterOptions { Encoder = StoredJson.Options.Encoder }
        );
        writer.WriteStartObject();
        foreach (var member in fact.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        if (texts.Count > 0)
        {
            writer.WriteStartObject(Texts);
            foreach (var (name, text) in texts)
            {
                writer.WriteString(name, text.Code);
            }

            writer.WriteEndObject();
        }

        writer.WriteString(Before, before);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The hash that an entry's bytes name as the one before; null when they name none.</summary>
    /// <remarks>It is the last member, so it is found without reading the rest.</remarks>
    public static string? BeforeOf(ReadOnlySpan<byte> bytes)
    {
        const int hash = 64;
        var tail =
            bytes.Length > hash + BeforeStart.Length + 2
                ? bytes[^(hash + BeforeStart.Length + 2)..]
                : [];
        return tail.StartsWith(BeforeStart) && tail.EndsWith("\"}"u8)
            ? System.Text.Encoding.ASCII.GetString(tail.Slice(BeforeStart.Length, hash))
            : null;
    }

    /// <exception cref="FormatException">The hash before is another, or a text is not the one that was written.</exception>
    public static void Check(
        ReadOnlyMemory<byte> envelope,
        IReadOnlyDictionary<string, KeptText> texts,
        string before
    )
    {
        if (!string.Equals(BeforeOf(envelope.Span), before, StringComparison.Ordinal))
        {
            throw new FormatException(
                "It does not follow the entry before it: one of the two was changed."
            );
        }

        if (texts.Count == 0)
        {
            return;
        }

        using var document = JsonDocument.Parse(envelope);
        document.RootElement.TryGetProperty(Texts, out var codes);
        foreach (var (name, text) in texts)
        {
            // A text that is gone was erased; one that is there has to be the one.
            if (
                codes.ValueKind != JsonValueKind.Object
                || !codes.TryGetProperty(name, out var code)
                || !string.Equals(code.GetString(), text.Code, StringComparison.Ordinal)
            )
            {
                throw new FormatException($"Its text '{name}' is another.");
            }
        }
    }
}
