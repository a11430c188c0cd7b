using System.Diagnostics;
using CreditBot.Amounts;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>The database's clock: nodes whose own clocks differ agree by it on what is due, and on who of them is alive.</summary>
/// <remarks>It is read now and then and counted on from there; until it was read once, and while nothing is served, the machine's own goes.</remarks>
internal sealed partial class PgClock(
    IOptions<StorageOptions> storage,
    ILogger<PgClock> log,
    IClock? own = null
) : TimeProvider, IClock, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>An answer that took longer says little about when it was given.</summary>
    private static readonly TimeSpan LongestTrip = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    /// <summary>A machine's clock that is further off is worth a word.</summary>
    private static readonly Duration Worth = Duration.FromSeconds(5);

    private readonly IClock _own = own ?? SystemClock.Instance;
    private readonly CancellationTokenSource _stop = new();
    private NpgsqlDataSource? _source;
    private Task _reading = Task.CompletedTask;
    private volatile Reading? _read;
    private bool _isOff;

    public Instant GetCurrentInstant() =>
        _read is { } read
            ? read.At + Duration.FromTimeSpan(Stopwatch.GetElapsedTime(read.Mark))
            : _own.GetCurrentInstant();

    public override DateTimeOffset GetUtcNow() => GetCurrentInstant().ToDateTimeOffset();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartPatience);
        await TryAsync(limit.Token);
        _reading = ReadOnAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is { } source)
        {
            await source.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task ReadOnAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, _stop.Token);
                await TryAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        try
        {
            await ReadAsync(stop);
        }
        catch (Exception away)
            when (PgFaults.IsAway(away)
                || away is NpgsqlException
                || (away is OperationCanceledException && !_stop.IsCancellationRequested)
            )
        {
            // Counted on from the last reading, it stays right to a few milliseconds an hour.
            LogAway(PgFaults.Words(away));
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        _source ??= NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(
                PgConnection.Completed(storage.Value.ConnectionString!)
            )
            {
                ApplicationName = "creditbot clock",
                MaxPoolSize = 1,
            }.ConnectionString
        );
        await using var connection = await _source.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand(
            "select (extract(epoch from clock_timestamp()) * 1000000)::bigint",
            connection
        );
        var asked = Stopwatch.GetTimestamp();
        var micros = (long)(await command.ExecuteScalarAsync(stop))!;
        var trip = Stopwatch.GetElapsedTime(asked);
        if (trip > LongestTrip && _read is not null)
        {
            return;
        }

        _read = new Reading(
            Instants.FromUnixTimeMicroseconds(micros) + Duration.FromTimeSpan(trip / 2),
            Stopwatch.GetTimestamp()
        );
        var off = _own.GetCurrentInstant() - GetCurrentInstant();
        var isOff = off > Worth || off < -Worth;
        if (isOff && !_isOff)
        {
            LogOff((long)off.TotalSeconds);
        }

        _isOff = isOff;
    }

    /// <param name="Mark">By the machine's steady counter, which no change of its clock moves.</param>
    private sealed record Reading(Instant At, long Mark);

    [LoggerMessage(
        3161,
        LogLevel.Warning,
        "This machine's clock is {Seconds} seconds off the database's, which is gone by"
    )]
    private partial void LogOff(long seconds);

    [LoggerMessage(3162, LogLevel.Debug, "The database's clock can't be read just now: {Why}")]
    private partial void LogAway(string why);
}
