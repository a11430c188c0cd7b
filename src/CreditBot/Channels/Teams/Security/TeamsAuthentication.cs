using System.Security.Claims;
using CreditBot.Channels.Teams.Connector;
using CreditBot.Channels.Teams.Turns;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Teams.Security;

/// <summary>Stands where the SDK's own check would: who may call, and how answers go out.</summary>
/// <remarks>Why ours: the SDK's takes forged tokens, answers 500 to others and sends its token to hostile addresses (design.md §8).</remarks>
internal sealed class TeamsAuthentication(
    CallerCheck callers,
    ServiceHosts hosts,
    Connectors connectors,
    IOptions<BotOptions> options
) : BotFrameworkAuthentication
{
    private static readonly NoSignIn SignIn = new();

    /// <exception cref="UnauthorizedAccessException">The call is refused; nothing of it may be acted on.</exception>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity,
        string authHeader,
        CancellationToken cancellationToken
    )
    {
        var claims = options.Value.HasApp
            ? await CallerAsync(activity, authHeader, cancellationToken)
            : new ClaimsIdentity();
        if (!hosts.Allows(activity.ServiceUrl))
        {
            throw new UnauthorizedAccessException("service host");
        }

        return new AuthenticateRequestResult
        {
            ClaimsIdentity = claims,
            Audience = Connectors.Audience,
            ConnectorFactory = connectors,
        };
    }

    /// <exception cref="UnauthorizedAccessException">Always: calls come by POST alone.</exception>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader,
        string channelIdHeader,
        CancellationToken cancellationToken
    ) => throw new UnauthorizedAccessException("streaming is not spoken");

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) =>
        connectors;

    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity,
        CancellationToken cancellationToken
    ) => Task.FromResult<UserTokenClient>(SignIn);

    private async Task<ClaimsIdentity> CallerAsync(
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
            CallerAnswer.Known when !IsOurTenant(activity) => throw new UnauthorizedAccessException(
                "tenant"
            ),
            CallerAnswer.Known known => known.Claims,
            CallerAnswer.Refused refused => throw new UnauthorizedAccessException(refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A single-tenant bot lives in one tenant only, guests and shared channels included; other platforms name none.</summary>
    private bool IsOurTenant(Activity activity)
    {
        var ours = options.Value.TenantId;
        string?[] named = [activity.Conversation?.TenantId, References.TenantOfChannel(activity)];
        return string.IsNullOrEmpty(ours)
            || named.All(tenant =>
                string.IsNullOrEmpty(tenant)
                || tenant.Equals(ours, StringComparison.OrdinalIgnoreCase)
            );
    }
}
