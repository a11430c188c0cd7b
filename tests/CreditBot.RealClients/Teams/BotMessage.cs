using System.Text.Json.Nodes;

namespace CreditBot.RealClients.Teams;

/// <summary>What the bot has in a conversation under one id, in its latest edition.</summary>
internal sealed record BotMessage(string Id, JsonObject Activity)
{
    // Where people read something in an activity or a card.
    private static readonly string[] Read =
    [
        "text",
        "title",
        "value",
        "label",
        "placeholder",
        "altText",
        "fallbackText",
    ];

    public string Type => Activity["type"]?.GetValue<string>() ?? string.Empty;

    /// <summary>The first Adaptive Card, if there is one.</summary>
    public JsonNode? Card =>
        (Activity["attachments"] as JsonArray)
            ?.FirstOrDefault(attachment =>
                attachment?["contentType"]?.GetValue<string>()
                == "application/vnd.microsoft.card.adaptive"
            )
            ?["content"];

    /// <summary>Everything a person can read in it, text and cards, one a line.</summary>
    public string Text =>
        string.Join(
            '\n',
            Texts(Activity["text"], "text").Concat(Texts(Activity["attachments"], null))
        );

    /// <summary>The titles of the card's buttons, in order, those in sub-cards too.</summary>
    public IReadOnlyList<string> Buttons =>
        [.. Actions().Select(action => action["title"]?.GetValue<string>() ?? string.Empty)];

    /// <exception cref="InvalidOperationException">There is no such button.</exception>
    public JsonObject Button(string title) =>
        Actions().FirstOrDefault(action => action["title"]?.GetValue<string>() == title)
        ?? throw new InvalidOperationException(
            $"No button {title}, but {string.Join(", ", Buttons)} in: {Text}"
        );

    private IEnumerable<JsonObject> Actions() =>
        Objects(Card)
            .Where(item =>
                item["type"] is JsonValue type
                && type.GetValue<string>().StartsWith("Action.", StringComparison.Ordinal)
            );

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(member => Objects(member.Value)).Prepend(item),
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };

    private static IEnumerable<string> Texts(JsonNode? node, string? name) =>
        node switch
        {
            // What a button carries is the bot's own business.
            JsonObject item => item.Where(member => member.Key is not "data")
                .SelectMany(member => Texts(member.Value, member.Key)),
            JsonArray list => list.SelectMany(entry => Texts(entry, name)),
            JsonValue value when Read.Contains(name) && value.TryGetValue<string>(out var text) =>
            [
                text,
            ],
            _ => [],
        };
}

/// <summary>What the bot answered to one posted activity; <paramref name="Body"/> only for an invoke.</summary>
internal sealed record BotAnswer(int Status, JsonNode? Body);
