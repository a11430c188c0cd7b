using CreditBot.Ports;

namespace CreditBot.Hosting;

/// <summary>Whether the host takes work: after the store is open and filled, until it is told to stop.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    public bool IsReady =>
        lifetime.ApplicationStarted.IsCancellationRequested
        && !lifetime.ApplicationStopping.IsCancellationRequested;
}

/// <summary>Liveness and readiness for whoever watches the process.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("alive")).ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(
        Readiness readiness,
        IStore store,
        CancellationToken stop
    )
    {
        if (!readiness.IsReady)
        {
            return Results.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await store.AgenciesAsync(stop);
            return Results.Text("ready");
        }
        catch (StoreUnavailableException)
        {
            return Results.Text(
                "the store is away",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }
    }
}
