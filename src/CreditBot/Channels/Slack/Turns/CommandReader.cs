using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Reads the command /credits (protocols/slack.md §4).</summary>
internal static class CommandReader
{
    /// <param name="signature">Tells a command that came without a trigger from every other.</param>
    /// <returns>Null when it doesn't say who gave it.</returns>
    public static SlackInput? Read(IReadOnlyDictionary<string, StringValues> form, string signature)
    {
        if (One(form, "user_id") is not { } user || One(form, "team_id") is not { } team)
        {
            return null;
        }

        return new SlackInput.Commanded(
            $"command|{team}|{user}|{One(form, "trigger_id") ?? signature}",
            team,
            team,
            user,
            One(form, "channel_id"),
            One(form, "response_url"),
            SlackWords.Read(One(form, "text")) ?? ""
        );
    }

    /// <summary>A form's fields.</summary>
    public static IReadOnlyDictionary<string, StringValues> Form(byte[] body) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));

    /// <summary>A field that is there once; twice, nobody could say which was meant.</summary>
    public static string? One(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var values) && values is [{ Length: > 0 } only] ? only : null;
}
