using System.Collections.Frozen;
using CreditBot.Amounts;
using CreditBot.Settings;
using NodaTime;

namespace CreditBot.Channels.Slack.Security;

/// <summary>Which workspace is whose: each belongs to one agency, and what Slack signs with an app's secret counts for that app's workspaces alone.</summary>
internal sealed class SlackWorkspaces
{
    private readonly FrozenDictionary<AgencyId, SlackOptions> _agencies;
    private readonly FrozenDictionary<string, (AgencyId Agency, string Secret)> _named;

    /// <summary>Agencies that have an app to themselves: theirs is every workspace in which it is installed and that nobody names.</summary>
    private readonly FrozenDictionary<string, AgencyId> _owners;

    public SlackWorkspaces(AgencySections agencies)
    {
        _agencies = agencies.All.ToFrozenDictionary(
            agency => agency.Id,
            agency => SlackOptions.Of(agency.Effective)
        );
        _named = _agencies
            .SelectMany(agency =>
                agency
                    .Value.Workspaces.Where(one => agency.Value.SecretOf(one) is not null)
                    .Select(one =>
                        (one.Team, Whose: (agency.Key, Secret: agency.Value.SecretOf(one)!))
                    )
            )
            .DistinctBy(one => one.Team)
            .ToFrozenDictionary(one => one.Team, one => one.Whose, StringComparer.Ordinal);
        _owners = _agencies
            .SelectMany(agency => agency.Value.Secrets.Select(secret => (secret, agency.Key)))
            .GroupBy(one => one.secret, one => one.Key, StringComparer.Ordinal)
            .Where(owners => owners.Count() == 1)
            .ToFrozenDictionary(
                owners => owners.Key,
                owners => owners.Single(),
                StringComparer.Ordinal
            );
        Secrets = [.. _agencies.Values.SelectMany(one => one.Secrets).Distinct()];
    }

    /// <summary>The agencies that are in Slack.</summary>
    public IEnumerable<AgencyId> Agencies =>
        _agencies.Where(agency => agency.Value.Secrets.Any()).Select(agency => agency.Key);

    /// <summary>Of all apps; none without Slack.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>The secret that a call is signed with; null when it is none of ours, or too old.</summary>
    /// <remarks>Nothing of the body has been read by then, so each app's is tried.</remarks>
    public string? SignedWith(
        string? timestamp,
        string? signature,
        ReadOnlyMemory<byte> body,
        Instant now
    ) =>
        Secrets.FirstOrDefault(secret =>
            SlackSignature.IsRight(secret, timestamp, signature, body.Span, now)
        );

    /// <summary>Whose workspace a call speaks for; null when it is nobody's, or another app's.</summary>
    /// <param name="secret">What it was signed with.</param>
    public AgencyId? OwnerOf(string? team, string secret) =>
        team is not null && _named.TryGetValue(team, out var named)
            ? named.Secret == secret
                ? named.Agency
                : null
            : _owners.TryGetValue(secret, out var owner)
                ? owner
                : null;

    /// <summary>The token of an agency's installation in a workspace; null where it has none.</summary>
    public string? TokenOf(AgencyId agency, string? team) =>
        _agencies.TryGetValue(agency, out var options) ? options.TokenOf(team) : null;

    /// <summary>Where the methods are called for an agency; null for one that the settings don't name.</summary>
    public string? ApiOf(AgencyId agency) => _agencies.GetValueOrDefault(agency)?.ApiBaseUrl;
}
