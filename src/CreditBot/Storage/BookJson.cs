using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Months;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>How frozen month books are kept: as JSON documents, read back as the same book.</summary>
internal static class BookJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static string Write(MonthBook book) => JsonSerializer.Serialize(book, Options);

    public static MonthBook Read(Document document) =>
        JsonSerializer.Deserialize<MonthBook>(document.Json, Options)
        ?? throw new LedgerDamagedException($"The month book '{document.Key}' is empty.");

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
