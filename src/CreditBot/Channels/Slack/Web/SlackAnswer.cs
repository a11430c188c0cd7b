using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;

namespace CreditBot.Channels.Slack.Web;

/// <summary>What a Web API method answered.</summary>
internal abstract record SlackAnswer
{
    private SlackAnswer() { }

    public sealed record Done(JsonElement Body) : SlackAnswer;

    /// <summary>It may go through later.</summary>
    /// <param name="After">Slack's own word on how long to wait.</param>
    /// <param name="IsDoubtful">Slack may have done it all the same: the connection broke, or no answer came.</param>
    public sealed record Later(string Why, Duration? After = null, bool IsDoubtful = false)
        : SlackAnswer;

    /// <summary>It never will.</summary>
    /// <param name="Error">Slack's code.</param>
    public sealed record Refused(string Error) : SlackAnswer;

    /// <summary>Codes after which another try may work; all others are final (protocols/slack.md §6).</summary>
    private static readonly FrozenSet<string> Passing = FrozenSet.Create(
        StringComparer.Ordinal,
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
        "accesslimited"
    );

    public static SlackAnswer OfError(string? error, Duration? after) =>
        error is null || Passing.Contains(error)
            ? new Later(error ?? "no reason given", after)
            : new Refused(error);
}
