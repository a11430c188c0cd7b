using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CreditBot.Storage;

/// <summary>What stands around a fact in its bytes: the codes of its texts and the hash before it.</summary>
internal static class Envelope
{
    private const string Texts = "texts";
    private const string Before = "prev";

    private static ReadOnlySpan<byte> BeforeStart => "\"prev\":\""u8;

    /// <param name="fact">A JSON object.</param>
    public static byte[] Write(
        ReadOnlySpan<byte> fact,
        IReadOnlyDictionary<string, KeptText> texts,
        string before
    )
    {
        var written = texts.Count > 0 ? WriteTexts(texts) : [];
        // Its closing brace gives way to what follows; between the members stand commas.
        var own = fact[..^1];
        var comma = own.Length > 1 ? ","u8 : [];
        var bytes = new byte[
            own.Length + comma.Length + written.Length + BeforeStart.Length + before.Length + 2
        ];
        var rest = bytes.AsSpan();
        Put(own, ref rest);
        Put(comma, ref rest);
        Put(written, ref rest);
        Put(BeforeStart, ref rest);
        Encoding.ASCII.GetBytes(before, rest);
        rest = rest[before.Length..];
        Put("\"}"u8, ref rest);
        return bytes;
    }

    private static void Put(ReadOnlySpan<byte> part, ref Span<byte> rest)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }

    /// <summary>The member with the texts' codes, and the comma after it.</summary>
    private static byte[] WriteTexts(IReadOnlyDictionary<string, KeptText> texts)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = StoredJson.Options.Encoder }
            )
        )
        {
            writer.WriteStartObject();
            writer.WriteStartObject(Texts);
            foreach (var (name, text) in texts)
            {
                writer.WriteString(name, text.Code);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan[1..^1], (byte)','];
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
            ? Encoding.ASCII.GetString(tail.Slice(BeforeStart.Length, hash))
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
