using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Catalog;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Api;

/// <summary>Reads a JSON body field by field and collects every error by its field, in words that say what to do.</summary>
internal sealed class Body(JsonElement json)
{
    public const int NameLength = 200;
    public const int ReasonLength = 1000;

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool IsInvalid => _errors.Count > 0;

    public IEnumerable<string> Messages => _errors.Values.SelectMany(messages => messages);

    public IResult Problem => Problems.Invalid(_errors);

    public bool Has(string name) => Field(name) is not null;

    public T? Error<T>(string name, string what)
    {
        _errors[name] = [what];
        return default;
    }

    public string? Text(string name, bool isRequired = false, int most = NameLength)
    {
        if (Field(name) is not { } field)
        {
            return isRequired ? Error<string>(name, $"{name} is missing.") : null;
        }

        if (field.ValueKind != JsonValueKind.String)
        {
            return Error<string>(name, $"{name} has to be a text.");
        }

        var text = field.GetString()!.Trim();
        return text.Length > most
                ? Error<string>(name, $"{name} may have {most} characters at most.")
            : text.Length == 0 && isRequired ? Error<string>(name, $"{name} is empty.")
            : text;
    }

    /// <summary>True or false; false when it isn't there.</summary>
    public bool Flag(string name) =>
        Field(name) is { } field
        && (
            field.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? field.GetBoolean()
                : Error<bool>(name, $"{name} has to be true or false.")
        );

    /// <summary>An amount of credits from 0.001 to 1,000,000 with at most three decimals, or from 0 where that makes sense.</summary>
    public Credits? Amount(string name, bool isRequired = false, bool mayBeZero = false)
    {
        if (Field(name) is not { } field)
        {
            return isRequired ? Missing<Credits>(name) : null;
        }

        var least = mayBeZero ? "0" : "0.001";
        return
            field.ValueKind == JsonValueKind.Number
            && field.TryGetDecimal(out var value)
            && Credits.TryOf(value) is { } credits
            && credits <= Credits.MostAtOnce
            && (mayBeZero || !credits.IsZero)
            ? credits
            : Wrong<Credits>(
                name,
                $"{name} has to be a number of credits from {least} to 1,000,000 with at most 3 decimals."
            );
    }

    /// <summary>Money as {"amount":"118.80","currency":"USD"}; a bare amount is taken in the agency's currency.</summary>
    public Money? Price(string name, string currency)
    {
        if (Field(name) is not { } field)
        {
            return null;
        }

        var amount = field;
        if (field.ValueKind == JsonValueKind.Object)
        {
            if (
                field.TryGetProperty("currency", out var code)
                && (code.ValueKind != JsonValueKind.String || code.GetString() != currency)
            )
            {
                return Wrong<Money>(
                    name,
                    $"{name} has to be in the agency's currency, {currency}."
                );
            }

            if (!field.TryGetProperty("amount", out amount))
            {
                return Wrong<Money>(name, $"{name} needs an amount.");
            }
        }

        var text =
            amount.ValueKind == JsonValueKind.String ? amount.GetString() : amount.GetRawText();
        return
            decimal.TryParse(
                text,
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture,
                out var value
            )
            && value <= 1_000_000_000m
            ? new Money(value, currency)
            : Wrong<Money>(
                name,
                $"{name} has to be an amount from 0, such as {{\"amount\":\"118.80\",\"currency\":\"{currency}\"}}."
            );
    }

    public int? Whole(string name, int least, int most) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number
        && field.TryGetInt32(out var value)
        && value >= least
        && value <= most
            ? value
        : Wrong<int>(name, $"{name} has to be a whole number from {least} to {most}.");

    /// <summary>The number of an entry, from 1.</summary>
    public long? Seq(string name) =>
        Field(name) is not { } field ? Missing<long>(name)
        : field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var value) && value > 0
            ? value
        : Wrong<long>(name, $"{name} has to be the number of an entry, from 1.");

    public decimal? Number(string name) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetDecimal(out var value) ? value
        : Wrong<decimal>(name, $"{name} has to be a number.");

    public decimal? Fraction(string name) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number
        && field.TryGetDecimal(out var value)
        && value is >= 0 and <= 1
            ? value
        : Wrong<decimal>(name, $"{name} has to be a number from 0 to 1; 0.19 is 19 %.");

    public LocalDate? Date(string name) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String
        && LocalDatePattern.Iso.Parse(field.GetString()!) is { Success: true } date
            ? date.Value
        : Wrong<LocalDate>(name, $"{name} has to be a date such as 2026-12-03.");

    public Instant? Time(string name) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String
        && OffsetDateTimePattern.ExtendedIso.Parse(field.GetString()!) is { Success: true } time
            ? time.Value.ToInstant()
        : Wrong<Instant>(
            name,
            $"{name} has to be a time with an offset, such as 2026-12-03T00:00:00Z."
        );

    public DateTimeZone? Zone(string name) =>
        Text(name, most: 60) is not { } id
            ? null
            : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
                ?? Error<DateTimeZone>(
                    name,
                    $"{name} has to be a time zone of the tz database, such as Europe/Berlin."
                );

    /// <summary>One of the given words.</summary>
    public T? Choice<T>(
        string name,
        bool isRequired,
        params ReadOnlySpan<(string Word, T Value)> choices
    )
        where T : struct
    {
        if (Field(name) is not { } field)
        {
            return isRequired ? Missing<T>(name) : null;
        }

        var words = new List<string>(choices.Length);
        foreach (var (word, value) in choices)
        {
            if (field.ValueKind == JsonValueKind.String && field.ValueEquals(word))
            {
                return value;
            }

            words.Add(word);
        }

        return Wrong<T>(name, $"{name} has to be one of: {string.Join(", ", words)}.");
    }

    /// <summary>One of the packages that the agency sells.</summary>
    public Package? Package(string name, PackageCatalog catalog) =>
        Text(name, isRequired: true) is not { } asked
            ? null
            : catalog.Find(asked) ?? Error<Package>(name, OneOf(name, catalog));

    public static string OneOf(string name, PackageCatalog catalog) =>
        $"{name} has to be one of: {string.Join(", ", catalog.Packages.Select(package => package.Name))}.";

    /// <summary>A part that is an object of its own.</summary>
    public Body? Part(string name)
    {
        if (Field(name) is not { } field)
        {
            return null;
        }

        return field.ValueKind == JsonValueKind.Object
            ? new Body(field)
            : Error<Body>(name, $"{name} has to be an object.");
    }

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<Body>? List(string name, int most)
    {
        if (Field(name) is not { } field)
        {
            return Error<IReadOnlyList<Body>>(name, $"{name} is missing.");
        }

        return
            field.ValueKind == JsonValueKind.Array
            && field.GetArrayLength() <= most
            && field.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? [.. field.EnumerateArray().Select(item => new Body(item))]
            : Error<IReadOnlyList<Body>>(
                name,
                $"{name} has to be a list of {most} objects at most."
            );
    }

    /// <summary>A list of texts; null when it isn't there or is none.</summary>
    public IReadOnlyList<string>? Texts(string name, int most) =>
        Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Array
        && field.GetArrayLength() <= most
        && field.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. field.EnumerateArray().Select(item => item.GetString()!)]
        : Error<IReadOnlyList<string>>(name, $"{name} has to be a list of {most} texts at most.");

    public void TakeErrorsOf(Body part, string name)
    {
        foreach (var (field, what) in part._errors)
        {
            _errors[$"{name}.{field}"] = what;
        }
    }

    private T? Missing<T>(string name)
        where T : struct => Wrong<T>(name, $"{name} is missing.");

    private T? Wrong<T>(string name, string what)
        where T : struct
    {
        _errors[name] = [what];
        return null;
    }

    private JsonElement? Field(string name) =>
        json.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null
            ? field
            : null;
}
