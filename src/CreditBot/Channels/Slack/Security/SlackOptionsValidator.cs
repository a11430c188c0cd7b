using Microsoft.Extensions.Options;

namespace CreditBot.Channels.Slack.Security;

/// <summary>Names every mistake in <c>Slack:*</c>, a line each; a mistake stops the start.</summary>
internal sealed class SlackOptionsValidator(IHostEnvironment environment)
    : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        List<string> mistakes = [.. Address(options.ApiBaseUrl), .. Workspaces(options)];
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
