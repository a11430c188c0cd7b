using System.Collections.Frozen;
using System.Text.Json;
using CreditBot.Channels;
using CreditBot.Channels.Web;
using CreditBot.Dialog;
using CreditBot.Identity;
using CreditBot.Ports;

namespace CreditBot.Outbox;

/// <summary>Tells a person something, in every conversation where they can be reached; the words are made now.</summary>
internal sealed class NoticeSender(
    Conversations conversations,
    NoticeWords words,
    NoticeWishes wishes,
    People people,
    IEnumerable<IChannel> channels
) : IOutboxSender
{
    private readonly FrozenDictionary<string, IChannel> _channels = channels.ToFrozenDictionary(
        channel => channel.Name
    );

    public string Kind => OutboxKinds.Notice;

    public async Task<Delivery> DeliverAsync(OutboxMessage message, CancellationToken stop)
    {
        var notice =
            JsonSerializer.Deserialize<Notice>(message.Json)
            ?? throw new LedgerDamagedException($"The outbox message {message.Id} is empty.");
        var wished = await wishes.OfAsync(message.Agency, notice, stop);
        if (!wished.IsWanted)
        {
            return new Delivery.Sent("not wanted");
        }

        if (wished.Until is { } until)
        {
            return new Delivery.Postponed(until);
        }

        if (await words.OfAsync(message.Agency, notice, stop) is not { } said)
        {
            return new Delivery.Sent("nothing left to tell");
        }

        Delivery last = new Delivery.Gone($"{notice.Person} has no conversation to be told in.");
        var tried = new HashSet<(string Channel, string Conversation)>();
        while (last is Delivery.Gone)
        {
            // Where the places wished for are gone, the others are next, and the web at last.
            var left = (await PlacesAsync(message, notice.Person, wished.Channel, tried, stop))
                .Where(place => tried.Add((place.Channel, place.Id)))
                .ToList();
            if (left.Count == 0)
            {
                break;
            }

            foreach (var conversation in left)
            {
                var delivery = await SendAsync(message, conversation, said, stop);
                // One place is enough to have told them; what failed elsewhere is not repeated here.
                last = (last, delivery) switch
                {
                    (Delivery.Sent, _) => last,
                    (Delivery.TryLater, Delivery.Gone) => last,
                    _ => delivery,
                };
            }
        }

        return last;
    }

    /// <summary>Every chat in which the person has spoken, or only those in the channel they asked for; who has spoken in none that is left finds it on the web, which always works, and is mailed, as they may not look there.</summary>
    /// <param name="tried">Places that turned out to be closed just now.</param>
    private async Task<IReadOnlyList<Conversation>> PlacesAsync(
        OutboxMessage message,
        string person,
        string? channel,
        HashSet<(string Channel, string Conversation)> tried,
        CancellationToken stop
    )
    {
        var all = (await conversations.OfAsync(message.Agency, person, stop))
            .Where(one => !tried.Contains((one.Channel, one.Id)))
            .ToList();
        var wanted = all.FindAll(one => one.Channel == channel);
        var known = wanted.Count > 0 ? wanted : all;
        if (known.Count > 0)
        {
            return known;
        }

        var web = WebChat.AddressOf(message.Agency, person);
        var places = new List<Conversation>
        {
            new(person, web.Channel, web.Conversation, "", IsPersonal: true),
        };
        if (
            channel != ChannelNames.Web
            && _channels.ContainsKey(ChannelNames.Mail)
            && (await people.FindAsync(message.Agency, person, stop))?.Email is { } address
        )
        {
            places.Add(new Conversation(person, ChannelNames.Mail, address, "", IsPersonal: true));
        }

        return places;
    }

    private async Task<Delivery> SendAsync(
        OutboxMessage message,
        Conversation conversation,
        Message said,
        CancellationToken stop
    )
    {
        if (!_channels.TryGetValue(conversation.Channel, out var channel))
        {
            return new Delivery.Gone($"The channel {conversation.Channel} is not connected.");
        }

        var where = new ConversationAddress(message.Agency, conversation.Channel, conversation.Id);
        var delivery = await channel.SendAsync(where, conversation.Reference, said, stop);
        switch (delivery)
        {
            // A mail can't be brought up to date, so it is no card.
            case Delivery.Sent sent
                when said.CardKey is { } key && conversation.Channel != ChannelNames.Mail:
                await conversations.CardShownAsync(
                    message.Agency,
                    new ShownCard(
                        key,
                        conversation.Person,
                        conversation.Channel,
                        conversation.Id,
                        sent.MessageId,
                        conversation.Reference
                    ),
                    stop
                );
                break;
            case Delivery.Gone:
                await conversations.MarkGoneAsync(message.Agency, conversation, stop);
                break;
        }

        return delivery;
    }
}
