using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CreditBot.Tests.Webhooks;

/// <summary>Another system that listens: it keeps what it gets and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Got { get; } = new();

    /// <summary>What it answers.</summary>
    public Func<HttpResponse, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Url => $"{_app.Urls.Single()}/hooks";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers.ToDictionary(
            pair => pair.Key.ToLowerInvariant(),
            pair => pair.Value.ToString(),
            StringComparer.Ordinal
        );
        Got.Enqueue(
            new Received(
                http.Request.Path,
                headers,
                await reader.ReadToEndAsync(http.RequestAborted)
            )
        );
        await Answer(http.Response);
    }
}

internal sealed record Received(
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    string Body
);
