using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace CreditBot.Channels.Slack.Security;

/// <summary>Slack's v0 signatures: whether a request was made by Slack, just now, with exactly these bytes.</summary>
/// <remarks>protocols/slack.md §1. The signing secret is used as text, not decoded.</remarks>
internal static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>How old, or how far ahead, a timestamp may be, in seconds.</summary>
    public const long Window = 300;

    private const string Version = "v0";

    /// <summary>What a request of this time and body is signed with.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(secret)
        );
        hmac.AppendData(Encoding.UTF8.GetBytes($"{Version}:{timestamp}:"));
        hmac.AppendData(body);
        return $"{Version}={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }

    /// <param name="timestamp">The header as it came.</param>
    /// <param name="signature">The header as it came.</param>
    /// <param name="body">The raw bytes, before anything parsed them.</param>
    public static bool IsRight(
        string secret,
        string? timestamp,
        string? signature,
        ReadOnlySpan<byte> body,
        Instant now
    ) =>
        timestamp is { Length: > 0 }
        && signature is { Length: > 0 }
        && long.TryParse(
            timestamp,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        // As a difference that can't overflow: the timestamp is whatever a caller wrote.
        && seconds <= now.ToUnixTimeSeconds() + Window
        && seconds >= now.ToUnixTimeSeconds() - Window
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature),
            Encoding.UTF8.GetBytes(Of(secret, timestamp, body))
        );
}
