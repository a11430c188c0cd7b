using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Channels.Teams.Peers;
using Microsoft.IdentityModel.Tokens;

namespace CreditBot.Channels.Teams.Security;

/// <summary>The real endpoint against tokens of a real OpenID server: right ones pass, every forgery is refused and has no effect.</summary>
public sealed class CallerMatrixTests(CallerMatrixTests.Cloud cloud)
    : IClassFixture<CallerMatrixTests.Cloud>
{
    private static readonly Dictionary<string, Func<Token, Token>> Right = new(
        StringComparer.Ordinal
    )
    {
        ["as the platform makes it"] = token => token,
        ["RS384"] = token => token with { Algorithm = SecurityAlgorithms.RsaSha384 },
        ["RS512"] = token => token with { Algorithm = SecurityAlgorithms.RsaSha512 },
        ["ended within the skew"] = token => token with { ValidFrom = -3_600, ValidTo = -240 },
        ["begins within the skew"] = token => token with { ValidFrom = 240 },
        ["without a beginning"] = token => token with { ValidFrom = null },
        ["serviceUrl spelt the other way"] = token =>
            token.With("serviceurl", null).With("serviceUrl", token.ServiceUrl),
        ["service URL with a slash more"] = token =>
            token.With("serviceurl", token.ServiceUrl + "/"),
        ["service URL in capitals"] = token =>
            token.With("serviceurl", token.ServiceUrl.ToUpperInvariant()),
        ["an audience in a list of one"] = token => token with { Audience = new[] { Token.AppId } },
        ["further claims"] = token => token.With("roles", new[] { "x" }).With("azp", "y"),
    };

    private static readonly Dictionary<string, (string Rule, Func<Token, Token> Forge)> Wrong = new(
        StringComparer.Ordinal
    )
    {
        ["alg none"] = ("algorithm", token => token with { Algorithm = "none" }),
        ["alg None"] = ("algorithm", token => token with { Header = new() { ["alg"] = "None" } }),
        ["HS256 by the public key"] = (
            "algorithm",
            token =>
                token with
                {
                    Algorithm = SecurityAlgorithms.HmacSha256,
                    SigningKey = new SymmetricSecurityKey(
                        token.Server.Key("first").Rsa.ExportRSAPublicKey()
                    ),
                }
        ),
        ["HS256 by a secret"] = (
            "algorithm",
            token =>
                token with
                {
                    Algorithm = SecurityAlgorithms.HmacSha256,
                    SigningKey = new SymmetricSecurityKey(
                        Encoding.UTF8.GetBytes(new string('k', 64))
                    ),
                }
        ),
        ["PS256"] = (
            "algorithm",
            token => token with { Algorithm = SecurityAlgorithms.RsaSsaPssSha256 }
        ),
        ["ES256 claimed"] = (
            "algorithm",
            token => token with { Algorithm = SecurityAlgorithms.EcdsaSha256 }
        ),
        ["alg empty"] = ("algorithm", token => token with { Header = new() { ["alg"] = "" } }),
        ["alg a number"] = (
            "no token that can be read",
            token => token with { Header = new() { ["alg"] = 256 } }
        ),
        ["no key id"] = ("no key id", token => token with { KeyId = null }),
        ["empty key id"] = ("no key id", token => token with { KeyId = "" }),
        ["unknown key id, right key"] = (
            "unknown key",
            token => token with { KeyId = "unheard", SigningKey = token.Server.Key("first") }
        ),
        ["another key under the id"] = (
            "SecurityTokenInvalidSignatureException",
            token => token with { SigningKey = new RsaSecurityKey(RSA.Create(2048)) }
        ),
        ["critical header"] = (
            "critical header",
            token =>
                token with
                {
                    Header = new() { ["crit"] = new[] { "b64" }, ["b64"] = false },
                }
        ),
        ["issuer of Entra"] = (
            "issuer",
            token =>
                token with
                {
                    Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
                }
        ),
        ["issuer with a slash"] = (
            "issuer",
            token => token with { Issuer = TokenServer.Issuer + "/" }
        ),
        ["issuer in capitals"] = (
            "issuer",
            token => token with { Issuer = "HTTPS://API.BOTFRAMEWORK.COM" }
        ),
        ["issuer missing"] = ("issuer", token => token with { Issuer = null }),
        ["issuer a list"] = (
            "no token that can be read",
            token => token with { Issuer = new[] { TokenServer.Issuer } }
        ),
        ["audience of another app"] = (
            "audience",
            token => token with { Audience = "11111111-1111-1111-1111-111111111111" }
        ),
        ["audience missing"] = ("audience", token => token with { Audience = null }),
        ["audience empty"] = ("audience", token => token with { Audience = "" }),
        ["audience among others"] = (
            "audience",
            token => token with { Audience = new[] { Token.AppId, "other" } }
        ),
        ["audience as an api:// id"] = (
            "audience",
            token => token with { Audience = $"api://{Token.AppId}" }
        ),
        ["audience in capitals"] = (
            "audience",
            token => token with { Audience = Token.AppId.ToUpperInvariant() }
        ),
        ["ended beyond the skew"] = (
            "lifetime",
            token => token with { ValidFrom = -3_600, ValidTo = -360 }
        ),
        ["begins beyond the skew"] = ("lifetime", token => token with { ValidFrom = 360 }),
        ["without an end"] = ("lifetime", token => token with { ValidTo = null }),
        ["end a text"] = ("no token that can be read", token => token.With("exp", "tomorrow")),
        ["end beyond all time"] = ("no token that can be read", token => token.With("exp", 1e300)),
        ["end zero"] = ("lifetime", token => token.With("exp", 0)),
        ["beginning a text"] = (
            "no token that can be read",
            token => token.With("nbf", "yesterday")
        ),
        ["service URL missing"] = ("service URL", token => token.With("serviceurl", null)),
        ["service URL empty"] = ("service URL", token => token.With("serviceurl", "")),
        ["service URL of another host"] = (
            "service URL",
            token => token.With("serviceurl", "https://smba.trafficmanager.net/emea/")
        ),
        ["service URL with another port"] = (
            "service URL",
            token => token.With("serviceurl", "http://localhost:1/_connector")
        ),
        ["service URL with another path"] = (
            "service URL",
            token => token.With("serviceurl", token.ServiceUrl + "/more")
        ),
        ["service URL a list"] = (
            "service URL",
            token => token.With("serviceurl", new[] { token.ServiceUrl })
        ),
        ["service URL a number"] = ("service URL", token => token.With("serviceurl", 1)),
        ["a key without endorsements"] = (
            "key not endorsed for the channel",
            token => token with { KeyId = "bare" }
        ),
        ["a key endorsed for another channel"] = (
            "key not endorsed for the channel",
            token => token with { KeyId = "slack" }
        ),
    };

    public static TheoryData<string> RightTokens => [.. Right.Keys];

    public static TheoryData<string> WrongTokens => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(RightTokens))]
    public async Task A_right_token_is_heard_and_answered(string what)
    {
        var before = cloud.Effects;
        var token = Right[what](cloud.Token);

        var answer = await cloud.Bot.PostAsync(
            Activity(),
            token.Bearer(cloud.Connector.ServiceUrl)
        );

        answer.Status.ShouldBe(200, cloud.Bot.Log.Refusal);
        cloud.Effects.ShouldBe(before + 2);
        cloud.Connector.Heard[^1].Authorization.ShouldStartWith("Bearer token-");
    }

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_forged_token_is_refused_and_has_no_effect(string what)
    {
        var before = cloud.Effects;
        var (rule, forge) = Wrong[what];
        var token = forge(cloud.Token);

        var answer = await cloud.Bot.PostAsync(
            Activity(),
            token.Bearer(cloud.Connector.ServiceUrl)
        );

        answer.Status.ShouldBe(401);
        answer.Body!["code"]!.GetValue<string>().ShouldBe("unauthorized");
        cloud.Bot.Log.Refusal.ShouldBe(rule);
        cloud.Effects.ShouldBe(before);
    }

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer e30.e30.e30")]
    [InlineData("Bearer null.null.null")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("TOKEN")]
    [InlineData("Basic TOKEN")]
    [InlineData("BearerTOKEN")]
    [InlineData("Bearer  TOKEN")]
    [InlineData("Bearer TOKEN TOKEN")]
    [InlineData("Bearer TOKEN, Bearer TOKEN")]
    [InlineData("Bearer TOKEN", "Bearer TOKEN")]
    [InlineData("Bearer TOKEN.TOKEN")]
    [InlineData("Bearer TOKENx")]
    [InlineData("Bearer BIG")]
    public async Task A_header_that_is_no_single_token_is_refused(params string[] headers)
    {
        var before = cloud.Effects;
        var token = cloud.Token.Write(cloud.Connector.ServiceUrl);
        string[] filled =
        [
            .. headers.Select(header =>
                header
                    .Replace("TOKEN", token, StringComparison.Ordinal)
                    .Replace("BIG", $"{new string('a', 20_000)}.b.c", StringComparison.Ordinal)
            ),
        ];

        (await cloud.Bot.PostAsync(Activity(), filled)).Status.ShouldBe(401);

        cloud.Effects.ShouldBe(before);
    }

    [Fact]
    public async Task The_scheme_may_be_written_in_any_case()
    {
        var token = cloud.Token.Write(cloud.Connector.ServiceUrl);

        (await cloud.Bot.PostAsync(Activity(), $"bearer {token}")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("channelId", null)]
    [InlineData("channelId", "")]
    [InlineData("channelId", "slack")]
    [InlineData("channelId", "directline")]
    public async Task A_channel_that_the_key_does_not_speak_for_is_refused(
        string field,
        string? value
    )
    {
        var before = cloud.Effects;
        var activity = Activity();
        activity[field] = value;

        var answer = await cloud.Bot.PostAsync(
            activity,
            cloud.Token.Bearer(cloud.Connector.ServiceUrl)
        );

        answer.Status.ShouldBe(401);
        cloud.Effects.ShouldBe(before);
    }

    [Theory]
    [InlineData("conversation", """{"id":"a","tenantId":"other"}""")]
    [InlineData("channelData", """{"tenant":{"id":"other"}}""")]
    public async Task Another_tenant_is_refused_by_a_single_tenant_bot(string field, string json)
    {
        var before = cloud.Effects;
        var activity = Activity();
        activity[field] = JsonNode.Parse(json);

        var answer = await cloud.Bot.PostAsync(
            activity,
            cloud.Token.Bearer(cloud.Connector.ServiceUrl)
        );

        answer.Status.ShouldBe(401);
        cloud.Effects.ShouldBe(before);
    }

    [Fact]
    public async Task A_body_that_was_changed_on_its_way_to_another_address_is_refused()
    {
        var before = cloud.Effects;
        var token = cloud.Token.Bearer(cloud.Connector.ServiceUrl);
        var activity = Activity();
        activity["serviceUrl"] = cloud.Connector.ServiceUrl.Replace(
            "localhost",
            "127.0.0.1",
            StringComparison.Ordinal
        );

        (await cloud.Bot.PostAsync(activity, token)).Status.ShouldBe(401);

        cloud.Effects.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(HostileUrls.All), MemberType = typeof(HostileUrls))]
    public async Task No_token_opens_the_way_to_a_hostile_address(string pattern)
    {
        var before = cloud.Effects;
        var url = HostileUrls.At(pattern, cloud.Elsewhere.Port);
        var activity = Activity();
        activity["serviceUrl"] = url;

        var answer = await cloud.Bot.PostAsync(activity, cloud.Token.Bearer(url));

        answer.Status.ShouldBeOneOf(400, 401);
        cloud.Effects.ShouldBe(before);
        cloud.Elsewhere.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_bots_own_token_is_asked_for_once_and_renewed_once_when_it_is_refused()
    {
        await using var fresh = await Cloud.StartAsync();
        await fresh.Bot.PostAsync(
            Activities.Text("one", fresh.Connector.ServiceUrl),
            fresh.Token.Bearer(fresh.Connector.ServiceUrl)
        );
        await fresh.Bot.PostAsync(
            Activities.Text("two", fresh.Connector.ServiceUrl),
            fresh.Token.Bearer(fresh.Connector.ServiceUrl)
        );
        fresh
            .Tokens.Asked.ShouldHaveSingleItem()
            .ShouldBe(
                $"{Activities.Tenant} {Token.AppId} secret https://api.botframework.com/.default client_credentials"
            );

        fresh.Connector.Next(401);
        await fresh.Bot.PostAsync(
            Activities.Text("three", fresh.Connector.ServiceUrl),
            fresh.Token.Bearer(fresh.Connector.ServiceUrl)
        );

        fresh.Tokens.Asked.Count.ShouldBe(2);
        fresh
            .Connector.Heard.Select(call => call.Authorization)
            .ShouldBe(["Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2"]);
    }

    private JsonObject Activity() => Activities.Text("hello", cloud.Connector.ServiceUrl);

    /// <summary>The bot with an app, the platform's two sides, and a place where nothing may ever be heard.</summary>
    public sealed class Cloud : IAsyncLifetime
    {
        internal TokenServer Tokens { get; private set; } = null!;

        internal FakeConnector Connector { get; private set; } = null!;

        internal FakeConnector Elsewhere { get; private set; } = null!;

        internal BotHost Bot { get; private set; } = null!;

        internal Token Token => new(Tokens) { ServiceUrl = Connector.ServiceUrl };

        internal int Effects => Bot.Handler.Turns.Count + Connector.Heard.Count;

        internal static async Task<Cloud> StartAsync()
        {
            var cloud = new Cloud();
            await cloud.InitializeAsync();
            return cloud;
        }

        public async ValueTask InitializeAsync()
        {
            Tokens = await TokenServer.StartAsync();
            Tokens.AddKey("bare", null);
            Tokens.AddKey("slack", "slack");
            Connector = await FakeConnector.StartAsync();
            Elsewhere = await FakeConnector.StartAsync();
            Bot = await BotHost.StartAsync(
                new Dictionary<string, string?>
                {
                    ["Bot:AppId"] = Channels.Teams.Peers.Token.AppId,
                    ["Bot:AppPassword"] = "secret",
                    ["Bot:TenantId"] = Activities.Tenant,
                    ["Bot:OpenIdMetadata"] = Tokens.Metadata,
                    ["Bot:TokenEndpoint"] = Tokens.TokenEndpoint,
                    ["Bot:ServiceHosts"] = "localhost",
                }
            );
        }

        public async ValueTask DisposeAsync()
        {
            await Bot.DisposeAsync();
            await Connector.DisposeAsync();
            await Elsewhere.DisposeAsync();
            await Tokens.DisposeAsync();
        }
    }
}
