using System.Globalization;
using CreditBot.Amounts;
using NodaTime;
using NodaTime.Text;

namespace CreditBot.Settings;

/// <summary>Reads settings and collects every mistake as one line that names the setting and what to write instead.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private static readonly char[] Separators = [',', ';', ' '];

    private readonly List<string> _mistakes = [];

    public IReadOnlyList<string> Mistakes => _mistakes;

    public string Path => (configuration as IConfigurationSection)?.Path ?? "";

    /// <summary>The last part of the path.</summary>
    public string Key => (configuration as IConfigurationSection)?.Key ?? "";

    /// <summary>The same reader on a part of the settings; its mistakes are this one's.</summary>
    public SettingsReader Section(string name) => new(configuration.GetSection(name), _mistakes);

    /// <summary>The same reader at another place of the settings; its mistakes are this one's.</summary>
    public SettingsReader At(IConfiguration place) => new(place, _mistakes);

    private SettingsReader(IConfiguration configuration, List<string> mistakes)
        : this(configuration) => _mistakes = mistakes;

    public bool Has(string key) => configuration.GetSection(key).Exists();

    public IReadOnlyList<SettingsReader> Items(string key) =>
        [
            .. configuration
                .GetSection(key)
                .GetChildren()
                .Select(item => new SettingsReader(item, _mistakes)),
        ];

    /// <summary>The value of this section itself, when it is a plain one.</summary>
    public string? Value => (configuration as IConfigurationSection)?.Value;

    public string Text(string key, string otherwise, int most = 200)
    {
        var text = OptionalText(key) ?? otherwise;
        return text.Length <= most
            ? text
            : Mistake(key, $"is longer than {most} characters", otherwise);
    }

    public string? OptionalText(string key) =>
        configuration[key] is { Length: > 0 } text ? text : null;

    /// <summary>A list, or one text of several parts, as environment variables like it: "2026-12-25, 2026-12-26".</summary>
    public IReadOnlyList<string> Texts(string key) =>
        OptionalText(key) is { } text
            ?
            [
                .. text.Split(
                    Separators,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ]
            :
            [
                .. configuration
                    .GetSection(key)
                    .GetChildren()
                    .Select(item => item.Value)
                    .OfType<string>(),
            ];

    public decimal? Number(string key, decimal least, decimal most)
    {
        if (configuration[key] is not { } text)
        {
            return null;
        }

        return
            decimal.TryParse(
                text,
                NumberStyles.Number,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number >= least
            && number <= most
            ? number
            : Mistake<decimal?>(key, $"is '{text}'; write a number from {least} to {most}", null);
    }

    public int Whole(string key, int otherwise, int least, int most) =>
        Number(key, least, most) is not { } number ? otherwise
        : number == decimal.Truncate(number) ? (int)number
        : Mistake(key, $"is {number}; write a whole number from {least} to {most}", otherwise);

    public bool Flag(string key, bool otherwise) =>
        configuration[key] is not { } text ? otherwise
        : bool.TryParse(text, out var flag) ? flag
        : Mistake(key, $"is '{text}'; write true or false", otherwise);

    public Duration Hours(string key, Duration otherwise) =>
        Number(key, 0.01m, 10_000m) is { } hours ? Duration.FromHours((double)hours) : otherwise;

    public DateTimeZone Zone(string key, DateTimeZone otherwise) =>
        configuration[key] is not { } id ? otherwise
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? zone
        : Mistake(
            key,
            $"is '{id}'; write a time zone of the tz database, such as Europe/Berlin",
            otherwise
        );

    public LocalTime Time(string key, LocalTime otherwise) =>
        configuration[key] is not { } text ? otherwise
        : LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } time
            ? time.Value
        : Mistake(key, $"is '{text}'; write a time such as 07:00", otherwise);

    public Money? Price(string key, string currency) =>
        Number(key, 0, 1_000_000m) is { } amount ? new Money(amount, currency) : null;

    /// <summary>An amount that may be below zero.</summary>
    public Money? Signed(string key, string currency) =>
        Number(key, -1_000_000m, 1_000_000m) is { } amount ? new Money(amount, currency) : null;

    /// <summary>Credits from 0, with at most 3 decimals.</summary>
    public Credits? Credits(string key) =>
        Number(key, 0, 1_000_000m) is not { } number ? null
        : Amounts.Credits.TryOf(number) is { } credits ? credits
        : Mistake<Credits?>(key, $"is {number}; write at most 3 decimals", null);

    /// <summary>One of some words; null when there is none.</summary>
    public T? Choice<T>(string key, IReadOnlyList<(string Word, T Value)> choices)
        where T : struct
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return Mistake<T?>(
            key,
            $"is '{text}'; write one of {string.Join(", ", choices.Select(choice => choice.Word))}",
            null
        );
    }

    /// <summary>Names every setting here that is none of these: what is misspelt would be left unread without a word.</summary>
    public void Only(params IReadOnlyList<string> keys)
    {
        foreach (var child in configuration.GetChildren())
        {
            if (!keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                Mistake(child.Key, $"is no setting; there are {string.Join(", ", keys)}", 0);
            }
        }
    }

    public T Mistake<T>(string key, string what, T otherwise)
    {
        _mistakes.Add($"{(Path.Length == 0 ? key : $"{Path}:{key}")} {what}.");
        return otherwise;
    }
}
