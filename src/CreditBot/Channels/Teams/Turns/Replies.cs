using CreditBot.Channels.Teams.Connector;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using NodaTime;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Says a reply in the turn's own conversation: the pressed card replaced first, then what is new, in order.</summary>
internal sealed partial class Replies(ITurnHandler handler, Retries retries, ILogger<Replies> log)
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

        foreach (var message in messages)
        {
            if (!await SendAsync(turn, message, context, stop))
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

        await TryAsync(
            () => context.SendActivityAsync(MessageFactory.Text(Sorry.Text), stop),
            context,
            stop
        );
        return null;
    }

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
        var sent = await TryAsync(() => context.UpdateActivityAsync(activity, stop), context, stop);
        if (sent is not null)
        {
            await RememberAsync(turn, card, shown, stop);
        }

        return sent is not null;
    }

    private async Task<bool> SendAsync(
        Turn turn,
        Message message,
        ITurnContext context,
        CancellationToken stop
    )
    {
        var sent = await TryAsync(
            () =>
                context.SendActivityAsync(
                    ActivityWriter.Write(message, context.Activity.ChannelId),
                    stop
                ),
            context,
            stop
        );
        if (sent?.Id is { Length: > 0 } id)
        {
            await RememberAsync(turn, message, id, stop);
        }

        return sent is not null;
    }

    private async Task RememberAsync(Turn turn, Message message, string id, CancellationToken stop)
    {
        if (message.CardKey is not null)
        {
            await handler.CardShownAsync(turn, message, id, stop);
        }
    }

    private async Task<ResourceResponse?> TryAsync(
        Func<Task<ResourceResponse>> call,
        ITurnContext context,
        CancellationToken stop
    )
    {
        try
        {
            return await retries.RunAsync(
                call,
                IsInvoke(context) ? InvokePatience : Patience,
                stop
            );
        }
        catch (Exception e) when (Faults.IsOne(e, stop))
        {
            LogUnsaid(context.Activity.Id, Faults.Why(e));
            return null;
        }
    }

    private static bool IsInvoke(ITurnContext context) =>
        context.Activity.Type == ActivityTypes.Invoke;

    [LoggerMessage(4102, LogLevel.Warning, "The answer to {Id} could not be said: {Why}")]
    private partial void LogUnsaid(string? id, string why);
}
