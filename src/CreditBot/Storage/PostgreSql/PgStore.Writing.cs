using CreditBot.Amounts;
using CreditBot.Ports;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>How commits reach the disk: those that wait go in one transaction, in two round trips and one flush.</summary>
internal sealed partial class PgStore
{
    /// <summary>Commits written together at most.</summary>
    private const int MostTogether = 256;

    /// <summary>How often a group is written again after others were there first, or its connection was cut.</summary>
    private const int MostRounds = 6;

    /// <summary>How long it is tried to find out what became of a transaction whose answer was lost.</summary>
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(50);

    public override async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await OpenedAsync(stop);
        var waiter = new CommitWaiter(commit);
        if (!_waiting.Writer.TryWrite(waiter))
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        // Once it waits it may be written at any moment, so giving up on it would leave its caller in the dark.
        return await waiter.Outcome;
    }

    private async Task WriteAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var group = new List<CommitWaiter>();
            while (group.Count < MostTogether && _waiting.Reader.TryRead(out var waiter))
            {
                group.Add(waiter);
            }

            await WriteAsync(group);
            foreach (var waiter in group)
            {
                if (waiter.Answer() is { } written)
                {
                    _announced.Tell(CommitNews.Of(written));
                }
            }
        }
    }

    private async Task WriteAsync(List<CommitWaiter> waiters)
    {
        for (var round = 1; ; round++)
        {
            var transaction = new Sent();
            try
            {
                await WriteOnceAsync(waiters, transaction);
                return;
            }
            catch (Exception fault) when (PgFaults.IsRace(fault) && round < MostRounds)
            {
                LogRace(PgFaults.Words(fault));
            }
            catch (Exception fault) when (PgFaults.IsRace(fault) && waiters.Count > 1)
            {
                // One of them meets what nobody's lock shows: the others needn't suffer for it.
                foreach (var waiter in waiters)
                {
                    await WriteAsync([waiter]);
                }

                return;
            }
            catch (Exception fault) when (PgFaults.IsCut(fault))
            {
                _source.Clear();
                var became = await WhatBecameAsync(transaction);
                if (became is true)
                {
                    return;
                }

                if (became is null || round == MostRounds)
                {
                    LogWriteFault(waiters.Count, fault);
                    Fail(waiters, PgFaults.Told(fault)!);
                    return;
                }

                await Task.Delay(BetweenRounds * round);
            }
            catch (Exception fault)
            {
                // Whatever went wrong, nobody is told that anything was written.
                LogWriteFault(waiters.Count, fault);
                Fail(waiters, TellWriter(fault));
                return;
            }
        }
    }

    private async Task WriteOnceAsync(List<CommitWaiter> waiters, Sent transaction)
    {
        await using var connection = await _source.OpenConnectionAsync();
        var rows = await LockedRows.ReadAsync(
            connection,
            _heads,
            [.. waiters.Select(waiter => waiter.Commit!)],
            CancellationToken.None
        );
        var group = new CommitGroup(rows, rows, Now);
        foreach (var waiter in waiters)
        {
            waiter.Take(group);
        }

        await using var batch = new NpgsqlBatch(connection);
        var clients = group
            .Clients.Select(client =>
                (client.Key, Head: client.Value, Bytes: HeadCodec.Encode(client.Value))
            )
            .ToList();
        var agencies = group
            .Agencies.Select(agency =>
                (agency.Key, Head: agency.Value, Bytes: HeadCodec.Encode(agency.Value))
            )
            .ToList();
        if (agencies.Count > 0)
        {
            batch.BatchCommands.Add(
                PgWrites
                    .Heads(
                        Tables.Agencies,
                        agencies.Select(agency =>
                            (Keys.Of(agency.Key), agency.Bytes, agency.Head.Hash)
                        )
                    )
                    .InBatch()
            );
        }

        if (clients.Count > 0)
        {
            batch.BatchCommands.Add(
                PgWrites
                    .Heads(
                        Tables.Clients,
                        clients.Select(client =>
                            (
                                Keys.Of(client.Key.Agency, client.Key.Client),
                                client.Bytes,
                                client.Head.Hash
                            )
                        )
                    )
                    .InBatch()
            );
        }

        foreach (
            var query in PgWrites.Of(
                group.Rows.Select(row => (row.Key.Table, row.Key.Key, row.Value)),
                isNew: rows.WasAbsent
            )
        )
        {
            batch.BatchCommands.Add(query.InBatch());
        }

        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(batch.BatchCommands.Count > 0 ? "commit" : "rollback")
        );
        transaction.Id = group.HasChanges ? rows.Transaction : null;
        await batch.ExecuteNonQueryAsync();
        foreach (var (key, head, bytes) in clients)
        {
            _heads.Put(key.Agency, key.Client, head, bytes.Length);
        }

        foreach (var (key, head, bytes) in agencies)
        {
            _heads.Put(key, head, bytes.Length);
        }
    }

    /// <summary>True when the transaction is committed, false when it isn't and never will be, null when that can't be found out now.</summary>
    private async Task<bool?> WhatBecameAsync(Sent transaction)
    {
        if (transaction.Id is not { } id)
        {
            return false;
        }

        for (
            var since = Environment.TickCount64;
            Environment.TickCount64 - since < Asked.TotalMilliseconds;

        )
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync();
                await using var command = new Query(
                    "select pg_xact_status($1::text::xid8)",
                    Query.Of(id)
                ).On(connection);
                switch (await command.ExecuteScalarAsync() as string)
                {
                    case "committed":
                        return true;
                    case "in progress":
                        break;
                    default:
                        return false;
                }
            }
            catch (PostgresException unknown)
                when (unknown.SqlState == PostgresErrorCodes.InvalidParameterValue)
            {
                // A server that took over never heard of it.
                return false;
            }
            catch (Exception fault) when (PgFaults.Told(fault) is not null)
            {
                LogAway(PgFaults.Words(fault));
            }

            await Task.Delay(BetweenRounds * 4);
        }

        return null;
    }

    private static Exception TellWriter(Exception fault) =>
        PgFaults.Told(fault)
        ?? new StoreUnavailableException(
            $"The store can't be written just now: {PgFaults.Words(fault)}",
            fault
        );

    private static void Fail(List<CommitWaiter> waiters, Exception told)
    {
        foreach (var waiter in waiters)
        {
            waiter.Fail(told);
        }
    }

    [LoggerMessage(3157, LogLevel.Error, "The store could not write {Count} waiting commits")]
    private partial void LogWriteFault(int count, Exception exception);

    [LoggerMessage(
        3158,
        LogLevel.Debug,
        "Others wrote at the same moment ({Why}); it is tried again"
    )]
    private partial void LogRace(string why);

    /// <summary>The transaction once its end was asked for.</summary>
    private sealed class Sent
    {
        public string? Id { get; set; }
    }
}
