using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>Makes the blocks that we use, each within Slack's limits whatever it is given (protocols/slack.md §7).</summary>
/// <remarks>Every text here is plain: it is escaped for the place it goes to.</remarks>
internal static class BlockKit
{
    public const int MostInMessage = 50;
    public const int MostInView = 100;
    public const int LongestSection = 3000;
    public const int MostButtons = 25;
    public const int LongestButton = 75;
    public const int LongestMessage = 4000;

    private const int LongestHeader = 150;
    private const int LongestField = 2000;
    private const int MostFields = 10;
    private const int LongestContext = 2000;
    private const int LongestId = 255;
    private const int LongestTitle = 24;
    private const int LongestLabel = 150;

    public static JsonObject Header(string text) =>
        new() { ["type"] = "header", ["text"] = Plain(text, LongestHeader) };

    public static JsonObject Section(string text) => Section(Mrkdwn(text, LongestSection));

    /// <summary>A section with a line in bold above it.</summary>
    public static JsonObject Section(string title, string text)
    {
        var bold = $"*{SlackText.Mrkdwn(title, LongestHeader)}*\n";
        return Section(Raw(bold + SlackText.Mrkdwn(text, LongestSection - bold.Length)));
    }

    /// <summary>Names in bold over their values, ten to a block.</summary>
    public static IEnumerable<JsonObject> Fields(ImmutableList<Fact> facts) =>
        facts
            .Chunk(MostFields)
            .Select(ten => new JsonObject
            {
                ["type"] = "section",
                ["fields"] = new JsonArray([.. ten.Select(Field)]),
            });

    /// <summary>Small and grey.</summary>
    public static JsonObject Context(string text) =>
        new() { ["type"] = "context", ["elements"] = new JsonArray(Mrkdwn(text, LongestContext)) };

    public static JsonObject Actions(string id, IEnumerable<JsonObject> elements) =>
        new()
        {
            ["type"] = "actions",
            ["block_id"] = id,
            ["elements"] = new JsonArray([.. elements.Take(MostButtons)]),
        };

    public static JsonObject Button(string id, Choice choice)
    {
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = id,
            ["text"] = Plain(choice.Title, LongestButton),
            ["value"] = ButtonValue.Of(choice).Write(),
        };
        if (choice.Style != ChoiceStyle.Plain)
        {
            button["style"] = choice.Style == ChoiceStyle.Primary ? "primary" : "danger";
        }

        return button;
    }

    /// <summary>A field with its label.</summary>
    public static JsonObject Input(MessagePart.Input input)
    {
        var id = InputElements.IdOf(input.Id);
        return new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = id[..Math.Min(id.Length, LongestId)],
            ["optional"] = !input.IsRequired,
            ["label"] = Plain(input.Label, LongestLabel),
            ["element"] = InputElements.Of(input),
        };
    }

    public static JsonObject Modal(
        string callback,
        string title,
        string submit,
        string metadata,
        IEnumerable<JsonObject> blocks
    ) =>
        new()
        {
            ["type"] = "modal",
            ["callback_id"] = callback,
            ["title"] = Plain(title, LongestTitle),
            ["submit"] = Plain(submit, LongestTitle),
            ["close"] = Plain("Cancel", LongestTitle),
            ["private_metadata"] = metadata,
            ["blocks"] = new JsonArray([.. blocks.Take(MostInView)]),
        };

    public static JsonObject Home(IEnumerable<JsonObject> blocks) =>
        new() { ["type"] = "home", ["blocks"] = new JsonArray([.. blocks.Take(MostInView)]) };

    public static JsonObject Plain(string text, int most) =>
        new()
        {
            ["type"] = "plain_text",
            ["text"] = SlackText.Plain(text, most),
            ["emoji"] = false,
        };

    private static JsonObject Section(JsonObject text) =>
        new() { ["type"] = "section", ["text"] = text };

    private static JsonObject Field(Fact fact)
    {
        var name = $"*{SlackText.Mrkdwn(fact.Name, LongestHeader)}*\n";
        return Raw(name + SlackText.Mrkdwn(fact.Value, LongestField - name.Length));
    }

    private static JsonObject Mrkdwn(string text, int most) => Raw(SlackText.Mrkdwn(text, most));

    // Verbatim: Slack makes no links of addresses and names by itself.
    private static JsonObject Raw(string mrkdwn) =>
        new()
        {
            ["type"] = "mrkdwn",
            ["text"] = mrkdwn,
            ["verbatim"] = true,
        };
}
