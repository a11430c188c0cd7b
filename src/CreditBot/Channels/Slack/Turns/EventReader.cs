using System.Text.Json;
using CreditBot.Channels.Slack.Web;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Reads the events that Slack sends (protocols/slack.md §2); what is of no use to a dialog is nothing.</summary>
internal static class EventReader
{
    /// <summary>What somebody did; null for what is to be passed over: the app's own messages, edits, other conversations, other kinds.</summary>
    public static SlackInput? Read(JsonElement envelope)
    {
        if (
            envelope.Text("event_id") is not { } id
            || envelope.At("event") is not { } happened
            || happened.Text("user") is not { } user
            || happened.Text("bot_id") is not null
        )
        {
            return null;
        }

        var own = envelope.List("authorizations").FirstOrDefault();
        var self = own.Flag("is_bot") ? own.Text("user_id") : null;
        if (user == self)
        {
            return null;
        }

        var team = own.Text("team_id") ?? envelope.Text("team_id");
        var home = happened.Text("user_team") ?? happened.Text("team") ?? team ?? "";
        var channel = happened.Text("channel");
        return happened.Text("type") switch
        {
            "message" when happened.Text("channel_type") == "im" && IsWritten(happened) =>
                SlackWords.Read(happened.Text("text"), self) is { } words
                    ? new SlackInput.Said(
                        id,
                        team,
                        home,
                        user,
                        channel,
                        happened.Text("thread_ts"),
                        words
                    )
                    : null,
            "app_mention" when IsWritten(happened) && channel is not null =>
                new SlackInput.Mentioned(
                    id,
                    team,
                    home,
                    user,
                    channel,
                    happened.Text("thread_ts"),
                    SlackWords.Read(WithoutFirstMention(happened.Text("text"), self), self) ?? ""
                ),
            "app_home_opened" => new SlackInput.Opened(
                // Told each time the app is looked at; the person is welcomed once.
                $"joined|{home}|{user}",
                team,
                home,
                user,
                channel
            ),
            _ => null,
        };
    }

    /// <summary>Whether the Home tab is what was opened; it has to be drawn then.</summary>
    public static bool IsHome(JsonElement envelope) =>
        envelope.Text("event", "type") == "app_home_opened"
        && envelope.Text("event", "tab") == "home";

    /// <summary>Written by a person just now: no edit, deletion, arrival or bot.</summary>
    private static bool IsWritten(JsonElement message) =>
        message.Text("subtype") is null or "file_share" or "thread_broadcast"
        && !message.Flag("hidden");

    /// <summary>The app's own mention, where Slack didn't say who the app is.</summary>
    private static string? WithoutFirstMention(string? text, string? self) =>
        self is null
        && text?.TrimStart() is ['<', '@', ..] mention
        && mention.IndexOf('>', StringComparison.Ordinal) is > 0 and var end
            ? mention[(end + 1)..]
            : text;
}
