using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CreditBot.Channels.Teams.Peers;

/// <summary>The platform's connector: hears what the bot sends and answers as it is told to.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly ConcurrentQueue<HeardCall> _heard = new();
    private readonly ConcurrentQueue<Func<HttpContext, IResult>> _next = new();
    private LocalServer? _server;
    private int _last;

    /// <summary>With a path, as the Playground's: calls are added to it.</summary>
    public string ServiceUrl => $"http://localhost:{_server!.Url.Port}/_connector";

    public int Port => _server!.Url.Port;

    public IReadOnlyList<HeardCall> Heard => [.. _heard];

    public IReadOnlyList<JsonNode> Messages =>
        [
            .. Heard
                .Where(call => call.Body?["type"]?.GetValue<string>() == "message")
                .Select(call => call.Body!),
        ];

    public static async Task<FakeConnector> StartAsync()
    {
        var connector = new FakeConnector();
        connector._server = await LocalServer.StartAsync(app => app.Run(connector.TakeAsync));
        return connector;
    }

    /// <summary>Answers the next call in this way; later ones well again.</summary>
    public void Next(int status, string? retryAfter = null, string? code = null) =>
        _next.Enqueue(http =>
        {
            if (retryAfter is not null)
            {
                http.Response.Headers.RetryAfter = retryAfter;
            }

            return Results.Json(
                new { error = new { code = code ?? "Some", message = "as told" } },
                statusCode: status
            );
        });

    public void NextRedirects(string to) =>
        _next.Enqueue(_ => Results.Redirect(to, permanent: false, preserveMethod: true));

    /// <summary>The next call is heard and gets no answer.</summary>
    /// <returns>Ends when it has come.</returns>
    public Task NextIsSilent()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _next.Enqueue(_ => new Silence(heard));
        return heard.Task;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        _heard.Enqueue(
            new HeardCall(
                http.Request.Method,
                http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
                http.Request.Headers.Authorization.ToString(),
                body.Length == 0 ? null : JsonNode.Parse(body)
            )
        );
        var id = Interlocked.Increment(ref _last);
        var answer = _next.TryDequeue(out var told)
            ? told(http)
            : Results.Json(new { id = string.Create(CultureInfo.InvariantCulture, $"sent-{id}") });
        await answer.ExecuteAsync(http);
    }
}

/// <param name="Target">The path as it came over the wire, nothing decoded.</param>
internal sealed record HeardCall(
    string Method,
    string Target,
    string Authorization,
    JsonNode? Body
);

internal sealed class Silence(TaskCompletionSource heard) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        heard.SetResult();
        return Task.Delay(Timeout.Infinite, httpContext.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
