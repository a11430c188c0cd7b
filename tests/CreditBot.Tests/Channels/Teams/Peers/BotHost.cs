using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CreditBot.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>The Teams room alone, on a real port, with dialogs that a test scripts.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly LocalServer _server;
    private readonly HttpClient _http = new();

    private BotHost(LocalServer server, ScriptedHandler handler) =>
        (_server, Handler) = (server, handler);

    public ScriptedHandler Handler { get; }

    /// <summary>What the host logged, newest last.</summary>
    public LogLines Log { get; private init; } = new();

    /// <summary>What could not be said.</summary>
    public KeptReplies Kept { get; private init; } = new();

    public IChannel Channel => _server.Services.GetServices<IChannel>().Single();

    public Uri Messages => new(_server.Url, "/api/messages");

    public static async Task<BotHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        string environment = "Development",
        IPAddress? address = null,
        IClock? clock = null,
        TimeProvider? time = null
    )
    {
        var handler = new ScriptedHandler();
        var kept = new KeptReplies();
        var log = new LogLines();
        var server = await LocalServer.StartAsync(
            app => app.MapTeams(),
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(
                    settings ?? new Dictionary<string, string?>()
                );
                builder.Services.AddSingleton<ITurnHandler>(handler);
                builder.Services.AddSingleton<ILateReplies>(kept);
                builder.Services.AddSingleton(clock ?? SystemClock.Instance);
                builder.Services.AddSingleton(time ?? TimeProvider.System);
                builder.Logging.AddProvider(log);
                builder.Services.AddTeams(AgencySections.Of(builder.Configuration));
            },
            environment,
            address
        );
        return new BotHost(server, handler) { Log = log, Kept = kept };
    }

    /// <summary>Posts an activity as the platform would.</summary>
    public Task<BotAnswer> PostAsync(JsonNode activity, params string[] authorizations) =>
        PostAsync(activity.ToJsonString(), "application/json", authorizations);

    public async Task<BotAnswer> PostAsync(
        string body,
        string contentType = "application/json",
        string[]? authorizations = null,
        (string Name, string Value)[]? headers = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Messages);
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        foreach (var authorization in authorizations ?? [])
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new BotAnswer(
            (int)response.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text)
        );
    }

    public async Task<int> StatusOfAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, Messages);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}

internal sealed record BotAnswer(int Status, JsonNode? Body);
