using System.Net;
using CreditBot.Channels.Teams.Security;
using CreditBot.Channels.Teams.Turns;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Newtonsoft.Json;

namespace CreditBot.Channels.Teams;

/// <summary>POST /api/messages: the one door for activities (contract.md, HTTP).</summary>
internal static partial class TeamsEndpoint
{
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/messages", TakeAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        TeamsAdapter adapter,
        TeamsBot bot,
        Bots bots,
        IHostEnvironment environment,
        IHostApplicationLifetime lifetime,
        ILogger<TeamsAdapter> log
    )
    {
        var authorization = http.Request.Headers.Authorization;
        if (!(bots.HaveApp ? authorization.Count == 1 : IsLocal(http, environment)))
        {
            return Unauthorized(http, log, "no app or no single token");
        }

        if (await ActivityReader.ReadAsync(http.Request, http.RequestAborted) is not { } activity)
        {
            return Problem(
                StatusCodes.Status400BadRequest,
                "malformed",
                "The body is no activity: it needs JSON with a type, a conversation and an absolute serviceUrl."
            );
        }

        try
        {
            // A caller that hangs up, as Teams does after 15 seconds, doesn't undo what was said: the turn goes on to its end.
            var answer = await adapter.TakeAsync(
                authorization,
                activity,
                bot,
                lifetime.ApplicationStopping
            );
            return Answer(answer);
        }
        catch (UnauthorizedAccessException e)
        {
            return Unauthorized(http, log, e.Message);
        }
    }

    /// <summary>Whether the call is made on this very machine, in Development; what a proxy passes on isn't, whatever address it has.</summary>
    private static bool IsLocal(HttpContext http, IHostEnvironment environment)
    {
        var headers = http.Request.Headers;
        return environment.IsDevelopment()
            && http.Connection.RemoteIpAddress is { } caller
            && IPAddress.IsLoopback(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller)
            && !headers.ContainsKey("Forwarded")
            && !headers.ContainsKey("X-Forwarded-For")
            && !headers.ContainsKey("X-Original-For");
    }

    private static IResult Answer(InvokeResponse? answer) =>
        answer?.Body is { } body
            ? TypedResults.Text(
                JsonConvert.SerializeObject(body, HttpHelper.BotMessageSerializerSettings),
                "application/json",
                statusCode: answer.Status
            )
            : TypedResults.StatusCode(answer?.Status ?? StatusCodes.Status200OK);

    private static ProblemHttpResult Unauthorized(HttpContext http, ILogger log, string rule)
    {
        LogRefused(log, rule);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(
            StatusCodes.Status401Unauthorized,
            "unauthorized",
            "The call doesn't prove that it comes from the bot's channel."
        );
    }

    private static ProblemHttpResult Problem(int status, string code, string title) =>
        TypedResults.Problem(
            title: title,
            statusCode: status,
            extensions: [KeyValuePair.Create<string, object?>("code", code)]
        );

    [LoggerMessage(4103, LogLevel.Warning, "A call to /api/messages was refused: {Rule}")]
    private static partial void LogRefused(ILogger log, string rule);
}
