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
    private readonly ILogger _log;
    private readonly Channel<Committed> _told =
        System.Threading.Channels.Channel.CreateUnbounded<Committed>(
            new UnboundedChannelOptions { SingleReader = true }
        );
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _telling;
    private Task? _listening;

    public PgNews(NpgsqlDataSource source, CommitNews news, ILogger log)
    {
        _source = source;
        _news = news;
        _log = log;
        _telling = Task.Run(TellAsync);
    }

    /// <summary>Which of several nodes this is.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Told of a commit of this node.</summary>
    public void Tell(Committed committed)
    {
        _news.Publish(committed);
        _told.Writer.TryWrite(committed);
    }

    /// <summary>Starts to listen, once.</summary>
    public void Listen() => _listening ??= Task.Run(ListenAsync);

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

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(_stop.Token);
                connection.Notification += (_, notification) => Hear(notification.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(_stop.Token);
                }

                while (true)
                {
                    await connection.WaitAsync(_stop.Token);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (PgFaults.Told(fault) is not null)
            {
                LogDeaf(PgFaults.Words(fault));
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
