using CreditBot.Ports;
using Microsoft.AspNetCore.Diagnostics;

namespace CreditBot.Api;

/// <summary>The REST interface under /api/v1 (contract.md, HTTP).</summary>
internal static class ApiMap
{
    private const int RetryAfterSeconds = 5;

    public static void MapApi(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<ApiGate>();
        var api = app.MapGroup("/api/v1").AddEndpointFilter(gate.InvokeAsync);
        api.MapClients();
        api.MapCredits();
        api.MapTimeTravel();
        api.MapReversals();
        api.MapPeople();
        api.MapUsage();
        api.MapHolds();
        api.MapRequests();
        api.MapPool();
        api.MapAgency();
        api.MapRecipients();
        api.MapReports();
        api.MapInvoices();
        api.MapWebhooks();
        api.MapAdmin();
        // Also for what looks like a file: the usual pattern leaves names with a dot out.
        api.MapFallback(
            "{**path}",
            async (HttpContext http) =>
                await Problems
                    .NotFound($"There is no {http.Request.Method} {http.Request.Path}.")
                    .ExecuteAsync(http)
        );
    }

    /// <summary>What goes wrong in the store, or in ourselves, as problem+json under /api.</summary>
    public static void UseApiErrors(this WebApplication app) =>
        app.UseWhen(
            http =>
                http.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase),
            branch =>
                branch.UseExceptionHandler(
                    new ExceptionHandlerOptions { ExceptionHandler = AnswerAsync }
                )
        );

    private static Task AnswerAsync(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, code, detail) = error switch
        {
            StoreUnavailableException => (
                StatusCodes.Status503ServiceUnavailable,
                "store_unavailable",
                "The store can't be reached just now. Nothing was changed; try again."
            ),
            LedgerDamagedException => (
                StatusCodes.Status503ServiceUnavailable,
                "ledger_damaged",
                "This ledger does not read as it was written. Nothing was changed; ask the operator to run 'creditbot verify'."
            ),
            BadHttpRequestException bad => (
                StatusCodes.Status400BadRequest,
                "malformed",
                bad.Message
            ),
            _ => (
                StatusCodes.Status500InternalServerError,
                "internal",
                "Something went wrong on our side. It has been logged."
            ),
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                System.Globalization.CultureInfo.InvariantCulture
            );
        }

        http.Response.StatusCode = status;
        return Problems.Of(status, code, detail).ExecuteAsync(http);
    }
}
