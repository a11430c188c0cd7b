using System.Text.Json;
using System.Threading.Channels;
using CreditBot.Amounts;
using CreditBot.Ports;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Tells the other nodes of commits, and this one of theirs (LISTEN, NOTIFY). Pages and the outbox are quicker for it; nothing depends on it.</summary>
internal sealed partial class PgNews : IAsyncDisposable
{
    private const string Channel = "creditbot_commits";

    /// <summary>Below what a notification holds (8,000 bytes) whatever the characters are.</summary>
    private const int ClientsAtOnce = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly CommitNews _news;
    private readonly bool _isAlone;
    private readonly ILogger _log;
    private readonly Channel<Committed> _told =
        System.Threading.Channels.Channel.CreateUnbounded<Committed>(
            new UnboundedChannelOptions { SingleReader = true }
        );
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _telling;
    private Task? _listening;
    private volatile bool _mayWork = true;

    /// <param name="isAlone">Whether nobody else may work on the database meanwhile.</param>
    public PgNews(NpgsqlDataSource source, CommitNews news, bool isAlone, ILogger log)
    {
        _isAlone = isAlone;
        _source = source;
        _news = news;
        _log = log;
        _telling = Task.Run(TellAsync);
    }

    /// <summary>Which of several nodes this is.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>False while the listening session was cut off and somebody took the database for themselves meanwhile.</summary>
    public bool MayWork => _mayWork;

    /// <summary>Told of a commit of this node.</summary>
    public void Tell(Committed committed)
    {
        _news.Publish(committed);
        _told.Writer.TryWrite(committed);
    }

    /// <summary>Takes a place on the database and starts to listen, once.</summary>
    /// <exception cref="StoreStartException">Somebody has the database alone, or is to have it and others are there.</exception>
    public void Join()
    {
        if (_listening is not null)
        {
            return;
        }

        var connection = _source.OpenConnection();
        try
        {
            if (!PgPlace.Take(connection, _isAlone))
            {
                throw new StoreStartException(
                    _isAlone ? PgPlace.Others(connection) : PgPlace.Taken
                );
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _listening = Task.Run(() => ListenAsync(connection));
    }

    public async ValueTask DisposeAsync()
    {
        _told.Writer.TryComplete();
        await _stop.CancelAsync();
        await _telling;
        if (_listening is not null)
        {
            await _listening;
        }

        _stop.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            while (await _told.Reader.WaitToReadAsync(_stop.Token))
            {
                var texts = new List<string>();
                while (texts.Count < 500 && _told.Reader.TryRead(out var committed))
                {
                    texts.AddRange(Texts(committed));
                }

                try
                {
                    await using var connection = await _source.OpenConnectionAsync(_stop.Token);
                    await using var batch = new NpgsqlBatch(connection);
                    // Nobody waits for it, so it needn't wait for the disk.
                    batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
                    batch.BatchCommands.Add(
                        new NpgsqlBatchCommand("set local synchronous_commit = off")
                    );
                    batch.BatchCommands.Add(
                        new Query(
                            $"select pg_notify('{Channel}', text) from unnest($1::text[]) as t(text)",
                            Query.Of(texts.ToArray())
                        ).InBatch()
                    );
                    batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
                    await batch.ExecuteNonQueryAsync(_stop.Token);
                }
                catch (Exception fault) when (PgFaults.Told(fault) is not null)
                {
                    // The others find out when they look next.
                    LogUntold(texts.Count, PgFaults.Words(fault));
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The store is closing.
        }
    }

    private async Task ListenAsync(NpgsqlConnection first)
    {
        for (
            NpgsqlConnection? opened = first;
            opened is not null || !_stop.IsCancellationRequested;
            opened = null
        )
        {
            try
            {
                await using var connection =
                    opened ?? await _source.OpenConnectionAsync(_stop.Token);
                _mayWork = opened is not null || PgPlace.Take(connection, _isAlone);
                if (_mayWork)
                {
                    await ListenAsync(connection, _stop.Token);
                }

                LogDeaf(PgPlace.Taken);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (PgFaults.Told(fault) is not null)
            {
                LogDeaf(PgFaults.Words(fault));
            }

            try
            {
                await Task.Delay(Pause, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Ends with a fault or when it is stopped.</summary>
    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            // Cut short, it would leave a session that nothing can be said to any more.
            await listen.ExecuteNonQueryAsync(CancellationToken.None);
        }

        try
        {
            while (true)
            {
                await connection.WaitAsync(stop);
            }
        }
        finally
        {
            if (stop.IsCancellationRequested)
            {
                await LeaveAsync(connection);
            }
        }
    }

    /// <summary>Whoever comes next needn't wait until the server has noticed that the session is over.</summary>
    private static async Task LeaveAsync(NpgsqlConnection connection)
    {
        try
        {
            await PgPlace.LeaveAsync(connection);
        }
        catch (Exception fault) when (PgFaults.Told(fault) is not null)
        {
            // It is cut off: its place ends with the session.
        }
    }

    private IEnumerable<string> Texts(Committed committed)
    {
        var clients = committed.Clients.Chunk(ClientsAtOnce).ToList();
        if (clients.Count == 0)
        {
            clients.Add([]);
        }

        return clients.Select(some =>
            JsonSerializer.Serialize(
                new Notification(
                    Node,
                    committed.Agency.Value,
                    [.. some.Select(client => client.Value)],
                    [.. committed.DocumentKinds],
                    committed.HasOutbox
                )
            )
        );
    }

    private void Hear(string payload)
    {
        try
        {
            if (
                JsonSerializer.Deserialize<Notification>(payload) is { } notification
                && notification.Node != Node
            )
            {
                _news.Publish(
                    new Committed(
                        new AgencyId(notification.Agency),
                        [.. notification.Clients.Select(ClientId.Parse)],
                        [.. notification.Kinds],
                        notification.HasOutbox
                    )
                );
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            LogUnread(unreadable);
        }
    }

    [LoggerMessage(3154, LogLevel.Warning, "Other nodes were not told of {Count} commits: {Why}")]
    private partial void LogUntold(int count, string why);

    [LoggerMessage(
        3155,
        LogLevel.Warning,
        "What other nodes commit isn't heard of just now: {Why}"
    )]
    private partial void LogDeaf(string why);

    [LoggerMessage(3156, LogLevel.Warning, "A notification of another node can't be read")]
    private partial void LogUnread(Exception exception);

    private sealed record Notification(
        string Node,
        string Agency,
        IReadOnlyList<string> Clients,
        IReadOnlyList<string> Kinds,
        bool HasOutbox
    );
}
