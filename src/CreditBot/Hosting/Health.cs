using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;

namespace CreditBot.Hosting;

/// <summary>Whether the host takes work: after the store is filled, until it is told to stop.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    /// <summary>The agencies of the settings are in the store.</summary>
    public volatile bool IsFilled;

    /// <summary>Why it takes none, in words; null when it does.</summary>
    public string? Why =>
        lifetime.ApplicationStopping.IsCancellationRequested ? "stopping"
        : !lifetime.ApplicationStarted.IsCancellationRequested ? "starting"
        : IsFilled ? null
        : StoreWatch.Away;
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
        StoreWatch watch,
        CancellationToken stop
    ) =>
        (readiness.Why ?? await watch.LookAsync(stop)) is { } why
            ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready");
}
