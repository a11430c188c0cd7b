using System.Collections.Frozen;
using CreditBot.Amounts;
using CreditBot.Settings;
using NodaTime;

namespace CreditBot.Channels.Teams.Security;

/// <summary>The bots of all agencies: an agency has a registration of its own, or is a tenant of one that several share.</summary>
internal sealed class Bots : IDisposable
{
    private readonly FrozenDictionary<string, BotApp> _apps;
    private readonly FrozenDictionary<AgencyId, BotApp> _agencies;

    public Bots(
        AgencySections agencies,
        IHostEnvironment environment,
        IClock clock,
        TimeProvider time
    )
    {
        var all = agencies
            .All.Select(agency => (agency.Id, Options: BotOptions.Of(agency.Effective)))
            .ToList();
        var tenants = all.Where(one => !string.IsNullOrEmpty(one.Options.TenantId))
            .DistinctBy(one => one.Options.TenantId, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                one => one.Options.TenantId!,
                one => one.Id,
                StringComparer.OrdinalIgnoreCase
            );
        var keys = new Dictionary<string, SigningKeys>(StringComparer.Ordinal);

        BotApp AppOf(IReadOnlyList<(AgencyId Id, BotOptions Options)> group, bool hasApp)
        {
            var options = group.Count > 0 ? group[0].Options : new BotOptions();
            if (!keys.TryGetValue(options.OpenIdMetadata, out var ring))
            {
                ring = new SigningKeys(options.OpenIdMetadata, environment, clock);
                keys.Add(options.OpenIdMetadata, ring);
            }

            // One bot of one agency may be for any tenant. Without an app, in Development, what is nobody's is the flat agency's.
            var open = group
                .Where(one =>
                    group.Count == 1
                        ? !hasApp || string.IsNullOrEmpty(one.Options.TenantId)
                        : !hasApp
                            && one.Id == AgencyId.Default
                            && string.IsNullOrEmpty(one.Options.TenantId)
                )
                .Select(one => (AgencyId?)one.Id)
                .FirstOrDefault();
            return new BotApp(
                options,
                [.. group.Select(one => one.Id)],
                tenants,
                open,
                ring,
                environment,
                time
            );
        }

        var apps = all.Where(one => one.Options.HasApp)
            .GroupBy(one => one.Options.AppId!, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Agencies: group.ToList(), App: AppOf([.. group], hasApp: true)))
            .ToList();
        WithoutApp = AppOf([.. all.Where(one => !one.Options.HasApp)], hasApp: false);
        _apps = apps.ToFrozenDictionary(
            one => one.App.Options.AppId!,
            one => one.App,
            StringComparer.Ordinal
        );
        _agencies = apps.SelectMany(one => one.Agencies.Select(agency => (agency.Id, one.App)))
            .ToFrozenDictionary(one => one.Id, one => one.App);
    }

    /// <summary>Whether calls have to prove where they come from: as soon as one agency has an app.</summary>
    public bool HaveApp => _apps.Count > 0;

    /// <summary>What agencies without an app speak by: on this machine, in Development.</summary>
    public BotApp WithoutApp { get; }

    /// <summary>The registration that a token is for; null when it is none of ours.</summary>
    public BotApp? Find(string? appId) => appId is null ? null : _apps.GetValueOrDefault(appId);

    /// <summary>By what an agency speaks.</summary>
    public BotApp Of(AgencyId agency) => _agencies.GetValueOrDefault(agency) ?? WithoutApp;

    public void Dispose()
    {
        foreach (var app in _apps.Values)
        {
            app.Dispose();
        }

        WithoutApp.Dispose();
    }
}
