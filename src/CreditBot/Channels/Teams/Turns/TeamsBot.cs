using System.Security.Principal;
using CreditBot.Amounts;
using CreditBot.Channels.Teams.Security;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Takes each activity that the SDK hands over, asks the turn handler and says what it answers.</summary>
internal sealed partial class TeamsBot(
    ITurnHandler handler,
    Replies replies,
    OnceOnly once,
    TimeProvider time,
    ILogger<TeamsBot> log
) : IBot
{
    public async Task OnTurnAsync(
        ITurnContext turnContext,
        CancellationToken cancellationToken = default
    )
    {
        var activity = turnContext.Activity;
        var isInvoke = activity.Type == ActivityTypes.Invoke;
        if (isInvoke && activity.Name != TurnReader.CardAction)
        {
            // Left without an answer the SDK says 501: an invoke that we don't know.
            return;
        }

        var answer =
            AgencyOf(turnContext) is not { } agency
                ? await replies.TurnAwayAsync(turnContext, cancellationToken)
            : TurnReader.Read(activity, agency) is { } turn
                ? await AnswerAsync(turn, turnContext, cancellationToken)
            : isInvoke ? InvokeAnswers.Unreadable()
            : null;
        if (isInvoke && answer is not null)
        {
            await turnContext.SendActivityAsync(
                new Activity(ActivityTypesEx.InvokeResponse) { Value = answer },
                cancellationToken
            );
        }
    }

    /// <summary>As the check of the call has found it; null when the tenant is nobody's.</summary>
    private static AgencyId? AgencyOf(ITurnContext context) =>
        (context.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) as TeamsCaller)?.Agency;

    private async Task<InvokeResponse?> AnswerAsync(
        Turn turn,
        ITurnContext context,
        CancellationToken stop
    )
    {
        try
        {
            // Replies that travel in the answer itself have to be in each answer; the handler gives the same ones.
            return context.Activity.DeliveryMode == DeliveryModes.ExpectReplies
                ? await HandleAsync(turn, context, stop)
                : await once.RunAsync(
                    $"{turn.Where.Agency}|{turn.Id}",
                    () => HandleAsync(turn, context, stop)
                );
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFailed(e, context.Activity.Type, context.Activity.Id);
            return await replies.ApologizeAsync(context, stop);
        }
    }

    private async Task<InvokeResponse?> HandleAsync(
        Turn turn,
        ITurnContext context,
        CancellationToken stop
    )
    {
        var reply = await Typing.WhileAsync(context, handler.HandleAsync(turn, stop), time, stop);
        return await replies.SayAsync(turn, reply, context, stop);
    }

    [LoggerMessage(4101, LogLevel.Error, "Turn {Type} {Id} failed")]
    private partial void LogFailed(Exception fault, string type, string? id);
}
