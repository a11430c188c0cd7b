using System.ComponentModel.DataAnnotations;
using CreditBot.Storage;
using Microsoft.Extensions.Options;

namespace CreditBot.Hosting;

/// <summary>How a node takes its leave.</summary>
internal sealed class LeavingOptions
{
    public const string Section = "Hosting";

    /// <summary>How long a node that is told to stop goes on serving while it says that it isn't ready, so that whoever sends it work looks elsewhere first: 0 to 300. Default 5 with PostgreSQL, 0 with LiteDB.</summary>
    [Range(0, 300)]
    public double? DrainSeconds { get; set; }
}

/// <summary>Told to stop, a node says so first (/readyz answers 503), then stops taking work, and ends when the work in hand is done.</summary>
internal sealed class Leaving(
    IOptions<LeavingOptions> options,
    IOptions<StorageOptions> storage,
    TimeProvider time
) : IHostedLifecycleService
{
    private static readonly TimeSpan ForOthers = TimeSpan.FromSeconds(5);

    /// <summary>The host waits for this before it stops anything.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        var drain =
            options.Value.DrainSeconds is { } seconds ? TimeSpan.FromSeconds(seconds)
            : storage.Value.IsShared ? ForOthers
            : TimeSpan.Zero;
        return drain == TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(drain, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

[OptionsValidator]
internal sealed partial class LeavingOptionsValidator : IValidateOptions<LeavingOptions>;
