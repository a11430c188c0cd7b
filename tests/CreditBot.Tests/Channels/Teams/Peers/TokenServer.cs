using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>The platform's identity side: tells its signing keys, and gives the bot tokens for its answers.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";

    private readonly ConcurrentDictionary<string, (RSA Key, string[]? Endorsements)> _keys = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private LocalServer? _server;
    private int _keyFetches;
    private int _given;

    public string Metadata => $"{_server!.Url}v1/.well-known/openidconfiguration";

    public string TokenEndpoint => $"{_server!.Url}{{tenant}}/oauth2/v2.0/token";

    public int KeyFetches => _keyFetches;

    /// <summary>The forms that asked for tokens, with the path in front.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Nothing is answered but 500 while it is set.</summary>
    public bool IsDown { get; set; }

    public static async Task<TokenServer> StartAsync()
    {
        var server = new TokenServer();
        server.AddKey("first", "msteams", "webchat");
        server._server = await LocalServer.StartAsync(app =>
        {
            app.Use((http, next) => server.IsDown ? DownAsync(http) : next(http));
            app.MapGet(
                "/v1/.well-known/openidconfiguration",
                () =>
                    Results.Json(
                        new
                        {
                            issuer = Issuer,
                            jwks_uri = $"{server._server!.Url}v1/.well-known/keys",
                        }
                    )
            );
            app.MapGet("/v1/.well-known/keys", server.Keys);
            app.MapPost("/{tenant}/oauth2/v2.0/token", server.TokenAsync);
        });
        return server;
    }

    /// <summary>A new key under that id, told from now on.</summary>
    public void AddKey(string id, params string[]? endorsements) =>
        _keys[id] = (RSA.Create(2048), endorsements);

    public void DropKey(string id) => _keys.TryRemove(id, out _);

    public RsaSecurityKey Key(string id) => new(_keys[id].Key) { KeyId = id };

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        foreach (var (key, _) in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static Task DownAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    private IResult Keys()
    {
        Interlocked.Increment(ref _keyFetches);
        return Results.Json(
            new
            {
                keys = _keys.Select(key =>
                {
                    var rsa = key.Value.Key.ExportParameters(includePrivateParameters: false);
                    return new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = key.Key,
                        n = Base64UrlEncoder.Encode(rsa.Modulus),
                        e = Base64UrlEncoder.Encode(rsa.Exponent),
                        endorsements = key.Value.Endorsements,
                    };
                }),
            }
        );
    }

    private async Task<IResult> TokenAsync(HttpContext http, string tenant)
    {
        var form = await http.Request.ReadFormAsync(TestContext.Current.CancellationToken);
        _asked.Enqueue(
            $"{tenant} {form["client_id"]} {form["client_secret"]} {form["scope"]} {form["grant_type"]}"
        );
        return Results.Json(
            new
            {
                access_token = $"token-{Interlocked.Increment(ref _given)}",
                expires_in = 3599,
                token_type = "Bearer",
            }
        );
    }
}
