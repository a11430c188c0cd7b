using System.Security.Claims;
using CreditBot.Channels.Teams.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace CreditBot.Channels.Teams.Security;

/// <summary>Stands where the SDK's own check would: who may call, and how answers go out.</summary>
/// <remarks>Why ours: the SDK's takes forged tokens, answers 500 to others and sends its token to hostile addresses (design.md §8).</remarks>
internal sealed class TeamsAuthentication(CallerCheck callers, Bots bots)
    : BotFrameworkAuthentication
{
    private static readonly NoSignIn SignIn = new();

    /// <exception cref="UnauthorizedAccessException">The call is refused; nothing of it may be acted on.</exception>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity,
        string authHeader,
        CancellationToken cancellationToken
    )
    {
        var (claims, bot) = bots.HaveApp
            ? await CallerAsync(activity, authHeader, cancellationToken)
            : (new ClaimsIdentity(), bots.WithoutApp);
        var agency = bot.OwnerOf(activity);
        if (agency is null && !bot.IsShared)
        {
            throw new UnauthorizedAccessException("tenant");
        }

        if (!bot.Hosts.Allows(activity.ServiceUrl))
        {
            throw new UnauthorizedAccessException("service host");
        }

        return new AuthenticateRequestResult
        {
            ClaimsIdentity = new TeamsCaller(claims, bot, agency),
            Audience = Connectors.Audience,
            ConnectorFactory = bot.Connectors,
        };
    }

    /// <exception cref="UnauthorizedAccessException">Always: calls come by POST alone.</exception>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader,
        string channelIdHeader,
        CancellationToken cancellationToken
    ) => throw new UnauthorizedAccessException("streaming is not spoken");

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) =>
        ((TeamsCaller)claimsIdentity).App.Connectors;

    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity,
        CancellationToken cancellationToken
    ) => Task.FromResult<UserTokenClient>(SignIn);

    private async Task<(ClaimsIdentity Claims, BotApp Bot)> CallerAsync(
        Activity activity,
        string authHeader,
        CancellationToken stop
    )
    {
        var answer = await callers.CheckAsync(
            authHeader,
            activity.ChannelId,
            activity.ServiceUrl,
            stop
        );
        return answer switch
        {
            CallerAnswer.Known known => (known.Claims, known.Bot),
            CallerAnswer.Refused refused => throw new UnauthorizedAccessException(refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
