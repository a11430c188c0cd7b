using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>A token as the platform makes it; tests change one thing in it.</summary>
internal sealed record Token(TokenServer Server)
{
    public const string AppId = "6f1c1d5e-3a0b-4c52-9d8e-0a7b1c2d3e4f";

    public string ServiceUrl { get; init; } = "";

    public string Algorithm { get; init; } = SecurityAlgorithms.RsaSha256;

    public SecurityKey? SigningKey { get; init; }

    /// <summary>The key id in the header; null for none.</summary>
    public string? KeyId { get; init; } = "first";

    public object? Issuer { get; init; } = TokenServer.Issuer;

    public object? Audience { get; init; } = AppId;

    /// <summary>In seconds from now.</summary>
    public double? ValidFrom { get; init; } = -60;

    public double? ValidTo { get; init; } = 3_600;

    public Dictionary<string, object?> Claims { get; init; } = [];

    public Dictionary<string, object?> Header { get; init; } = [];

    public Token With(string claim, object? value) =>
        this with
        {
            Claims = new(Claims) { [claim] = value },
        };

    public string Bearer(string serviceUrl) => $"Bearer {Write(serviceUrl)}";

    public string Write(string serviceUrl)
    {
        var header = new Dictionary<string, object?> { ["alg"] = Algorithm, ["typ"] = "JWT" };
        if (KeyId is not null)
        {
            header["kid"] = KeyId;
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var payload = new Dictionary<string, object?> { ["serviceurl"] = serviceUrl };
        Add(payload, "iss", Issuer);
        Add(payload, "aud", Audience);
        Add(payload, "nbf", ValidFrom is { } from ? now + (long)from : null);
        Add(payload, "exp", ValidTo is { } to ? now + (long)to : null);
        foreach (var (name, value) in Claims)
        {
            payload.Remove(name);
            Add(payload, name, value);
        }

        foreach (var (name, value) in Header)
        {
            header[name] = value;
        }

        var signed = $"{Encoded(header)}.{Encoded(payload)}";
        return $"{signed}.{Signature(signed)}";
    }

    private string Signature(string signed)
    {
        if (Algorithm == "none")
        {
            return "";
        }

        // Whatever key there is signs with what it can, so that the header's claim alone is wrong.
        var key = SigningKey ?? Server.Key(KeyId is not null && KeyId != "" ? KeyId : "first");
        var algorithm =
            key is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : Real(Algorithm);
        var provider = key.CryptoProviderFactory.CreateForSigning(key, algorithm);
        return Base64UrlEncoder.Encode(provider.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    private static string Real(string algorithm) =>
        algorithm.StartsWith("RS", StringComparison.Ordinal)
        || algorithm.StartsWith("PS", StringComparison.Ordinal)
            ? algorithm
            : SecurityAlgorithms.RsaSha256;

    private static void Add(Dictionary<string, object?> to, string name, object? value)
    {
        if (value is not null)
        {
            to[name] = value;
        }
    }

    private static string Encoded(Dictionary<string, object?> part) =>
        Base64UrlEncoder.Encode(JsonSerializer.Serialize(part));
}
