using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>What a window remembers of the button that opened it.</summary>
/// <param name="Value">Its verb and ids.</param>
/// <param name="Card">The message that held it; null in the Home tab.</param>
/// <param name="ResponseUrl">How that message is replaced when only one person sees it.</param>
internal sealed record ModalOrigin(ButtonValue Value, string? Card, string? ResponseUrl);

/// <summary>Draws windows: the fields of a button, and the words that are asked for with.</summary>
internal static class ModalWriter
{
    /// <summary>The window of a button with fields.</summary>
    public const string Press = "press";

    /// <summary>The window of the message shortcut.</summary>
    public const string Ask = "ask";

    /// <summary>The callback id of the shortcut "Ask for credits" in the manifest.</summary>
    public const string AskShortcut = "ask_for_credits";

    private const string Words = "words";
    private const int LongestMetadata = 3000;

    /// <summary>Asks for a button's fields first.</summary>
    public static JsonObject ForPress(ModalOrigin origin)
    {
        var title = origin.Value.Title ?? "CreditBot";
        // The fields themselves are in the window; what has to come back is what they belong to.
        var kept = origin with
        {
            Value = origin.Value with { Inputs = null },
        };
        var metadata = JsonSerializer.Serialize(kept, ButtonValue.Options);
        return BlockKit.Modal(
            Press,
            title,
            title,
            metadata.Length <= LongestMetadata
                ? metadata
                : JsonSerializer.Serialize(kept with { ResponseUrl = null }, ButtonValue.Options),
            (origin.Value.Inputs ?? []).Select(BlockKit.Input)
        );
    }

    /// <summary>Offers a message's words to ask with; nothing is said until the person has read and sent them.</summary>
    public static JsonObject ForAsking(string words) =>
        BlockKit.Modal(
            Ask,
            "Ask for credits",
            "Ask",
            "",
            [
                BlockKit.Input(
                    new MessagePart.Input(
                        Words,
                        "What do you need, and by when?",
                        InputKind.LongText,
                        IsRequired: true,
                        words
                    )
                ),
            ]
        );

    public static string? WordsOf(IReadOnlyDictionary<string, string> inputs) =>
        inputs.GetValueOrDefault(Words);

    public static ModalOrigin? OriginOf(string? metadata)
    {
        if (metadata is not { Length: > 0 and <= LongestMetadata })
        {
            return null;
        }

        try
        {
            return
                JsonSerializer.Deserialize<ModalOrigin>(metadata, ButtonValue.Options)
                    is { Value: { Verb.Length: > 0, Data: not null } } origin
                ? origin
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
