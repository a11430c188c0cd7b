using System.Text.Json;

namespace CreditBot.Channels.Slack.Web;

/// <summary>Reads what Slack sent without trusting its form: what isn't there, or isn't what it should be, is nothing.</summary>
internal static class SlackElements
{
    /// <summary>An inner element by its path.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (
                element.ValueKind != JsonValueKind.Object
                || !element.TryGetProperty(name, out element)
            )
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>A text that is not empty; null for everything else.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        if (element.At(path) is not { ValueKind: JsonValueKind.String } found)
        {
            return null;
        }

        try
        {
            return found.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character, or bytes that are no text.
            return null;
        }
    }

    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> List(
        this JsonElement element,
        params ReadOnlySpan<string> path
    ) => element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
