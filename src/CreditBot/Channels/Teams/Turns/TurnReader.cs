using System.Globalization;
using System.Net;
using CreditBot.Amounts;
using CreditBot.Channels.Teams.Cards;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Reads an activity as a turn; what is of no use to a dialog is no turn.</summary>
internal static class TurnReader
{
    public const string CardAction = "adaptiveCard/action";

    private const int LongestText = 8_000;

    /// <summary>The turn; null for what is to be passed over: reactions, edits, typing, a message of pictures alone.</summary>
    /// <param name="agency">Whose tenant it was said in.</param>
    public static Turn? Read(Activity activity, AgencyId agency)
    {
        if (
            string.IsNullOrEmpty(activity.Conversation?.Id)
            || Input(activity) is not { } input
            || Speaker(activity) is not { } who
        )
        {
            return null;
        }

        var where = new ConversationAddress(agency, ChannelNames.Teams, activity.Conversation.Id);
        return new Turn(
            Id(activity, input),
            where,
            who,
            input,
            References.Write(activity),
            IsPersonal(activity.Conversation),
            activity.Locale
        );
    }

    private static TurnInput? Input(Activity activity)
    {
        var data = activity.Value as JObject;
        return activity.Type switch
        {
            ActivityTypes.Message => (TurnInput?)Press(null, data, activity.ReplyToId)
                ?? Text(activity),
            ActivityTypes.Invoke when activity.Name == CardAction => Press(
                (data?["action"] as JObject)?["verb"],
                (data?["action"] as JObject)?["data"] as JObject,
                activity.ReplyToId
            ),
            ActivityTypes.ConversationUpdate when activity.MembersAdded is { Count: > 0 } =>
                new TurnInput.Joined(),
            ActivityTypes.InstallationUpdate when activity.Action is "add" or "add-upgrade" =>
                new TurnInput.Joined(),
            _ => null,
        };
    }

    private static TurnInput.Text? Text(Activity activity)
    {
        var words = Mentions.Spell(activity).Replace("&nbsp;", " ", StringComparison.Ordinal);
        if (IsTeams(activity))
        {
            // Teams sends what a person typed as the text of its HTML.
            words = WebUtility.HtmlDecode(words);
        }

        words = words.Replace('\u00A0', ' ').Trim();
        return words.Length switch
        {
            0 => null,
            > LongestText => new TurnInput.Text(words[..LongestText]),
            _ => new TurnInput.Text(words),
        };
    }

    private static TurnInput.Press? Press(JToken? verb, JObject? data, string? card) =>
        PressData.Read(
            verb is { Type: JTokenType.String } ? verb.Value<string>() : null,
            [
                .. (data ?? [])
                    .Properties()
                    .Where(field => field.Value is JValue { Value: not null })
                    .Select(field =>
                        KeyValuePair.Create(
                            field.Name,
                            Convert.ToString(
                                ((JValue)field.Value).Value,
                                CultureInfo.InvariantCulture
                            ) ?? ""
                        )
                    ),
            ],
            card
        );

    /// <summary>Who acted, by a key that nobody can type: Teams vouches for tenant and object id, other channels only for their own id.</summary>
    private static ChatIdentity? Speaker(Activity activity)
    {
        var from = activity.From;
        if (string.IsNullOrEmpty(from?.Id))
        {
            return null;
        }

        var tenant = References.Tenant(activity);
        var key =
            IsTeams(activity)
            && !string.IsNullOrEmpty(from.AadObjectId)
            && !string.IsNullOrEmpty(tenant)
                ? $"{tenant}|{from.AadObjectId}"
                : $"{activity.ChannelId?.ToLowerInvariant()}|{from.Id}";
        return new ChatIdentity(ChannelNames.Teams, key, from.Name ?? "");
    }

    // The platform says one arrival two or three times, under ids of their own, and the Playground at every page load.
    private static string Id(Activity activity, TurnInput input) =>
        input is TurnInput.Joined
            ? $"{activity.ChannelId}|{activity.Conversation.Id}|joined"
            : $"{activity.ChannelId}|{activity.Conversation.Id}|{(string.IsNullOrEmpty(activity.Id) ? Guid.NewGuid() : activity.Id)}";

    private static bool IsPersonal(ConversationAccount conversation) =>
        string.IsNullOrEmpty(conversation.ConversationType)
            ? conversation.IsGroup is not true
            : conversation.ConversationType.Equals("personal", StringComparison.OrdinalIgnoreCase);

    private static bool IsTeams(Activity activity) => References.IsTeams(activity.ChannelId);
}
