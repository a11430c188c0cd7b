using System.Buffers;
using System.Text;
using System.Text.Json;
using CreditBot.Channels.Slack.Security;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Channels.Slack.Web;
using CreditBot.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CreditBot.Channels.Slack;

/// <summary>POST /api/slack/events, interactions and commands: signed requests only (contract.md, HTTP).</summary>
/// <remarks>Each is answered at once, with what it asks for on disk; the work comes after.</remarks>
internal static partial class SlackEndpoint
{
    // Slack's largest, a window with many fields, stays far below this.
    private const int MostBytes = 1024 * 1024;
    private const string Challenge = "url_verification";

    private static readonly JsonDocumentOptions Reading = new()
    {
        MaxDepth = 64,
        // What is there twice could be checked as one thing and acted on as another.
        AllowDuplicateProperties = false,
    };

    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder routes)
    {
        var slack = routes.MapGroup("/api/slack").AllowAnonymous().ExcludeFromDescription();
        slack.MapPost(
            "/events",
            (HttpContext http, CancellationToken stop) => TakeAsync(http, EventAsync, stop)
        );
        slack.MapPost(
            "/interactions",
            (HttpContext http, CancellationToken stop) => TakeAsync(http, InteractionAsync, stop)
        );
        slack.MapPost(
            "/commands",
            (HttpContext http, CancellationToken stop) => TakeAsync(http, CommandAsync, stop)
        );
        return routes;
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        Func<HttpContext, byte[], CancellationToken, Task<IResult>> read,
        CancellationToken stop
    )
    {
        var services = http.RequestServices;
        var options = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        if (!options.HasApp)
        {
            return Problem(
                StatusCodes.Status404NotFound,
                "not_found",
                "Slack is not connected: Slack:SigningSecret is not set."
            );
        }

        if (await BodyAsync(http.Request, stop) is not { } body)
        {
            return Problem(
                StatusCodes.Status413PayloadTooLarge,
                "malformed",
                "The body is longer than anything that Slack sends."
            );
        }

        var now = services.GetRequiredService<IClock>().GetCurrentInstant();
        if (
            !SlackSignature.IsRight(
                options.SigningSecret!,
                One(http, SlackSignature.TimestampHeader),
                One(http, SlackSignature.SignatureHeader),
                body,
                now
            )
        )
        {
            LogRefused(services.GetRequiredService<ILogger<SlackWork>>(), http.Request.Path);
            return Problem(
                StatusCodes.Status401Unauthorized,
                "unauthorized",
                "The call doesn't prove that it comes from Slack."
            );
        }

        try
        {
            return await read(http, body, stop);
        }
        catch (JsonException)
        {
            return Malformed("The body is no JSON that Slack sends.");
        }
        catch (StoreUnavailableException)
        {
            // Slack tries events again.
            http.Response.Headers.RetryAfter = "5";
            return Problem(
                StatusCodes.Status503ServiceUnavailable,
                "store_unavailable",
                "The books are away for a moment."
            );
        }
    }

    private static async Task<IResult> EventAsync(
        HttpContext http,
        byte[] body,
        CancellationToken stop
    )
    {
        using var json = JsonDocument.Parse(body, Reading);
        var envelope = json.RootElement;
        switch (envelope.Text("type"))
        {
            case Challenge:
                return envelope.Text("challenge") is { } challenge
                    ? TypedResults.Text(challenge, "text/plain", Encoding.UTF8)
                    : Malformed("A url_verification has a challenge.");
            case "event_callback":
                await TakeAsync(http, envelope, stop);
                return TypedResults.Ok();
            case null:
                return Malformed("An event has a type.");
            default:
                return TypedResults.Ok();
        }
    }

    private static async Task TakeAsync(
        HttpContext http,
        JsonElement envelope,
        CancellationToken stop
    )
    {
        var work = http.RequestServices.GetRequiredService<SlackWork>();
        switch (EventReader.Read(envelope))
        {
            case SlackInput.Opened opened when EventReader.IsHome(envelope):
                work.Start((turns, stopping) => turns.DrawHomeAsync(opened, stopping));
                break;
            case { } input:
                await work.TakeAsync(input, stop);
                break;
            default:
                if (envelope.Text("event", "type") is "app_uninstalled" or "tokens_revoked")
                {
                    LogRemoved(
                        http.RequestServices.GetRequiredService<ILogger<SlackWork>>(),
                        envelope.Text("team_id") ?? ""
                    );
                }

                break;
        }
    }

    private static async Task<IResult> InteractionAsync(
        HttpContext http,
        byte[] body,
        CancellationToken stop
    )
    {
        if (
            !http.Request.HasFormContentType
            || CommandReader.One(CommandReader.Form(body), "payload") is not { } payload
        )
        {
            return Malformed("An interaction is a form with one field, payload.");
        }

        using var json = JsonDocument.Parse(payload, Reading);
        var work = http.RequestServices.GetRequiredService<SlackWork>();
        switch (InteractionReader.Read(json.RootElement))
        {
            case Interaction.Wrong wrong:
                return TypedResults.Ok(new FieldErrors("errors", wrong.Errors));
            case Interaction.OpenWindow window:
                var user = json.RootElement.Text("user", "id")!;
                work.Start(
                    async (turns, stopping) =>
                    {
                        if (!await turns.OpenAsync(window, stopping))
                        {
                            await turns.SayTooLateAsync(window.Team, user, stopping);
                        }
                    }
                );
                break;
            case Interaction.Did did:
                await work.TakeAsync(did.Input, stop);
                break;
        }

        return TypedResults.Ok();
    }

    private static async Task<IResult> CommandAsync(
        HttpContext http,
        byte[] body,
        CancellationToken stop
    )
    {
        var form = CommandReader.Form(body);
        if (CommandReader.One(form, "ssl_check") == "1")
        {
            return TypedResults.Ok();
        }

        if (
            !http.Request.HasFormContentType
            || CommandReader.Read(form, One(http, SlackSignature.SignatureHeader)!)
                is not { } command
        )
        {
            return Malformed("A command is a form with team_id and user_id.");
        }

        await http.RequestServices.GetRequiredService<SlackWork>().TakeAsync(command, stop);
        return TypedResults.Ok();
    }

    /// <summary>The raw bytes; null when they are too many.</summary>
    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        using var buffer = MemoryPool<byte>.Shared.Rent(MostBytes + 1);
        var length = await request.Body.ReadAtLeastAsync(
            buffer.Memory[..(MostBytes + 1)],
            MostBytes + 1,
            throwOnEndOfStream: false,
            stop
        );
        return length > MostBytes ? null : buffer.Memory[..length].ToArray();
    }

    private static string? One(HttpContext http, string header) =>
        http.Request.Headers.TryGetValue(header, out var values) && values is [{ } only]
            ? only
            : null;

    private static ProblemHttpResult Malformed(string title) =>
        Problem(StatusCodes.Status400BadRequest, "malformed", title);

    private static ProblemHttpResult Problem(int status, string code, string title) =>
        TypedResults.Problem(
            title: title,
            statusCode: status,
            extensions: [KeyValuePair.Create<string, object?>("code", code)]
        );

    [LoggerMessage(
        4205,
        LogLevel.Warning,
        "A call to {Path} was refused: it is not signed by Slack, or not just now"
    )]
    private static partial void LogRefused(ILogger log, string path);

    [LoggerMessage(4206, LogLevel.Warning, "The app was removed from the Slack workspace {Team}")]
    private static partial void LogRemoved(ILogger log, string team);

    private sealed record FieldErrors(
        [property: System.Text.Json.Serialization.JsonPropertyName("response_action")]
            string ResponseAction,
        IReadOnlyDictionary<string, string> Errors
    );
}
