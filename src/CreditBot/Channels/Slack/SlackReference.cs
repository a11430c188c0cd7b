using System.Text.Json;

namespace CreditBot.Channels.Slack;

/// <summary>What is needed to speak to a person in Slack again.</summary>
/// <param name="Team">The workspace in which the app is installed.</param>
/// <param name="User">The person.</param>
/// <param name="Channel">The direct messages with them, once known; until then Slack finds it by the person.</param>
internal sealed record SlackReference(string? Team, string User, string? Channel)
{
    public string Place => Channel ?? User;

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static SlackReference? Read(string text)
    {
        try
        {
            return
                text.Length > 0
                && JsonSerializer.Deserialize<SlackReference>(text, JsonSerializerOptions.Web)
                    is { User.Length: > 0 } reference
                ? reference
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A message in Slack: the channel and its time in it, which together are its id.</summary>
internal sealed record SlackMessageId(string Channel, string Ts)
{
    public override string ToString() => $"{Channel}:{Ts}";

    public static SlackMessageId? Read(string? text) =>
        text?.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1
            ? new SlackMessageId(text[..at], text[(at + 1)..])
            : null;
}
