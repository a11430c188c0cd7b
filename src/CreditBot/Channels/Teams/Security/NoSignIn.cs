using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace CreditBot.Channels.Teams.Security;

/// <summary>The SDK wants a client for sign-in flows in every turn; CreditBot has no such flow, so one that is never used serves all.</summary>
internal sealed class NoSignIn : UserTokenClient
{
    private const string Why =
        "CreditBot knows people by their chat identity and asks nobody to sign in.";

    public override Task<TokenResponse> GetUserTokenAsync(
        string userId,
        string connectionName,
        string channelId,
        string magicCode,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(Why);

    public override Task<SignInResource> GetSignInResourceAsync(
        string connectionName,
        Activity activity,
        string finalRedirect,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(Why);

    public override Task SignOutUserAsync(
        string userId,
        string connectionName,
        string channelId,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(Why);

    public override Task<TokenStatus[]> GetTokenStatusAsync(
        string userId,
        string channelId,
        string includeFilter,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(Why);

    public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(
        string userId,
        string connectionName,
        string[] resourceUrls,
        string channelId,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(Why);

    public override Task<TokenResponse> ExchangeTokenAsync(
        string userId,
        string connectionName,
        string channelId,
        TokenExchangeRequest exchangeRequest,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(Why);
}
