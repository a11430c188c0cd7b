using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.Channels.Slack.Web;

namespace CreditBot.Channels.Slack;

/// <summary>Speaks in somebody's direct messages with the app, and replaces cards there by chat.update.</summary>
/// <remarks>One try a call: the outbox waits and repeats.</remarks>
internal sealed class SlackChannel(SlackApi api, SlackDoubts doubts) : IChannel
{
    private const int MostRemembered = 10_000;

    // Known again with the next message of a person; the outbox's references have it as well.
    private readonly ConcurrentDictionary<
        (AgencyId Agency, string Team, string User),
        string
    > _directMessages = new();

    public string Name => ChannelNames.Slack;

    /// <summary>The channel of a person's direct messages, if it was seen.</summary>
    public string? DirectMessages(AgencyId agency, string? team, string user) =>
        _directMessages.GetValueOrDefault((agency, team ?? "", user));

    public void Remember(AgencyId agency, string? team, string user, string channel)
    {
        if (_directMessages.Count < MostRemembered)
        {
            _directMessages[(agency, team ?? "", user)] = channel;
        }
    }

    public Task<Delivery> SendAsync(
        ConversationAddress where,
        string reference,
        Message message,
        CancellationToken stop
    ) =>
        SlackReference.Read(reference) is { } to
            ? SendAsync(where.Agency, to, message, null, stop)
            : Task.FromResult<Delivery>(new Delivery.Gone("the reference can't be read"));

    /// <param name="thread">The message under which it goes; null in the conversation itself.</param>
    public async Task<Delivery> SendAsync(
        AgencyId agency,
        SlackReference to,
        Message message,
        string? thread,
        CancellationToken stop
    )
    {
        var answer = await PostAsync(agency, to.Team, to.Place, message, thread, stop);
        if (answer is SlackAnswer.Refused { Error: "channel_not_found" } && to.Channel is null)
        {
            answer = await OpenAsync(agency, to, stop) is { } opened
                ? await PostAsync(agency, to.Team, opened, message, thread, stop)
                : answer;
        }

        if (
            answer is SlackAnswer.Done { Body: var body }
            && body.Text("channel") is ['D', ..] channel
        )
        {
            Remember(agency, to.Team, to.User, channel);
        }

        return Outcome(answer, to.Place);
    }

    public async Task<Delivery> ReplaceAsync(
        ConversationAddress where,
        string reference,
        string messageId,
        Message message,
        CancellationToken stop
    )
    {
        if (
            SlackReference.Read(reference) is not { } to
            || SlackMessageId.Read(messageId) is not { } shown
        )
        {
            return new Delivery.Gone("the reference can't be read");
        }

        var body = Body(message);
        body["channel"] = shown.Channel;
        body["ts"] = shown.Ts;
        return await api.CallAsync(where.Agency, to.Team, "chat.update", body, stop) switch
        {
            SlackAnswer.Done => new Delivery.Sent(messageId),
            var other => Outcome(other, shown.Channel),
        };
    }

    /// <summary>Text beside the blocks: notifications and screen readers read that.</summary>
    public static JsonObject Body(Message message) =>
        new() { ["text"] = BlockWriter.Text(message), ["blocks"] = BlockWriter.Message(message) };

    private async Task<SlackAnswer> PostAsync(
        AgencyId agency,
        string? team,
        string channel,
        Message message,
        string? thread,
        CancellationToken stop
    )
    {
        var body = Body(message);
        body["channel"] = channel;
        var mark = SlackDoubts.MarkOf(message, body);
        if (await doubts.FindAsync(agency, team, channel, mark, stop) is { } said)
        {
            return said;
        }

        body["metadata"] = SlackDoubts.Metadata(mark);
        // No previews of what is named in it.
        body["unfurl_links"] = false;
        body["unfurl_media"] = false;
        if (thread is not null)
        {
            body["thread_ts"] = thread;
        }

        return await doubts.CallAsync(agency, team, channel, mark, body, stop);
    }

    private async Task<string?> OpenAsync(
        AgencyId agency,
        SlackReference to,
        CancellationToken stop
    ) =>
        await api.CallAsync(
            agency,
            to.Team,
            "conversations.open",
            new JsonObject { ["users"] = to.User },
            stop
        )
            is SlackAnswer.Done { Body: var body }
            ? body.Text("channel", "id")
            : null;

    private static Delivery Outcome(SlackAnswer answer, string channel) =>
        answer switch
        {
            SlackAnswer.Done done => new Delivery.Sent(
                new SlackMessageId(
                    done.Body.Text("channel") ?? channel,
                    done.Body.Text("ts") ?? ""
                ).ToString()
            ),
            SlackAnswer.Later later => new Delivery.TryLater(later.Why, later.After),
            SlackAnswer.Refused refused => new Delivery.Gone(refused.Error),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
