using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CreditBot.Webhooks;

/// <summary>Where another system is told what happens (contract.md, /webhooks).</summary>
/// <param name="Events">Names of <see cref="WebhookEvents"/>, or "request.*".</param>
/// <param name="Secret">With which what is sent is signed: "whsec_" and base64. It is shown once, when it is made.</param>
internal sealed record Webhook(
    string Id,
    string Url,
    ImmutableSortedSet<string> Events,
    string Secret
)
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;
    private const int IdBytes = 8;

    public static Webhook New(string url, IEnumerable<string> events) =>
        new(
            $"wh-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}",
            url,
            [.. events],
            Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))
        );

    public bool Wants(string name) =>
        Events.Contains(name)
        || (
            name.StartsWith(WebhookEvents.OfRequests, StringComparison.Ordinal)
            && Events.Contains(WebhookEvents.AllOfRequests)
        );

    /// <summary>The signature of Standard Webhooks: "v1," and the base64 HMAC-SHA256 over id, time and body.</summary>
    /// <param name="seconds">Since 1970.</param>
    public string Sign(string messageId, long seconds, string body) =>
        $"v1,{Convert.ToBase64String(
            HMACSHA256.HashData(
                Convert.FromBase64String(Secret[Prefix.Length..]),
                Encoding.UTF8.GetBytes($"{messageId}.{seconds}.{body}")
            )
        )}";
}
