using System.Diagnostics.CodeAnalysis;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>What is needed to speak in a conversation again: the Bot Framework's conversation reference, as JSON.</summary>
internal static class References
{
    private const string TeamsChannelId = "msteams";

    public static bool IsTeams(string? channelId) =>
        TeamsChannelId.Equals(channelId, StringComparison.OrdinalIgnoreCase);

    /// <summary>The tenant that the platform names, wherever it does.</summary>
    public static string? Tenant(Activity activity) =>
        string.IsNullOrEmpty(activity.Conversation?.TenantId)
            ? TenantOfChannel(activity)
            : activity.Conversation.TenantId;

    public static string? TenantOfChannel(Activity activity) =>
        (activity.ChannelData as JObject)?["tenant"] is JObject tenant
        && tenant["id"] is JValue { Value: string id }
            ? id
            : null;

    public static string Write(Activity activity)
    {
        var reference = activity.GetConversationReference();
        // The one message answered here is no part of where the conversation is held.
        reference.ActivityId = null;
        return JsonConvert.SerializeObject(
            reference,
            Formatting.None,
            HttpHelper.BotMessageSerializerSettings
        );
    }

    public static bool TryRead(
        string text,
        [NotNullWhen(true)] out ConversationReference? reference
    )
    {
        try
        {
            reference = JsonConvert.DeserializeObject<ConversationReference>(text);
        }
        catch (JsonException)
        {
            reference = null;
        }

        if (
            string.IsNullOrEmpty(reference?.Conversation?.Id)
            || string.IsNullOrEmpty(reference.ServiceUrl)
        )
        {
            reference = null;
        }

        return reference is not null;
    }
}
