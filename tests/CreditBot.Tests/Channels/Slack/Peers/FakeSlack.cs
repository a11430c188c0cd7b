using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CreditBot.Channels.Teams.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CreditBot.Channels.Slack.Peers;

/// <summary>Slack's side: takes Web API calls and answers to response_urls, and answers as it is told to.</summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    private readonly ConcurrentQueue<SlackCall> _heard = new();
    private readonly ConcurrentQueue<(string Method, Func<HttpContext, Task> Answer)> _next = new();
    private readonly ConcurrentQueue<bool> _swallowed = new();
    private LocalServer? _server;
    private int _last;

    public string ApiBaseUrl => $"http://localhost:{_server!.Url.Port}/api/";

    public string ResponseUrl => $"http://localhost:{_server!.Url.Port}/hooks/T1/1/abc";

    public int Port => _server!.Url.Port;

    public IReadOnlyList<SlackCall> Heard => [.. _heard];

    public IReadOnlyList<SlackCall> Of(string method) =>
        [.. Heard.Where(call => call.Method == method)];

    public static async Task<FakeSlack> StartAsync()
    {
        var slack = new FakeSlack();
        slack._server = await LocalServer.StartAsync(app => app.Run(slack.TakeAsync));
        return slack;
    }

    /// <summary>Answers the next call of a method in this way; later ones well again.</summary>
    public void Next(string method, string error) =>
        Next(method, http => http.Response.WriteAsJsonAsync(new { ok = false, error }));

    public void Next(string method, int status, string? retryAfter = null) =>
        Next(
            method,
            http =>
            {
                http.Response.StatusCode = status;
                if (retryAfter is not null)
                {
                    http.Response.Headers.RetryAfter = retryAfter;
                }

                return http.Response.WriteAsync(
                    """{"ok":false,"error":"ratelimited"}""",
                    TestContext.Current.CancellationToken
                );
            }
        );

    public void Next(string method, Func<HttpContext, Task> answer) =>
        _next.Enqueue((method, answer));

    /// <summary>Takes the next call, and cuts the connection instead of saying so.</summary>
    public void NextIsTakenInSilence() => _swallowed.Enqueue(true);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = JsonNode.Parse(
            await reader.ReadToEndAsync(TestContext.Current.CancellationToken)
        )!;
        var path = http.Request.Path.Value!;
        var method = path.StartsWith("/api/", StringComparison.Ordinal)
            ? path[5..]
            : "response_url";
        if (_next.TryPeek(out var told) && told.Method == method)
        {
            _next.TryDequeue(out _);
            await told.Answer(http);
            return;
        }

        if (method == "conversations.history")
        {
            // Looking leaves no trace; what was said stands there by its mark.
            await http.Response.WriteAsJsonAsync(
                new JsonObject
                {
                    ["ok"] = true,
                    ["messages"] = new JsonArray([
                        .. Heard
                            .Where(call =>
                                call.Method == "chat.postMessage"
                                && call.Channel == body["channel"]!.GetValue<string>()
                            )
                            .Select(call => new JsonObject
                            {
                                ["ts"] = call.Ts,
                                ["metadata"] = call.Body["metadata"]?.DeepClone(),
                            }),
                    ]),
                }
            );
            return;
        }

        var number = Interlocked.Increment(ref _last);
        var ts = string.Create(CultureInfo.InvariantCulture, $"1795000000.{number:D6}");
        var channel = body["channel"]?.GetValue<string>();
        // A person's id stands for the direct messages with them.
        channel = channel is ['U' or 'W', .. var user] ? $"D{user}" : channel;
        _heard.Enqueue(
            new SlackCall(
                method,
                http.Request.Headers.Authorization.ToString(),
                body,
                body["ts"]?.GetValue<string>() ?? ts
            )
        );
        if (_swallowed.TryDequeue(out _))
        {
            // It was taken, and nobody hears so.
            http.Abort();
            return;
        }

        await http.Response.WriteAsJsonAsync(
            new
            {
                ok = true,
                channel,
                ts = body["ts"]?.GetValue<string>() ?? ts,
            }
        );
    }
}

/// <param name="Ts">What the message was called by.</param>
internal sealed record SlackCall(string Method, string Authorization, JsonNode Body, string Ts)
{
    public string Channel => Body["channel"]!.GetValue<string>();

    public string Text => Body["text"]!.GetValue<string>();

    public IEnumerable<JsonNode> Buttons =>
        Blocks
            .Where(block => block["type"]!.GetValue<string>() == "actions")
            .SelectMany(block =>
                block["elements"]!
                    .AsArray()
                    .Select(button =>
                    {
                        var pressed = button!.DeepClone();
                        pressed["block_id"] = block["block_id"]!.GetValue<string>();
                        return pressed;
                    })
            );

    public IEnumerable<JsonNode> Blocks =>
        (Body["blocks"] ?? Body["view"]!["blocks"]!).AsArray().Select(block => block!);

    public JsonNode Button(string title) =>
        Buttons.FirstOrDefault(button =>
            button["text"]!["text"]!.GetValue<string>().StartsWith(title, StringComparison.Ordinal)
        )
        ?? throw new InvalidOperationException(
            $"There is no button '{title}' among {string.Join(", ", Buttons.Select(b => b["text"]!["text"]))}."
        );
}
