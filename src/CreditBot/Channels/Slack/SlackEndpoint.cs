using System.Buffers;
using System.Text;
using System.Text.Json;
using CreditBot.Amounts;
using CreditBot.Channels.Slack.Security;
using CreditBot.Channels.Slack.Turns;
using CreditBot.Channels.Slack.Web;
using CreditBot.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace CreditBot.Channels.Slack;

/// <summary>POST /api/slack/events, interactions and commands: signed requests only (contract.md, HTTP).</summary>
/// <remarks>Each is answered at once, with what it asks for on disk; the work comes after.</remarks>
internal static partial class SlackEndpoint
{
    // Slack's largest, a window with many fields, stays far below this.
    private const int MostBytes = 1024 * 1024;
    private const string Challenge = "url_verification";

    private const string NobodysWorkspace =
        "This workspace isn't connected to CreditBot yet. Please ask your agency.";

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
        Func<SlackCallback, CancellationToken, Task<IResult>> read,
        CancellationToken stop
    )
    {
        var services = http.RequestServices;
        var workspaces = services.GetRequiredService<SlackWorkspaces>();
        if (workspaces.Secrets.Count == 0)
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
            workspaces.SignedWith(
                One(http, SlackSignature.TimestampHeader),
                One(http, SlackSignature.SignatureHeader),
                body,
                now
            )
            is not { } secret
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
            return await read(new SlackCallback(http, body, secret, workspaces), stop);
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

    private static async Task<IResult> EventAsync(SlackCallback call, CancellationToken stop)
    {
        using var json = JsonDocument.Parse(call.Body, Reading);
        var envelope = json.RootElement;
        switch (envelope.Text("type"))
        {
            case Challenge:
                return envelope.Text("challenge") is { } challenge
                    ? TypedResults.Text(challenge, "text/plain", Encoding.UTF8)
                    : Malformed("A url_verification has a challenge.");
            case "event_callback":
                await TakeAsync(call, envelope, stop);
                return TypedResults.Ok();
            case null:
                return Malformed("An event has a type.");
            default:
                return TypedResults.Ok();
        }
    }

    private static async Task TakeAsync(
        SlackCallback call,
        JsonElement envelope,
        CancellationToken stop
    )
    {
        if (EventReader.Read(envelope) is not { } input)
        {
            if (envelope.Text("event", "type") is "app_uninstalled" or "tokens_revoked")
            {
                LogRemoved(call.Log, envelope.Text("team_id") ?? "");
            }

            return;
        }

        if (call.OwnerOf(input.Team) is not { } agency)
        {
            return;
        }

        if (input is SlackInput.Opened && EventReader.IsHome(envelope))
        {
            call.Work.Start((turns, stopping) => turns.DrawHomeAsync(agency, input, stopping));
        }
        else
        {
            await call.Work.TakeAsync(agency, input, stop);
        }
    }

    private static async Task<IResult> InteractionAsync(SlackCallback call, CancellationToken stop)
    {
        if (
            !call.Http.Request.HasFormContentType
            || CommandReader.One(CommandReader.Form(call.Body), "payload") is not { } payload
        )
        {
            return Malformed("An interaction is a form with one field, payload.");
        }

        using var json = JsonDocument.Parse(payload, Reading);
        switch (InteractionReader.Read(json.RootElement))
        {
            case Interaction.Wrong wrong:
                return TypedResults.Ok(new FieldErrors("errors", wrong.Errors));
            case Interaction.OpenWindow window when call.OwnerOf(window.Team) is { } agency:
                var user = json.RootElement.Text("user", "id")!;
                call.Work.Start(
                    async (turns, stopping) =>
                    {
                        if (!await turns.OpenAsync(agency, window, stopping))
                        {
                            await turns.SayTooLateAsync(agency, window.Team, user, stopping);
                        }
                    }
                );
                break;
            case Interaction.Did did when call.OwnerOf(did.Input.Team) is { } agency:
                await call.Work.TakeAsync(agency, did.Input, stop);
                break;
        }

        return TypedResults.Ok();
    }

    private static async Task<IResult> CommandAsync(SlackCallback call, CancellationToken stop)
    {
        var form = CommandReader.Form(call.Body);
        if (CommandReader.One(form, "ssl_check") == "1")
        {
            return TypedResults.Ok();
        }

        if (
            !call.Http.Request.HasFormContentType
            || CommandReader.Read(form, One(call.Http, SlackSignature.SignatureHeader)!)
                is not { } command
        )
        {
            return Malformed("A command is a form with team_id and user_id.");
        }

        if (call.OwnerOf(command.Team) is not { } agency)
        {
            // The answer to a command is shown to who gave it.
            return TypedResults.Text(NobodysWorkspace, "text/plain", Encoding.UTF8);
        }

        await call.Work.TakeAsync(agency, command, stop);
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

    /// <summary>A call that some app of ours has signed.</summary>
    private sealed record SlackCallback(
        HttpContext Http,
        byte[] Body,
        string Secret,
        SlackWorkspaces Workspaces
    )
    {
        public SlackWork Work => Http.RequestServices.GetRequiredService<SlackWork>();

        public ILogger Log => Http.RequestServices.GetRequiredService<ILogger<SlackWork>>();

        /// <summary>Whose workspace it speaks for; null when nobody's, and then nothing of it is acted on.</summary>
        public AgencyId? OwnerOf(string? team)
        {
            var owner = Workspaces.OwnerOf(team, Secret);
            if (owner is null)
            {
                LogNobodys(Log, team);
            }

            return owner;
        }
    }

    [LoggerMessage(
        4207,
        LogLevel.Warning,
        "A call was passed over: the Slack workspace {Team} is no agency's, or another app's"
    )]
    private static partial void LogNobodys(ILogger log, string? team);

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
