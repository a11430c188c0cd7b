using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Requests;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Storage;

/// <summary>The stored form of single values.</summary>
internal static class StoredValues
{
    /// <summary>States are part of the keys of the request index, too.</summary>
    public static readonly Choices<RequestState> RequestStateNames = new(
        (RequestState.Open, "open"),
        (RequestState.Asked, "asked"),
        (RequestState.Countered, "countered"),
        (RequestState.Approved, "approved"),
        (RequestState.ApprovedWithChange, "approved_with_change"),
        (RequestState.Declined, "declined"),
        (RequestState.Withdrawn, "withdrawn"),
        (RequestState.Lapsed, "lapsed")
    );

    public static readonly IReadOnlyList<JsonConverter> Converters =
    [
        // Whole thousandths of a credit, whole microseconds since 1970.
        new Number<Credits>(value => value.Thousandths, value => new Credits(value)),
        new Number<Instant>(Instants.ToUnixTimeMicroseconds, Instants.FromUnixTimeMicroseconds),
        new Number<Duration>(
            value => Instants.ToUnixTimeMicroseconds(NodaConstants.UnixEpoch + value),
            value => Instants.FromUnixTimeMicroseconds(value) - NodaConstants.UnixEpoch
        ),
        new Number<RequestId>(value => value.Number, value => new RequestId(value)),
        new Text<LotId>(value => value.ToString(), LotId.Parse),
        new Text<HoldId>(value => value.ToString(), HoldId.Parse),
        new Text<ClientId>(value => value.Value, ClientId.Parse),
        new Text<AgencyId>(value => value.Value, value => new AgencyId(value)),
        new Text<PersonId>(value => value.Value, value => new PersonId(value)),
        new Text<LocalDate>(LocalDatePattern.Iso.Format, Parsed(LocalDatePattern.Iso)),
        new Text<LocalTime>(
            LocalTimePattern.ExtendedIso.Format,
            Parsed(LocalTimePattern.ExtendedIso)
        ),
        new Text<YearMonth>(YearMonthPattern.Iso.Format, Parsed(YearMonthPattern.Iso)),
        new Text<DateTimeZone>(zone => zone.Id, id => DateTimeZoneProviders.Tzdb[id]),
        new MoneyConverter(),
        Choice<LotKind>(
            (LotKind.Monthly, "monthly"),
            (LotKind.OneTime, "one_time"),
            (LotKind.Rollover, "rollover")
        ),
        Choice<TakeReason>(
            (TakeReason.Burned, "burned"),
            (TakeReason.Expired, "expired"),
            (TakeReason.Voided, "voided"),
            (TakeReason.Repaid, "repaid")
        ),
        Choice<ReturnTo>(
            (ReturnTo.Remaining, "remaining"),
            (ReturnTo.Expired, "expired"),
            (ReturnTo.Voided, "voided")
        ),
        Choice<Standing>(
            (Standing.Active, "active"),
            (Standing.Paused, "paused"),
            (Standing.Ended, "ended")
        ),
        Choice<Settlement>((Settlement.Expire, "expire"), (Settlement.Refund, "refund")),
        Choice<ChargeKind>(
            (ChargeKind.Fee, "fee"),
            (ChargeKind.OneTime, "one_time"),
            (ChargeKind.Overage, "overage")
        ),
        Choice<OverageMode>(
            (OverageMode.Block, "block"),
            (OverageMode.Forgive, "forgive"),
            (OverageMode.Invoice, "invoice"),
            (OverageMode.Carry, "carry")
        ),
        Choice<RequestKind>(
            (RequestKind.OneTime, "one_time"),
            (RequestKind.Ongoing, "ongoing"),
            (RequestKind.Upgrade, "upgrade")
        ),
        Choice<Effective>((Effective.Now, "now"), (Effective.NextReset, "next_reset")),
        new Text<RequestState>(RequestStateNames.NameOf, RequestStateNames.ValueOf),
        Choice<IsoDayOfWeek>(
            (IsoDayOfWeek.Monday, "monday"),
            (IsoDayOfWeek.Tuesday, "tuesday"),
            (IsoDayOfWeek.Wednesday, "wednesday"),
            (IsoDayOfWeek.Thursday, "thursday"),
            (IsoDayOfWeek.Friday, "friday"),
            (IsoDayOfWeek.Saturday, "saturday"),
            (IsoDayOfWeek.Sunday, "sunday")
        ),
    ];

    private static Func<string, T> Parsed<T>(IPattern<T> pattern) =>
        text => pattern.Parse(text).Value;

    private static Text<T> Choice<T>(params (T Value, string Name)[] names)
        where T : struct, Enum
    {
        var choices = new Choices<T>(names);
        return new Text<T>(choices.NameOf, choices.ValueOf);
    }

    /// <summary>The stored names of the values of an enum.</summary>
    internal sealed class Choices<T>(params (T Value, string Name)[] names)
        where T : struct, Enum
    {
        private readonly Dictionary<T, string> _names = names.ToDictionary(
            pair => pair.Value,
            pair => pair.Name
        );

        private readonly Dictionary<string, T> _values = names.ToDictionary(
            pair => pair.Name,
            pair => pair.Value
        );

        public string NameOf(T value) =>
            _names.TryGetValue(value, out var name)
                ? name
                : throw new InvalidOperationException($"{value} has no stored name.");

        public T ValueOf(string name) =>
            _values.TryGetValue(name, out var value)
                ? value
                : throw new FormatException($"'{name}' is no {typeof(T).Name}.");
    }

    private sealed class Number<T>(Func<T, long> write, Func<long, T> read) : JsonConverter<T>
    {
        public override T Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => read(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(write(value));
    }

    private sealed class Text<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => read(reader.GetString() ?? throw new JsonException("A text is missing."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }

    /// <summary>The amount is a text, so that no reader on the way turns it into a floating-point number.</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        private static readonly JsonEncodedText Amount = JsonEncodedText.Encode("amount");
        private static readonly JsonEncodedText Currency = JsonEncodedText.Encode("currency");

        public override Money Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        )
        {
            decimal? amount = null;
            string? currency = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isAmount = reader.ValueTextEquals(Amount.EncodedUtf8Bytes);
                reader.Read();
                if (isAmount)
                {
                    amount = decimal.Parse(
                        reader.GetString()!,
                        NumberStyles.Number,
                        CultureInfo.InvariantCulture
                    );
                }
                else
                {
                    currency = reader.GetString();
                }
            }

            return amount is { } value && currency is not null
                ? new Money(value, currency)
                : throw new JsonException("Money needs an amount and a currency.");
        }

        public override void Write(
            Utf8JsonWriter writer,
            Money value,
            JsonSerializerOptions options
        )
        {
            writer.WriteStartObject();
            writer.WriteString(Amount, value.Amount.ToString(CultureInfo.InvariantCulture));
            writer.WriteString(Currency, value.Currency);
            writer.WriteEndObject();
        }
    }
}
