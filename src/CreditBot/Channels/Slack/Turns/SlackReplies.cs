using System.Text.Json.Nodes;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.Channels.Slack.Web;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Says a reply: the pressed card replaced first, then what is new, in order, where nobody else reads it.</summary>
internal sealed partial class SlackReplies(
    ITurnHandler handler,
    SlackApi api,
    SlackChannel channel,
    ILateReplies late,
    ILogger<SlackReplies> log
)
{
    /// <summary>How often Slack takes an answer by one response_url.</summary>
    private const int MostResponses = 5;

    private const string ItStays = "You find it in our direct messages, where it stays up to date.";

    /// <returns>Whether it went into the direct messages, or will.</returns>
    public async Task<bool> SayAsync(
        SlackInput input,
        Turn turn,
        TurnReply reply,
        CancellationToken stop
    )
    {
        var whispers = new Whispers(this, turn.Where.Agency, Whisperable(turn.Where.Agency, input));
        var messages = reply.Messages;
        if (reply.Replacement is { } card && !await ReplaceAsync(input, turn, card, whispers, stop))
        {
            messages = messages.Insert(0, card);
        }

        var isKept = false;
        for (var i = 0; i < messages.Count; i++)
        {
            // A card is shown where it can be replaced when its request moves on, which an answer for one person can't.
            if (
                messages[i].CardKey is null
                && await whispers.SayAsync(messages[i], replaces: false, stop)
            )
            {
                continue;
            }

            switch (await SendAsync(input, turn, messages[i], stop))
            {
                case Delivery.Sent:
                    isKept = true;
                    break;
                case Delivery.TryLater later:
                    LogLater(input.Id, later.Why);
                    await late.KeepAsync(
                        turn,
                        messages.GetRange(i, messages.Count - i),
                        null,
                        later.After,
                        stop
                    );
                    return true;
                case Delivery.Gone gone when input is SlackInput.Mentioned mention:
                    // Somebody of another workspace who can't be written to: only they see it in the channel.
                    LogGone(input.Id, gone.Why);
                    await WhisperAsync(turn.Where.Agency, mention, messages[i], stop);
                    break;
                case Delivery.Gone gone:
                    LogGone(input.Id, gone.Why);
                    return false;
            }
        }

        if (isKept && whispers.IsUsed)
        {
            await whispers.SayAsync(Message.Of(ItStays), replaces: false, stop);
        }

        return isKept;
    }

    /// <summary>Says something in a channel to one person alone.</summary>
    public async Task WhisperAsync(
        AgencyId agency,
        SlackInput.Mentioned mention,
        Message message,
        CancellationToken stop
    )
    {
        var body = SlackChannel.Body(message);
        body["channel"] = mention.Channel;
        body["user"] = mention.User;
        if (mention.Thread is { } thread)
        {
            body["thread_ts"] = thread;
        }

        if (
            await api.CallAsync(agency, mention.Team, "chat.postEphemeral", body, stop)
                is { } answer
            && answer is not SlackAnswer.Done
        )
        {
            LogGone(mention.Id, $"{answer}");
        }
    }

    /// <summary>Where the answer may be given to one person alone; null in the direct messages, which are theirs anyway.</summary>
    private string? Whisperable(AgencyId agency, SlackInput input) =>
        input switch
        {
            SlackInput.Commanded command
                when command.Channel
                    != channel.DirectMessages(agency, command.Team, command.User) =>
                command.ResponseUrl,
            SlackInput.Pressed { IsEphemeral: true } press => press.ResponseUrl,
            _ => null,
        };

    private async Task<bool> ReplaceAsync(
        SlackInput input,
        Turn turn,
        Message card,
        Whispers whispers,
        CancellationToken stop
    )
    {
        if (input is not SlackInput.Pressed { Card: { } shown } press)
        {
            return false;
        }

        if (press.IsEphemeral)
        {
            // What has a key goes on in the direct messages; here it shows how it stood.
            var isReplaced = await whispers.SayAsync(
                card.CardKey is null ? card : card with { Choices = [] },
                replaces: true,
                stop
            );
            return isReplaced && card.CardKey is null;
        }

        switch (await channel.ReplaceAsync(turn.Where, turn.Reference, shown, card, stop))
        {
            case Delivery.Sent:
                await RememberAsync(turn, card, shown, stop);
                return true;
            case Delivery.TryLater later:
                LogLater(input.Id, later.Why);
                await late.KeepAsync(turn, [card], shown, later.After, stop);
                return true;
            default:
                return false;
        }
    }

    private async Task<Delivery> SendAsync(
        SlackInput input,
        Turn turn,
        Message message,
        CancellationToken stop
    )
    {
        var to = SlackReference.Read(turn.Reference)!;
        var thread = input is SlackInput.Said or SlackInput.Pressed ? input.Thread : null;
        var delivery = await channel.SendAsync(turn.Where.Agency, to, message, thread, stop);
        if (delivery is Delivery.Sent { MessageId: var id })
        {
            await RememberAsync(turn, message, id, stop);
        }

        return delivery;
    }

    private async Task RememberAsync(Turn turn, Message message, string id, CancellationToken stop)
    {
        if (message.CardKey is not null)
        {
            await handler.CardShownAsync(turn, message, id, stop);
        }
    }

    /// <summary>Answers by the address that came with a command or a press, as often as Slack takes them.</summary>
    private sealed class Whispers(SlackReplies replies, AgencyId agency, string? url)
    {
        private int _uses;

        public bool IsUsed => url is not null;

        /// <returns>False when it has to be said elsewhere.</returns>
        public async Task<bool> SayAsync(Message message, bool replaces, CancellationToken stop)
        {
            if (url is null || _uses >= MostResponses)
            {
                return false;
            }

            _uses++;
            var body = SlackChannel.Body(message);
            body["response_type"] = "ephemeral";
            body["replace_original"] = replaces;
            if (await replies.RespondAsync(agency, url, body, stop))
            {
                return true;
            }

            _uses = MostResponses;
            return false;
        }
    }

    private async Task<bool> RespondAsync(
        AgencyId agency,
        string url,
        JsonObject body,
        CancellationToken stop
    )
    {
        var answer = await api.RespondAsync(agency, url, body, stop);
        if (answer is SlackAnswer.Done)
        {
            return true;
        }

        LogGone("response", $"{answer}");
        return false;
    }

    [LoggerMessage(4203, LogLevel.Warning, "The answer to {Id} waits: {Why}")]
    private partial void LogLater(string id, string why);

    [LoggerMessage(4204, LogLevel.Warning, "The answer to {Id} could not be said there: {Why}")]
    private partial void LogGone(string id, string why);
}
