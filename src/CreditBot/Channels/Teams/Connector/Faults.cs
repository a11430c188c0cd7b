using System.Globalization;
using System.Net;
using Microsoft.Bot.Schema;
using Microsoft.Identity.Client;
using Microsoft.Rest;
using NodaTime;

namespace CreditBot.Channels.Teams.Connector;

/// <summary>What a failed call to the connector means for the message.</summary>
internal static class Faults
{
    /// <summary>Whether this is a failure of the wire or the platform rather than of our own code.</summary>
    public static bool IsOne(Exception e, CancellationToken stop) =>
        e
            is ErrorResponseException
                or HttpRequestException
                or SerializationException
                or MsalException
                or UnauthorizedAccessException
                or IOException
        || (e is OperationCanceledException && !stop.IsCancellationRequested);

    /// <summary>Teams documents 412, 429, 502 and 504 as worth another try, and says itself that it took nothing then.</summary>
    public static bool TookNothing(Exception e) =>
        Status(e)
            is HttpStatusCode.PreconditionFailed
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    /// <summary>403: blocked or uninstalled. 404: the conversation or the message is no more.</summary>
    public static bool IsGone(Exception e) =>
        e is UnauthorizedAccessException
        || Status(e) is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    public static Delivery Outcome(Exception e, Instant now) =>
        IsGone(e) ? new Delivery.Gone(Why(e)) : new Delivery.TryLater(Why(e), After(e, now));

    /// <summary>Status and the platform's own code, without anything of the message.</summary>
    public static string Why(Exception e) =>
        e switch
        {
            ErrorResponseException error => string.Join(
                ' ',
                new[]
                {
                    ((int?)Status(error))?.ToString(CultureInfo.InvariantCulture),
                    error.Body?.Error?.Code,
                }.Where(part => !string.IsNullOrEmpty(part))
            ),
            MsalException token => $"no token: {token.ErrorCode}",
            OperationCanceledException => "no answer in time",
            UnauthorizedAccessException => "service host not allowed",
            HttpRequestException http => $"no connection: {http.HttpRequestError}",
            _ => e.GetType().Name,
        };

    /// <summary>How long the platform asks to wait, in either form of Retry-After; null when it doesn't say.</summary>
    public static Duration? After(Exception e, Instant now)
    {
        if (
            e is not ErrorResponseException { Response.Headers: { } headers }
            || headers
                .FirstOrDefault(header =>
                    header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)
                )
                .Value?.FirstOrDefault()
                is not { } text
        )
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Duration.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? Duration.Max(Duration.Zero, Instant.FromDateTimeOffset(at) - now)
            : null;
    }

    private static HttpStatusCode? Status(Exception e) =>
        (e as ErrorResponseException)?.Response?.StatusCode;
}
