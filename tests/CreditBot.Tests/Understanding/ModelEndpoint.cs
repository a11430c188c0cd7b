using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBot.Tests.Understanding;

/// <summary>An OpenAI-compatible endpoint on this machine that answers what a test says.</summary>
internal sealed class ModelEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelEndpoint(WebApplication app) => _app = app;

    /// <summary>What the model says next: the content of its message, or a whole response.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The requests that came, as their authorization and their body.</summary>
    public ConcurrentQueue<(string? Authorization, JsonNode Body)> Asked { get; } = new();

    public Uri Address =>
        new(
            _app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First() + "/v1"
        );

    public static async Task<ModelEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var endpoint = new ModelEndpoint(builder.Build());
        endpoint._app.MapPost(
            "/v1/chat/completions",
            async (HttpContext http) =>
            {
                endpoint.Asked.Enqueue(
                    (
                        http.Request.Headers.Authorization,
                        (await JsonNode.ParseAsync(http.Request.Body))!
                    )
                );
                await endpoint.Answer(http);
            }
        );
        await endpoint._app.StartAsync();
        return endpoint;
    }

    /// <summary>It answers with these words.</summary>
    public void Says(string content) =>
        Answer = http =>
            http.Response.WriteAsJsonAsync(
                new
                {
                    id = "c-1",
                    @object = "chat.completion",
                    created = 1,
                    model = "m",
                    choices = new[]
                    {
                        new
                        {
                            index = 0,
                            finish_reason = "stop",
                            message = new { role = "assistant", content },
                        },
                    },
                }
            );

    /// <summary>It answers with a status and some words.</summary>
    public void Fails(HttpStatusCode status, string words, string? location = null) =>
        Answer = http =>
        {
            http.Response.StatusCode = (int)status;
            if (location is not null)
            {
                http.Response.Headers.Location = location;
            }

            return http.Response.WriteAsync(words);
        };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
