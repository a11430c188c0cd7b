using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>What a button carries: its verb and ids, and the fields that it asks for first. It comes back in Slack's signed request and is trusted no more than words.</summary>
/// <param name="Verb">See <see cref="CardAction"/>.</param>
/// <param name="Inputs">Asked for in a window before the press counts.</param>
/// <param name="Title">The button's own, for that window.</param>
internal sealed record ButtonValue(
    [property: JsonPropertyName("v")] string Verb,
    [property: JsonPropertyName("d")] ImmutableSortedDictionary<string, string> Data,
    [property: JsonPropertyName("i")] ImmutableList<MessagePart.Input>? Inputs = null,
    [property: JsonPropertyName("t")] string? Title = null
)
{
    /// <summary>Slack's limit of a button's value.</summary>
    public const int Longest = 2000;

    private const int MostInputs = 10;
    private static readonly ImmutableArray<int> Rooms = [1_000, 300, 100, 24, 8];

    /// <summary>How this and what belongs to it travel.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Slack gets it as a string within JSON: escaping for HTML would only take room.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    [JsonIgnore]
    public CardAction Action => new(Verb, Data.ToImmutableDictionary(StringComparer.Ordinal));

    public static ButtonValue Of(Choice choice) =>
        new(
            choice.Action.Verb,
            choice.Action.Data.ToImmutableSortedDictionary(StringComparer.Ordinal),
            choice.Inputs is { Count: > 0 } inputs ? [.. inputs.Take(MostInputs)] : null,
            choice.Inputs is { Count: > 0 } ? choice.Title : null
        );

    /// <summary>As JSON within the limit: the longest texts are cut when it is too much, which only a hostile one is.</summary>
    public string Write()
    {
        foreach (var room in Rooms)
        {
            var json = JsonSerializer.Serialize(Within(room), Options);
            if (json.Length <= Longest)
            {
                return json;
            }
        }

        return JsonSerializer.Serialize(
            new ButtonValue(
                SafeText.Of(Verb, 100),
                ImmutableSortedDictionary<string, string>.Empty
            ),
            Options
        );
    }

    /// <summary>What a button of ours carried; null when it is none.</summary>
    public static ButtonValue? Read(string? json)
    {
        if (json is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            return
                JsonSerializer.Deserialize<ButtonValue>(json, Options)
                    is { Verb: { Length: > 0 }, Data: not null } value
                && value.Data.Values.All(text => text is not null)
                && value.Inputs?.All(input => input is { Id.Length: > 0, Label: not null }) != false
                ? value
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ButtonValue Within(int room) =>
        this with
        {
            Data = Data.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value.Length <= room ? pair.Value : SafeText.Of(pair.Value, room),
                StringComparer.Ordinal
            ),
            Title = Title is null ? null : SafeText.Of(Title, Math.Min(room, 100)),
            Inputs = Inputs?.ConvertAll(input =>
                input with
                {
                    Label = SafeText.Of(input.Label, Math.Min(room, 150)),
                    Value = input.Value is null ? null : SafeText.Of(input.Value, room),
                    Choices = input
                        .Choices?.Take(10)
                        .Select(choice =>
                            choice with
                            {
                                Title = SafeText.Of(choice.Title, Math.Min(room, 75)),
                            }
                        )
                        .ToImmutableList(),
                }
            ),
        };
}
