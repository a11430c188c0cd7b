using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Policy;
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

    /// <summary>For all of them; each is made when the first value of its type is met.</summary>
    public static readonly JsonConverter Converter = new ConvertersOnDemand(
        new Dictionary<Type, Func<JsonConverter>>
        {
            // Whole thousandths of a credit, whole microseconds since 1970.
            [typeof(Credits)] = () =>
                new Number<Credits>(value => value.Thousandths, value => new Credits(value)),
            [typeof(Instant)] = () =>
                new Number<Instant>(
                    Instants.ToUnixTimeMicroseconds,
                    Instants.FromUnixTimeMicroseconds
                ),
            [typeof(Duration)] = () =>
                new Number<Duration>(
                    value => Instants.ToUnixTimeMicroseconds(NodaConstants.UnixEpoch + value),
                    value => Instants.FromUnixTimeMicroseconds(value) - NodaConstants.UnixEpoch
                ),
            [typeof(RequestId)] = () =>
                new Number<RequestId>(value => value.Number, value => new RequestId(value)),
            [typeof(LotId)] = () => new Text<LotId>(value => value.ToString(), LotId.Parse),
            [typeof(LineId)] = () => new Text<LineId>(value => value.ToString(), LineId.Parse),
            [typeof(HoldId)] = () => new Text<HoldId>(value => value.ToString(), HoldId.Parse),
            [typeof(ClientId)] = () => new Text<ClientId>(value => value.Value, ClientId.Parse),
            [typeof(AgencyId)] = () =>
                new Text<AgencyId>(value => value.Value, value => new AgencyId(value)),
            [typeof(PersonId)] = () =>
                new Text<PersonId>(value => value.Value, value => new PersonId(value)),
            [typeof(LocalDate)] = () =>
                new Text<LocalDate>(LocalDatePattern.Iso.Format, Parsed(LocalDatePattern.Iso)),
            [typeof(LocalTime)] = () =>
                new Text<LocalTime>(
                    LocalTimePattern.ExtendedIso.Format,
                    Parsed(LocalTimePattern.ExtendedIso)
                ),
            [typeof(YearMonth)] = () =>
                new Text<YearMonth>(YearMonthPattern.Iso.Format, Parsed(YearMonthPattern.Iso)),
            [typeof(DateTimeZone)] = () =>
                new Text<DateTimeZone>(zone => zone.Id, id => DateTimeZoneProviders.Tzdb[id]),
            [typeof(Money)] = () => new MoneyConverter(),
            [typeof(LotKind)] = () =>
                Choice<LotKind>(
                    (LotKind.Monthly, "monthly"),
                    (LotKind.OneTime, "one_time"),
                    (LotKind.Rollover, "rollover")
                ),
            [typeof(TakeReason)] = () =>
                Choice<TakeReason>(
                    (TakeReason.Burned, "burned"),
                    (TakeReason.Expired, "expired"),
                    (TakeReason.Voided, "voided"),
                    (TakeReason.Repaid, "repaid")
                ),
            [typeof(ReturnTo)] = () =>
                Choice<ReturnTo>(
                    (ReturnTo.Remaining, "remaining"),
                    (ReturnTo.Expired, "expired"),
                    (ReturnTo.Voided, "voided")
                ),
            [typeof(Standing)] = () =>
                Choice<Standing>(
                    (Standing.Active, "active"),
                    (Standing.Paused, "paused"),
                    (Standing.Ended, "ended")
                ),
            [typeof(Settlement)] = () =>
                Choice<Settlement>((Settlement.Expire, "expire"), (Settlement.Refund, "refund")),
            [typeof(ChargeKind)] = () =>
                Choice<ChargeKind>(
                    (ChargeKind.Fee, "fee"),
                    (ChargeKind.OneTime, "one_time"),
                    (ChargeKind.Overage, "overage")
                ),
            [typeof(LineState)] = () =>
                Choice<LineState>(
                    (LineState.Draft, "draft"),
                    (LineState.Issued, "issued"),
                    (LineState.Paid, "paid"),
                    (LineState.Void, "void")
                ),
            [typeof(OverageMode)] = () =>
                Choice<OverageMode>(
                    (OverageMode.Block, "block"),
                    (OverageMode.Forgive, "forgive"),
                    (OverageMode.Invoice, "invoice"),
                    (OverageMode.Carry, "carry")
                ),
            [typeof(UseLevel)] = () =>
                Choice<UseLevel>((UseLevel.Low, "low"), (UseLevel.Out, "out")),
            [typeof(RequestKind)] = () =>
                Choice<RequestKind>(
                    (RequestKind.OneTime, "one_time"),
                    (RequestKind.Ongoing, "ongoing"),
                    (RequestKind.Upgrade, "upgrade")
                ),
            [typeof(ManagerRole)] = () =>
                Choice<ManagerRole>(
                    (ManagerRole.AccountManager, "account_manager"),
                    (ManagerRole.Backup, "backup"),
                    (ManagerRole.OnCall, "on_call")
                ),
            [typeof(Effective)] = () =>
                Choice<Effective>((Effective.Now, "now"), (Effective.NextReset, "next_reset")),
            [typeof(RequestState)] = () =>
                new Text<RequestState>(RequestStateNames.NameOf, RequestStateNames.ValueOf),
            [typeof(IsoDayOfWeek)] = () =>
                Choice<IsoDayOfWeek>(
                    (IsoDayOfWeek.Monday, "monday"),
                    (IsoDayOfWeek.Tuesday, "tuesday"),
                    (IsoDayOfWeek.Wednesday, "wednesday"),
                    (IsoDayOfWeek.Thursday, "thursday"),
                    (IsoDayOfWeek.Friday, "friday"),
                    (IsoDayOfWeek.Saturday, "saturday"),
                    (IsoDayOfWeek.Sunday, "sunday")
                ),
        }
    );

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
        // A handful each: looking through them is quicker than making and asking a table.
        public string NameOf(T value)
        {
            foreach (var (one, name) in names)
            {
                if (EqualityComparer<T>.Default.Equals(one, value))
                {
                    return name;
                }
            }

            throw new InvalidOperationException($"{value} has no stored name.");
        }

        public T ValueOf(string name)
        {
            foreach (var (value, one) in names)
            {
                if (one == name)
                {
                    return value;
                }
            }

            throw new FormatException($"'{name}' is no {typeof(T).Name}.");
        }
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
