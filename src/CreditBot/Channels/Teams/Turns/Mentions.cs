using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Takes the marks of mentions out of a text: the bot's own go, other people's become their names.</summary>
/// <remarks>By the exact text that the entity gives: the SDK's way makes a regular expression of what a person may have chosen.</remarks>
internal static class Mentions
{
    public static string Spell(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var entity in activity.Entities ?? [])
        {
            if (
                entity?.Type != "mention"
                || entity.Properties["text"] is not JValue { Value: string { Length: > 0 } mark }
                || entity.Properties["mentioned"] is not JObject mentioned
            )
            {
                continue;
            }

            var isBot =
                mentioned["id"] is JValue { Value: string id } && id == activity.Recipient?.Id;
            var name = mentioned["name"] is JValue { Value: string called } ? called : "";
            text = text.Replace(mark, isBot ? " " : name, StringComparison.Ordinal);
        }

        return text;
    }
}
