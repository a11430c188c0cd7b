using CreditBot.Amounts;
using CreditBot.Settings;
using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Teams.Security;

/// <summary>Names every mistake in <c>Bot:*</c>, a line each, so that a wrong setting stops the start and never the check.</summary>
internal sealed class BotOptionsValidator(IHostEnvironment environment, AgencySections agencies)
    : IValidateOptions<BotOptions>
{
    private readonly Lazy<IReadOnlyList<(AgencyId Id, BotOptions Options)>> _all = new(() =>
        [.. agencies.All.Select(agency => (agency.Id, BotOptions.Of(agency.Effective)))]
    );

    public ValidateOptionsResult Validate(string? name, BotOptions options)
    {
        List<string> mistakes =
        [
            .. Address("Bot:OpenIdMetadata", options.OpenIdMetadata),
            .. Address("Bot:TokenEndpoint", options.TokenEndpoint),
            .. options.AllowedHosts.SelectMany(Host),
            .. _all
                .Value.Where(other => other.Id.Value != name)
                .SelectMany(other => Shared(options, other.Id, other.Options)),
        ];
        if (string.IsNullOrWhiteSpace(options.Issuer))
        {
            mistakes.Add("Bot:Issuer is empty: leave it out for the public cloud's.");
        }

        if (!options.HasApp && !string.IsNullOrEmpty(options.AppPassword))
        {
            mistakes.Add("Bot:AppPassword is set without Bot:AppId: name the app it belongs to.");
        }

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>What two agencies can't both have: whose an activity is has to be told by its app and its tenant.</summary>
    private static IEnumerable<string> Shared(
        BotOptions options,
        AgencyId otherId,
        BotOptions other
    )
    {
        if (
            !string.IsNullOrEmpty(options.TenantId)
            && options.TenantId.Equals(other.TenantId, StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return $"Bot:TenantId is the tenant of agency {otherId} as well: a tenant belongs to one agency.";
        }

        if (
            !options.HasApp
            || !options.AppId!.Equals(other.AppId, StringComparison.OrdinalIgnoreCase)
        )
        {
            yield break;
        }

        if (string.IsNullOrEmpty(options.TenantId))
        {
            yield return $"Bot:TenantId is missing: agency {otherId} has the same Bot:AppId, so the tenant has to tell them apart.";
        }

        if (!options.IsSameAppAs(other))
        {
            yield return $"Bot:AppId is the one of agency {otherId}, with another password or cloud: give Bot:TenantId alone, and the rest is the flat section's.";
        }
    }

    private IEnumerable<string> Address(string setting, string value)
    {
        // A tenant may stand in the path only, so any name does to look at the rest.
        var text = value.Replace("{tenant}", "tenant", StringComparison.OrdinalIgnoreCase);
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.UserInfo.Length > 0
        )
        {
            yield return $"{setting} '{value}' is no web address.";
        }
        else if (!environment.IsDevelopment() && address.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"{setting} '{value}' is plain http, which only Development may use: use https.";
        }
        else if (!environment.IsDevelopment() && Loopback.IsHost(address.Host))
        {
            yield return $"{setting} '{value}' is this machine, which only Development may use.";
        }
    }

    private IEnumerable<string> Host(string host)
    {
        if (Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown)
        {
            yield return $"Bot:ServiceHosts '{host}' is no host name: leave out scheme, port and path.";
        }
        else if (!environment.IsDevelopment() && Loopback.IsHost(host))
        {
            yield return $"Bot:ServiceHosts '{host}' is this machine, which only Development may use.";
        }
    }
}
