using System.Collections.Frozen;
using CreditBot.Amounts;
using CreditBot.Channels.Teams.Connector;
using CreditBot.Channels.Teams.Turns;
using Microsoft.Bot.Schema;

namespace CreditBot.Channels.Teams.Security;

/// <summary>A bot's registration: what calls to it have to prove, where its answers may go, and which agency each of its tenants is.</summary>
internal sealed class BotApp : IDisposable
{
    private readonly FrozenSet<AgencyId> _agencies;
    private readonly IReadOnlyDictionary<string, AgencyId> _tenants;
    private readonly AgencyId? _everybodyElse;
    private readonly BotTokens _tokens;

    /// <param name="options">Of one of its agencies; what they say of the registration is the same.</param>
    /// <param name="agencies">Those that it speaks for.</param>
    /// <param name="tenants">Of all agencies, those of other registrations too.</param>
    /// <param name="everybodyElse">Whose the tenants are that nobody names; null when those are nobody's.</param>
    public BotApp(
        BotOptions options,
        IReadOnlyCollection<AgencyId> agencies,
        IReadOnlyDictionary<string, AgencyId> tenants,
        AgencyId? everybodyElse,
        SigningKeys keys,
        IHostEnvironment environment,
        TimeProvider time
    )
    {
        (Options, Keys, _tenants, _everybodyElse) = (options, keys, tenants, everybodyElse);
        _agencies = agencies.ToFrozenSet();
        Hosts = new ServiceHosts(options, environment);
        // Several agencies are several tenants, so that the registration is no single-tenant one.
        _tokens = new BotTokens(options, IsShared ? BotOptions.SharedTenant : options.TokenTenant);
        Connectors = new Connectors(Hosts, _tokens, time);
    }

    public BotOptions Options { get; }

    public SigningKeys Keys { get; }

    public ServiceHosts Hosts { get; }

    public Connectors Connectors { get; }

    public bool IsShared => _agencies.Count > 1;

    /// <summary>Whose an activity is; null when its tenant is nobody's here. Guests and people of shared channels are in the tenant that they visit; platforms beside Teams name none.</summary>
    public AgencyId? OwnerOf(Activity activity)
    {
        var tenants = new[]
        {
            activity.Conversation?.TenantId,
            References.TenantOfChannel(activity),
        }
            .Where(tenant => !string.IsNullOrEmpty(tenant))
            .Select(tenant =>
                _tenants.TryGetValue(tenant!, out var owner) ? owner : (AgencyId?)null
            )
            .Distinct()
            .ToList();
        return tenants switch
        {
            [] when !IsShared => _agencies.Items is [var only] ? only : null,
            [] or [null] => _everybodyElse,
            [{ } owner] when _agencies.Contains(owner) => owner,
            _ => null,
        };
    }

    public void Dispose()
    {
        Connectors.Dispose();
        _tokens.Dispose();
    }
}
