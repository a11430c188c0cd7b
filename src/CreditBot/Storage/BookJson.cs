using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Months;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>How frozen month books are kept: as JSON documents, read back as the same book; large ones packed, since LiteDB takes 16 MB a document.</summary>
internal static class BookJson
{
    /// <summary>Where the packed ones begin to be; a few hundred clients stay readable.</summary>
    private const int MostPlain = 1_000_000;

    private const string PackedStart = "{\"packed\":\"";
    private const string PackedEnd = "\"}";

    private static readonly JsonSerializerOptions Options = Make();

    public static string Write(MonthBook book)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(book, Options);
        return json.Length <= MostPlain
            ? Encoding.UTF8.GetString(json)
            : PackedStart + Convert.ToBase64String(Packed(json)) + PackedEnd;
    }

    public static MonthBook Read(Document document) =>
        (
            document.Json.StartsWith(PackedStart, StringComparison.Ordinal)
                ? Unpacked(document.Json)
                : JsonSerializer.Deserialize<MonthBook>(document.Json, Options)
        ) ?? throw new LedgerDamagedException($"The month book '{document.Key}' is empty.");

    private static byte[] Packed(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(json);
        }

        return packed.ToArray();
    }

    private static MonthBook? Unpacked(string json)
    {
        try
        {
            var packed = Convert.FromBase64String(json[PackedStart.Length..^PackedEnd.Length]);
            using var brotli = new BrotliStream(
                new MemoryStream(packed),
                CompressionMode.Decompress
            );
            return JsonSerializer.Deserialize<MonthBook>(brotli, Options);
        }
        catch (Exception damage)
            when (damage
                    is FormatException
                        or InvalidDataException
                        or InvalidOperationException
                        or JsonException
            )
        {
            throw new LedgerDamagedException(
                $"A packed month book is damaged: {damage.Message}",
                damage
            );
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            IgnoreReadOnlyProperties = true,
        };
        options.Converters.Add(StoredValues.Converter);

        options.Converters.Add(new LedgerConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        return options;
    }

    /// <summary>Packed, in base 64: a million lines are a few megabytes then.</summary>
    private sealed class LedgerConverter : JsonConverter<LedgerLines>
    {
        public override LedgerLines Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => PackedLedger.Unpack(reader.GetBytesFromBase64());

        public override void Write(
            Utf8JsonWriter writer,
            LedgerLines value,
            JsonSerializerOptions options
        ) => writer.WriteBase64StringValue(PackedLedger.Pack(value));
    }
}
