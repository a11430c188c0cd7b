using NodaTime;

namespace CreditBot.Channels;

/// <summary>A platform's own word on how long to wait.</summary>
internal static class RetryAfter
{
    /// <summary>In either form of the header; null when it isn't there.</summary>
    public static Duration? Of(HttpResponseMessage response, Instant now) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => Duration.FromTimeSpan(delta),
            { Date: { } date } => Duration.Max(
                Duration.Zero,
                Instant.FromDateTimeOffset(date) - now
            ),
            _ => null,
        };
}
