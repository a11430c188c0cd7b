using CreditBot.Channels.Teams.Connector;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using NodaTime;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Says a reply in the turn's own conversation: the pressed card replaced first, then what is new, in order.</summary>
/// <remarks>What the platform doesn't take in time waits in the outbox, and what comes after it waits behind it.</remarks>
internal sealed partial class Replies(
    ITurnHandler handler,
    Retries retries,
    ILateReplies late,
    IClock clock,
    ILogger<Replies> log
)
{
    // Teams gives an invoke 10 seconds; a person who wrote waits longer for an answer than the platform for its 200.
    private static readonly Duration InvokePatience = Duration.FromSeconds(4);
    private static readonly Duration Patience = Duration.FromSeconds(60);

    /// <returns>The body for an invoke; null for every other turn.</returns>
    public async Task<InvokeResponse?> SayAsync(
        Turn turn,
        TurnReply reply,
        ITurnContext context,
        CancellationToken stop
    )
    {
        var messages = reply.Messages;
        if (reply.Replacement is { } card && !await ReplaceAsync(turn, card, context, stop))
        {
            // There is no card to replace, or no way to: an invoke shows it in its answer, others get it as a new message.
            messages = IsInvoke(context) ? messages : messages.Insert(0, card);
        }

        for (var i = 0; i < messages.Count; i++)
        {
            var delivery = await SendAsync(turn, messages[i], context, stop);
            if (delivery is Delivery.TryLater later)
            {
                var rest = messages.GetRange(i, messages.Count - i);
                await late.KeepAsync(turn, rest, null, later.After, stop);
            }

            if (delivery is not Delivery.Sent)
            {
                break;
            }
        }

        return (IsInvoke(context), reply.Replacement) switch
        {
            (false, _) => null,
            (true, { } shown) => InvokeAnswers.Card(shown, context.Activity.ChannelId),
            (true, null) => InvokeAnswers.Note(messages.FirstOrDefault()),
        };
    }

    public async Task<InvokeResponse?> ApologizeAsync(ITurnContext context, CancellationToken stop)
    {
        if (IsInvoke(context))
        {
            return InvokeAnswers.Failed();
        }

        await SayAsync(Sorry.Text, context, stop);
        return null;
    }

    /// <summary>To somebody whose tenant is no agency's: nothing of theirs is read, and they are told so when they wait for an answer.</summary>
    public async Task<InvokeResponse?> TurnAwayAsync(ITurnContext context, CancellationToken stop)
    {
        if (IsInvoke(context))
        {
            return InvokeAnswers.Note(Message.Of(Sorry.NobodysTenant));
        }

        if (context.Activity.Type == ActivityTypes.Message)
        {
            await SayAsync(Sorry.NobodysTenant, context, stop);
        }

        return null;
    }

    private Task<Delivery> SayAsync(string words, ITurnContext context, CancellationToken stop) =>
        TryAsync(() => context.SendActivityAsync(MessageFactory.Text(words), stop), context, stop);

    /// <summary>For everybody who sees the card: an invoke's answer changes it only for the person who pressed, until the next reload.</summary>
    private async Task<bool> ReplaceAsync(
        Turn turn,
        Message card,
        ITurnContext context,
        CancellationToken stop
    )
    {
        if (
            turn.Input is not TurnInput.Press { Card: { Length: > 0 } shown }
            || context.Activity.DeliveryMode == DeliveryModes.ExpectReplies
        )
        {
            return false;
        }

        var activity = ActivityWriter.Write(card, context.Activity.ChannelId);
        activity.Id = shown;
        switch (await TryAsync(() => context.UpdateActivityAsync(activity, stop), context, stop))
        {
            case Delivery.Sent:
                await RememberAsync(turn, card, shown, stop);
                return true;
            case Delivery.TryLater later:
                await late.KeepAsync(turn, [card], shown, later.After, stop);
                return true;
            default:
                return false;
        }
    }

    private async Task<Delivery> SendAsync(
        Turn turn,
        Message message,
        ITurnContext context,
        CancellationToken stop
    )
    {
        var delivery = await TryAsync(
            () =>
                context.SendActivityAsync(
                    ActivityWriter.Write(message, context.Activity.ChannelId),
                    stop
                ),
            context,
            stop
        );
        if (delivery is Delivery.Sent { MessageId: { Length: > 0 } id })
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

    private async Task<Delivery> TryAsync(
        Func<Task<ResourceResponse>> call,
        ITurnContext context,
        CancellationToken stop
    )
    {
        try
        {
            var sent = await retries.RunAsync(
                call,
                IsInvoke(context) ? InvokePatience : Patience,
                stop
            );
            return new Delivery.Sent(sent?.Id ?? "");
        }
        catch (Exception e) when (Faults.IsOne(e, stop))
        {
            LogUnsaid(context.Activity.Id, Faults.Why(e));
            return Faults.Outcome(e, clock.GetCurrentInstant());
        }
    }

    private static bool IsInvoke(ITurnContext context) =>
        context.Activity.Type == ActivityTypes.Invoke;

    [LoggerMessage(4102, LogLevel.Warning, "The answer to {Id} could not be said: {Why}")]
    private partial void LogUnsaid(string? id, string why);
}
