using Microsoft.IdentityModel.JsonWebTokens;

namespace CreditBot.Channels.Teams.Security;

/// <summary>What a caller's token says of itself, before anything of it is believed.</summary>
/// <param name="Audience">The one audience; null when there are none or several.</param>
internal sealed record CallerToken(
    JsonWebToken Whole,
    string Algorithm,
    string KeyId,
    bool HasCriticalHeader,
    string Issuer,
    string? Audience,
    DateTime From,
    DateTime To,
    string? ServiceUrl
)
{
    public static CallerToken Of(JsonWebToken token) =>
        new(
            token,
            token.Alg ?? "",
            token.Kid ?? "",
            token.TryGetHeaderValue<object>("crit", out _),
            token.Issuer ?? "",
            token.Audiences.ToList() is [var audience] ? audience : null,
            token.ValidFrom,
            token.ValidTo,
            Text(token, "serviceurl") ?? Text(token, "serviceUrl")
        );

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var text) ? text : null;
}
