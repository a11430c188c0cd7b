using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Shows that the bot is at it when an answer takes longer than a breath; a client shows that for 3 to 4 seconds.</summary>
internal static class Typing
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);
    private const int Most = 10;

    public static async Task<T> WhileAsync<T>(
        ITurnContext context,
        Task<T> work,
        TimeProvider time,
        CancellationToken stop
    )
    {
        if (
            context.Activity.Type == ActivityTypes.Invoke
            || context.Activity.DeliveryMode == DeliveryModes.ExpectReplies
        )
        {
            return await work;
        }

        for (
            var shown = 0;
            shown < Most && !await EndsWithinAsync(work, shown, time, stop);
            shown++
        )
        {
            await ShowAsync(context, stop);
        }

        return await work;
    }

    private static async Task<bool> EndsWithinAsync(
        Task work,
        int shown,
        TimeProvider time,
        CancellationToken stop
    ) => await Task.WhenAny(work, Task.Delay(shown == 0 ? Breath : Again, time, stop)) == work;

    private static async Task ShowAsync(ITurnContext context, CancellationToken stop)
    {
        try
        {
            await context.SendActivityAsync(new Activity(ActivityTypes.Typing), stop);
        }
        catch (Exception e) when (e is ErrorResponseException or HttpRequestException)
        {
            // A courtesy that can't be shown is no reason to lose the answer.
        }
    }
}
