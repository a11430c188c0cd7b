using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace CreditBot.Channels.Teams;

/// <summary>The SDK's adapter, handed an activity that is read already, so that what is checked and what is acted on are the same.</summary>
internal sealed class TeamsAdapter(
    BotFrameworkAuthentication authentication,
    ILogger<TeamsAdapter> log
) : CloudAdapter(authentication, log)
{
    /// <exception cref="UnauthorizedAccessException">The caller is refused.</exception>
    public Task<InvokeResponse?> TakeAsync(
        string? authorization,
        Activity activity,
        IBot bot,
        CancellationToken stop
    ) => ProcessActivityAsync(authorization ?? "", activity, bot.OnTurnAsync, stop)!;
}
