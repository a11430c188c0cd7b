using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBot.Bench.Turns;

/// <summary>Where bots send what they say: it takes everything, and keeps the last words of each conversation.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _last = new(StringComparer.Ordinal);
    private int _messages;

    private Connector(WebApplication app) => _app = app;

    /// <summary>The serviceUrl that activities carry.</summary>
    public string Url =>
        _app
            .Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();

    /// <summary>How many messages arrived so far; typing is none.</summary>
    public int Messages => Volatile.Read(ref _messages);

    public static async Task<Connector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var connector = new Connector(builder.Build());
        connector._app.MapPost("/v3/conversations/{conversation}/activities", connector.TakeAsync);
        connector._app.MapPost(
            "/v3/conversations/{conversation}/activities/{id}",
            connector.TakeAsync
        );
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>What was said last in a conversation, as it came.</summary>
    public string LastIn(string conversation) => _last.GetValueOrDefault(conversation, "");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string conversation, HttpRequest request)
    {
        using var activity = await JsonDocument.ParseAsync(request.Body);
        if (activity.RootElement.GetProperty("type").GetString() == "message")
        {
            _last[conversation] = activity.RootElement.GetRawText();
            Interlocked.Increment(ref _messages);
        }

        return Results.Json(new { id = "1" }, statusCode: StatusCodes.Status201Created);
    }
}
