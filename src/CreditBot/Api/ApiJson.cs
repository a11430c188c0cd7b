using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Api;

/// <summary>How values look on the wire (contract.md, Common): camelCase, credits as numbers, money as amount and currency.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configure(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
    );

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new CreditsConverter());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new TextConverter<ClientId>(id => id.Value));
        options.Converters.Add(new TextConverter<RequestId>(id => id.ToString()));
        options.Converters.Add(new TextConverter<LotId>(id => id.ToString()));
        options.Converters.Add(new TextConverter<PersonId>(id => id.Value));
        // Of NodaTime's types just those on the wire: its own converters for all of them take longer to make than a page.
        options.Converters.Add(new TextConverter<Instant>(InstantPattern.ExtendedIso.Format));
        options.Converters.Add(new TextConverter<LocalDate>(LocalDatePattern.Iso.Format));
        options.Converters.Add(new TextConverter<YearMonth>(YearMonthPattern.Iso.Format));
        return options;
    }

    private sealed class CreditsConverter : JsonConverter<Credits>
    {
        public override Credits Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            Credits.TryOf(reader.GetDecimal())
            ?? throw new JsonException("Not an amount of credits.");

        public override void Write(
            Utf8JsonWriter writer,
            Credits value,
            JsonSerializerOptions options
        ) => writer.WriteRawValue(value.ToString());
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new NotSupportedException("Bodies are read field by field.");

        public override void Write(
            Utf8JsonWriter writer,
            Money value,
            JsonSerializerOptions options
        )
        {
            writer.WriteStartObject();
            writer.WriteString("amount", value.Digits());
            writer.WriteString("currency", value.Currency);
            writer.WriteEndObject();
        }
    }

    private sealed class TextConverter<T>(Func<T, string> text) : JsonConverter<T>
    {
        public override T Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new NotSupportedException("Bodies are read field by field.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(text(value));
    }
}
