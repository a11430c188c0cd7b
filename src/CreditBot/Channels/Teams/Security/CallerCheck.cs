using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace CreditBot.Channels.Teams.Security;

/// <summary>Whether a call really comes from the platform, for us and from where it says (protocols/bot-framework.md §2, every rule).</summary>
/// <remarks>
/// Only tokens of the Bot Connector's issuer are taken, for single-tenant bots too; tokens that Entra issues (Emulator with an
/// app, agent to agent) are of no use here and refused.
/// </remarks>
internal sealed class CallerCheck(Bots bots, IClock clock)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16_384;
    private static readonly Duration Skew = Duration.FromMinutes(5);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
    ];

    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };

    /// <summary>Who calls; or the rule that the call breaks, for our log alone.</summary>
    public async Task<CallerAnswer> CheckAsync(
        string? authorization,
        string? channelId,
        string? serviceUrl,
        CancellationToken stop
    )
    {
        if (Bearer(authorization) is not { } text)
        {
            return Refuse("no bearer token");
        }

        if (Read(text) is not { } token)
        {
            return Refuse("no token that can be read");
        }

        var bot = bots.Find(token.Audience);
        if (Broken(token, bot, channelId, serviceUrl) is { } rule)
        {
            return Refuse(rule);
        }

        if (await bot!.Keys.FindAsync(token.KeyId, stop) is not { } key)
        {
            return Refuse("unknown key");
        }

        if (!IsEndorsed(key, channelId!))
        {
            return Refuse("key not endorsed for the channel");
        }

        var checkedToken = await _tokens.ValidateTokenAsync(token.Whole, Rules(bot.Options, key));
        return checkedToken.IsValid
            ? new CallerAnswer.Known(checkedToken.ClaimsIdentity, bot)
            : Refuse(checkedToken.Exception.GetType().Name);
    }

    private static CallerAnswer.Refused Refuse(string why) => new(why);

    private static string? Bearer(string? authorization) =>
        authorization is { Length: > 7 and <= LongestToken }
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..]
            : null;

    /// <summary>What the check looks at, read once: a claim of a wrong type is no token, whoever signed it.</summary>
    private static CallerToken? Read(string text)
    {
        try
        {
            return CallerToken.Of(new JsonWebToken(text));
        }
        catch (Exception e)
            when (e
                    is ArgumentException
                        or FormatException
                        or InvalidCastException
                        or OverflowException
                        or JsonException
                        or SecurityTokenException
            )
        {
            return null;
        }
    }

    /// <summary>The first rule broken that needs no key: what fails here makes us fetch nothing.</summary>
    private string? Broken(CallerToken token, BotApp? bot, string? channelId, string? serviceUrl) =>
        token switch
        {
            _ when !Algorithms.Contains(token.Algorithm, StringComparer.Ordinal) => "algorithm",
            _ when token.KeyId.Length == 0 => "no key id",
            _ when token.HasCriticalHeader => "critical header",
            _ when bot is null => "audience",
            _ when token.Issuer != bot.Options.Issuer => "issuer",
            _ when !IsAlive(token.From, token.To) => "lifetime",
            _ when string.IsNullOrEmpty(channelId) => "no channel",
            _ when !IsSameUrl(token.ServiceUrl, serviceUrl) => "service URL",
            _ => null,
        };

    private TokenValidationParameters Rules(BotOptions bot, JsonWebKey key) =>
        new()
        {
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidAlgorithms = Algorithms,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidIssuer = bot.Issuer,
            ValidAudience = bot.AppId,
            LifetimeValidator = (from, to, _, _) => IsAlive(from, to),
        };

    private bool IsAlive(DateTime? from, DateTime? to)
    {
        var now = clock.GetCurrentInstant();
        return to is { } end
            && end != DateTime.MinValue
            && now <= At(end) + Skew
            && (from is not { } start || start == DateTime.MinValue || now >= At(start) - Skew);
    }

    private static Instant At(DateTime utc) =>
        Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static bool IsSameUrl(string? claimed, string? used) =>
        !string.IsNullOrEmpty(claimed)
        && !string.IsNullOrEmpty(used)
        && WithoutSlash(claimed).Equals(WithoutSlash(used), StringComparison.OrdinalIgnoreCase);

    private static string WithoutSlash(string url) => url.EndsWith('/') ? url[..^1] : url;

    /// <summary>Whether the platform says that this key speaks for that channel.</summary>
    private static bool IsEndorsed(JsonWebKey key, string channelId) =>
        key.AdditionalData.TryGetValue("endorsements", out var endorsements)
        && endorsements is JsonElement { ValueKind: JsonValueKind.Array } channels
        && channels
            .EnumerateArray()
            .Any(channel =>
                channel.ValueKind == JsonValueKind.String
                && channelId.Equals(channel.GetString(), StringComparison.OrdinalIgnoreCase)
            );
}

/// <summary>What a check of a caller comes to.</summary>
internal abstract record CallerAnswer
{
    private CallerAnswer() { }

    /// <param name="Bot">The registration that the call is for.</param>
    public sealed record Known(ClaimsIdentity Claims, BotApp Bot) : CallerAnswer;

    /// <param name="Why">For the log; the caller hears only that it was refused.</param>
    public sealed record Refused(string Why) : CallerAnswer;
}
