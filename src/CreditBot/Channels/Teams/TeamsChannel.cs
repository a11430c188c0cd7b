using CreditBot.Amounts;
using CreditBot.Channels.Teams.Connector;
using CreditBot.Channels.Teams.Security;
using CreditBot.Channels.Teams.Turns;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using NodaTime;

namespace CreditBot.Channels.Teams;

/// <summary>Speaks in a Teams conversation that is known by its reference, and replaces cards there.</summary>
/// <remarks>
/// One try a call: the outbox waits and repeats. The address in a reference is checked each time, since it once came from
/// outside. A 404 to a replacement (the person deleted the card) is <see cref="Delivery.Gone"/> too; its words say
/// <c>ActivityNotFoundInConversation</c>.
/// </remarks>
internal sealed class TeamsChannel(Bots bots, IClock clock) : IChannel
{
    public string Name => ChannelNames.Teams;

    public Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    ) =>
        CallAsync(
            where.Agency,
            reference,
            message,
            (conversations, activity) =>
            {
                Alert(activity);
                return conversations.SendToConversationAsync(activity, stop);
            },
            stop
        );

    public Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    ) =>
        CallAsync(
            where.Agency,
            reference,
            message,
            (conversations, activity) =>
            {
                activity.Id = messageId;
                return conversations.UpdateActivityAsync(activity, stop);
            },
            stop
        );

    private async Task<Delivery> CallAsync(
        AgencyId agency,
        string text,
        Message message,
        Func<IConversations, Activity, Task<ResourceResponse>> call,
        CancellationToken stop
    )
    {
        if (!References.TryRead(text, out var reference))
        {
            return new Delivery.Gone("the reference can't be read");
        }

        var activity = ActivityWriter.Write(message, reference.ChannelId);
        activity.ApplyConversationReference(reference);
        activity.Id = null;
        try
        {
            var connector = bots.Of(agency).Connectors.For(reference.ServiceUrl);
            var sent = await call(connector.Conversations, activity);
            return new Delivery.Sent(sent?.Id ?? activity.Id ?? "");
        }
        catch (Exception e) when (Faults.IsOne(e, stop))
        {
            return Faults.Outcome(e, clock.GetCurrentInstant());
        }
    }

    // Without it Teams puts a message that nobody asked for just then silently into the list.
    private static void Alert(Activity activity)
    {
        if (References.IsTeams(activity.ChannelId))
        {
            activity.ChannelData = new JObject
            {
                ["notification"] = new JObject { ["alert"] = true },
            };
        }
    }
}
