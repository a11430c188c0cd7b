using CreditBot.Amounts;
using CreditBot.Settings;
using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Slack.Security;

/// <summary>Names every mistake in <c>Slack:*</c>, a line each; a mistake stops the start.</summary>
internal sealed class SlackOptionsValidator(IHostEnvironment environment, AgencySections agencies)
    : IValidateOptions<SlackOptions>
{
    private readonly Lazy<IReadOnlyList<(AgencyId Id, SlackOptions Options)>> _all = new(() =>
        [.. agencies.All.Select(agency => (agency.Id, SlackOptions.Of(agency.Effective)))]
    );

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        List<string> mistakes =
        [
            .. Address(options.ApiBaseUrl),
            .. Workspaces(options),
            .. _all
                .Value.Where(other => other.Id.Value != name)
                .SelectMany(other => Shared(options, other.Id, other.Options)),
        ];
        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Address(string value)
    {
        if (
            !Uri.TryCreate(value, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0
            || url.Query.Length > 0
        )
        {
            yield return $"Slack:ApiBaseUrl '{value}' is no web address.";
        }
        else if (
            url.Scheme == Uri.UriSchemeHttp
            && !environment.IsDevelopment()
            && !Loopback.IsHost(url.Host)
        )
        {
            yield return $"Slack:ApiBaseUrl '{value}' is plain http, by which the bot's token could be read on its way: use https.";
        }
    }

    /// <summary>What two agencies can't both have: whose a call is has to be told by its signature and its workspace.</summary>
    private static IEnumerable<string> Shared(
        SlackOptions options,
        AgencyId otherId,
        SlackOptions other
    )
    {
        for (var i = 0; i < options.Workspaces.Count; i++)
        {
            if (other.Workspaces.Any(one => one.Team == options.Workspaces[i].Team))
            {
                yield return $"Slack:Workspaces:{i} names the workspace {options.Workspaces[i].Team}, which agency {otherId} names too: a workspace belongs to one agency.";
            }
            else if (other.Tokens.Contains(options.Workspaces[i].BotToken))
            {
                yield return $"Slack:Workspaces:{i} has a bot token of agency {otherId}: a workspace belongs to one agency.";
            }
        }

        if (
            !string.IsNullOrEmpty(options.SigningSecret)
            && other.Secrets.Contains(options.SigningSecret)
        )
        {
            if (!string.IsNullOrEmpty(options.BotToken))
            {
                yield return $"Slack:BotToken is for every workspace of the app, and agency {otherId} has the same app (Slack:SigningSecret): name the workspaces of each in Slack:Workspaces.";
            }
            else if (options.Workspaces.Count == 0)
            {
                yield return $"Slack:Workspaces is missing: agency {otherId} has the same app (Slack:SigningSecret), so its workspaces have to be named.";
            }
        }
        else if (!string.IsNullOrEmpty(options.BotToken) && other.Tokens.Contains(options.BotToken))
        {
            yield return $"Slack:BotToken is a bot token of agency {otherId}: a workspace belongs to one agency.";
        }
    }

    private static IEnumerable<string> Workspaces(SlackOptions options)
    {
        for (var i = 0; i < options.Workspaces.Count; i++)
        {
            var one = options.Workspaces[i];
            if (one.Team.Length == 0 || one.BotToken.Length == 0)
            {
                yield return $"Slack:Workspaces:{i} needs Team and BotToken.";
            }
            else if (options.Workspaces.Take(i).Any(other => other.Team == one.Team))
            {
                yield return $"Slack:Workspaces:{i} names the workspace {one.Team} again: list each once.";
            }
        }
    }
}
