using System.Security.Claims;
using CreditBot.Amounts;

namespace CreditBot.Channels.Teams.Security;

/// <summary>Who calls, with what the check of the call came to.</summary>
/// <param name="agency">Whose tenant it speaks for; null when that is nobody's.</param>
internal sealed class TeamsCaller(ClaimsIdentity claims, BotApp app, AgencyId? agency)
    : ClaimsIdentity(claims)
{
    public BotApp App { get; } = app;

    public AgencyId? Agency { get; } = agency;
}
