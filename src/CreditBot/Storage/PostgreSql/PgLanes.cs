using System.Collections.Concurrent;
using CreditBot.Amounts;
using NodaTime;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Which lanes of the outbox this node delivers: one node a lane, so that messages leave once and in order (design.md §6).</summary>
/// <remarks>
/// A lease by the database's clock, renewed while the node lives. One that dies or is paused is followed by another when it
/// has run out; one that was paused notices by its own running clock, which goes on meanwhile, and sends nothing more.
/// </remarks>
internal sealed partial class PgLanes : IAsyncDisposable
{
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>So long before the lease ends a node believes in it no more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>None before it in its lane has failed and waits for its next try.</summary>
    private const string NotHeldBack = """
        not exists (
          select from outbox f
          where f.agency = o.agency and f.lane = o.lane and f.key < o.key
            and f.state = 'waiting' and f.failed and f.due_at > $1
        )
        """;

    private readonly NpgsqlDataSource _source;
    private readonly string _node;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <summary>Held lanes, and by the running clock when that was last asked for.</summary>
    private readonly ConcurrentDictionary<(string Agency, string Lane), long> _held = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;

    /// <param name="time">Only its running clock counts: it goes on while the process is paused.</param>
    public PgLanes(NpgsqlDataSource source, string node, TimeProvider time, ILogger log)
    {
        _source = source;
        _node = node;
        _time = time;
        _log = log;
        _renewing = Task.Run(RenewAsync);
    }

    /// <summary>Takes the lanes in which something is due and that no other node has; answers with what is due in them, oldest first.</summary>
    public async Task<IReadOnlyList<(string Id, AgencyId Agency)>> TakeAsync(
        NpgsqlConnection connection,
        Instant now,
        int limit,
        CancellationToken stop
    )
    {
        var asked = _time.GetTimestamp();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Take(now, limit, _node).InBatch());
        // After the lanes are taken, and so as whoever had them before left them.
        batch.BatchCommands.Add(
            new Query(
                $$"""
                select o.agency, o.key, o.lane from outbox o
                join outbox_lanes l on l.agency = o.agency and l.lane = o.lane
                where l.holder = $3 and l.until > clock_timestamp() and o.state = 'waiting' and o.due_at <= $1 and {{NotHeldBack}}
                order by o.key
                limit $2
                """,
                Query.Of(Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(now))),
                Query.Of(limit),
                Query.Of(_node)
            ).InBatch()
        );
        await using var reader = await batch.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            _held[(reader.GetString(0), reader.GetString(1))] = asked;
        }

        await reader.NextResultAsync(stop);
        var due = new List<(string Id, AgencyId Agency)>();
        while (await reader.ReadAsync(stop))
        {
            if (_held.ContainsKey((reader.GetString(0), reader.GetString(2))))
            {
                var agency = new AgencyId(reader.GetString(0));
                var key = PgKeys.Join(Tables.Outbox, agency.Value, reader.GetString(1));
                due.Add((Keys.Tail(key, 1), agency));
            }
        }

        return due;
    }

    /// <summary>Takes lanes: those in which the messages that have been due for longest are.</summary>
    internal static Query Take(Instant now, int limit, string node) =>
        new Query(
            $$"""
            insert into outbox_lanes (agency, lane, holder, until)
            select due.agency, due.lane, $3, clock_timestamp() + $4
            from (
              select distinct agency, lane from (
                select o.agency, o.lane from outbox o
                where o.state = 'waiting' and o.due_at <= $1 and {{NotHeldBack}}
                  and not exists (
                    select from outbox_lanes l
                    where l.agency = o.agency and l.lane = o.lane and l.holder <> $3 and l.until > clock_timestamp()
                  )
                order by o.due_at
                limit $2
              ) soonest
              order by agency, lane
            ) due
            on conflict (agency, lane) do update set holder = excluded.holder, until = excluded.until
            where outbox_lanes.holder = excluded.holder or outbox_lanes.until <= clock_timestamp()
            returning agency, lane
            """,
            Query.Of(Instants.ToUnixTimeMicroseconds(Instants.WholeMicroseconds(now))),
            Query.Of(limit),
            Query.Of(node),
            Query.Of(Lease)
        );

    /// <summary>Whether the lane is still this node's: asked before each message leaves.</summary>
    public bool IsHeld(AgencyId agency, string lane) =>
        _held.TryGetValue((agency.Value, PgKeys.Text(lane)), out var asked)
        && _time.GetElapsedTime(asked) < Lease - Margin;

    /// <summary>Gives a lane back, for whoever asks next.</summary>
    public async Task LeaveAsync(
        NpgsqlConnection connection,
        AgencyId agency,
        string lane,
        CancellationToken stop
    )
    {
        var text = PgKeys.Text(lane);
        _held.TryRemove((agency.Value, text), out _);
        await using var command = new Query(
            "delete from outbox_lanes where agency = $1 and lane = $2 and holder = $3",
            Query.Of(agency.Value),
            Query.Of(text),
            Query.Of(_node)
        ).On(connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Gives everything back: another node goes on at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
        if (!_held.IsEmpty)
        {
            try
            {
                await using var command = _source.CreateCommand(
                    "delete from outbox_lanes where holder = $1"
                );
                command.Parameters.Add(Query.Of(_node));
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception fault) when (PgFaults.Told(fault) is not null)
            {
                LogNotRenewed(PgFaults.Words(fault));
            }
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Renewal, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (!_held.IsEmpty)
                {
                    await RenewOnceAsync();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The store is closing; what it held is free when the lease ends.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            var asked = _time.GetTimestamp();
            var held = _held.Keys.ToList();
            await using var connection = await _source.OpenConnectionAsync(_stop.Token);
            // One that has run out may have been taken and left by another since: it isn't renewed.
            await using var command = new Query(
                "update outbox_lanes l set until = clock_timestamp() + $4 from unnest($1::text[], $2::text[]) as k(agency, lane) where l.agency = k.agency and l.lane = k.lane and l.holder = $3 and l.until > clock_timestamp() returning l.agency, l.lane",
                Query.Of(held.Select(lane => lane.Agency).ToArray()),
                Query.Of(held.Select(lane => lane.Lane).ToArray()),
                Query.Of(_node),
                Query.Of(Lease)
            ).On(connection);
            await using var reader = await command.ExecuteReaderAsync(_stop.Token);
            var renewed = new HashSet<(string, string)>();
            while (await reader.ReadAsync(_stop.Token))
            {
                renewed.Add((reader.GetString(0), reader.GetString(1)));
            }

            foreach (var lane in held)
            {
                if (renewed.Contains(lane))
                {
                    // Unless it was given back meanwhile.
                    if (_held.TryGetValue(lane, out var before))
                    {
                        _held.TryUpdate(lane, Math.Max(asked, before), before);
                    }
                }
                else
                {
                    _held.TryRemove(lane, out _);
                }
            }
        }
        catch (Exception fault) when (PgFaults.Told(fault) is not null)
        {
            LogNotRenewed(PgFaults.Words(fault));
        }
    }

    [LoggerMessage(3159, LogLevel.Warning, "The outbox' lanes were not renewed just now: {Why}")]
    private partial void LogNotRenewed(string why);
}
