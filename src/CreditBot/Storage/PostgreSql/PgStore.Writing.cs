using CreditBot.Amounts;
using CreditBot.Ledger;
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
        var sent = new Sent();
        for (var round = 1; ; round++)
        {
            sent.Transaction = null;
            try
            {
                if (sent.Lost is not null || !await WriteHeldAsync(waiters, sent))
                {
                    await WriteOnceAsync(waiters, sent);
                }

                return;
            }
            catch (Exception fault) when (PgFaults.IsRace(fault) && round < MostRounds)
            {
                LogRace(PgFaults.Words(fault));
            }
            catch (Exception fault)
                when (PgFaults.IsRace(fault) && waiters.Count > 1 && sent.Lost is null)
            {
                // One of them meets what nobody's lock shows: the others needn't suffer for it. What was lost stands for all of
                // them, so then they stay together.
                foreach (var waiter in waiters)
                {
                    await WriteAsync([waiter]);
                }

                return;
            }
            catch (Exception fault) when (PgFaults.IsCut(fault))
            {
                _source.Clear();
                var became = await WhatBecameAsync(sent);
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

    /// <summary>All in one round trip, when the commits depend on no more than what this node holds; false when they do, or when others were there first.</summary>
    private async Task<bool> WriteHeldAsync(List<CommitWaiter> waiters, Sent sent)
    {
        var commits = waiters.ConvertAll(waiter => waiter.Commit!);
        if (HeldHeads.Of(_heads, commits) is not { } held)
        {
            return false;
        }

        var group = Take(waiters, held, held);
        if (!group.HasChanges)
        {
            return false;
        }

        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(PgTransaction.Begin());
        batch.BatchCommands.Add(PgTransaction.Settings().InBatch());
        batch.BatchCommands.Add(PgTransaction.Turns(commits)!.InBatch());
        foreach (var query in held.StillThese())
        {
            batch.BatchCommands.Add(query.InBatch());
        }

        // Messages that nobody has written; rows of tables that aren't only added to are the heads' own.
        var written = AddWrites(batch, group, isNew: (table, _) => table == Tables.Outbox);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        sent.Lost = SignOf(group);
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (Exception fault) when (PgFaults.IsOvertaken(fault))
        {
            sent.Lost = null;
            LogRace(PgFaults.Words(fault));
            return false;
        }

        Hold(written);
        return true;
    }

    private async Task WriteOnceAsync(List<CommitWaiter> waiters, Sent sent)
    {
        await using var connection = await _source.OpenConnectionAsync();
        var rows = await LockedRows.ReadAsync(
            connection,
            _heads,
            waiters.ConvertAll(waiter => waiter.Commit!),
            CancellationToken.None
        );
        // Its heads are locked: what was lost is there by now, or can't come any more once these are written.
        var isDone = sent.Lost is not null && await IsThereAsync(connection, sent.Lost) is true;
        await using var batch = new NpgsqlBatch(connection);
        if (isDone)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("rollback"));
            await batch.ExecuteNonQueryAsync();
            return;
        }

        var group = Take(waiters, rows, rows);
        var written = AddWrites(batch, group, rows.WasAbsent);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(batch.BatchCommands.Count > 0 ? "commit" : "rollback")
        );
        sent.Transaction = group.HasChanges ? rows.Transaction : null;
        sent.Sign = SignOf(group);
        await batch.ExecuteNonQueryAsync();
        Hold(written);
    }

    private CommitGroup Take(List<CommitWaiter> waiters, ITables tables, IHeads heads)
    {
        var group = new CommitGroup(tables, heads, Now);
        foreach (var waiter in waiters)
        {
            waiter.Take(group);
        }

        return group;
    }

    private static WrittenHeads AddWrites(
        NpgsqlBatch batch,
        CommitGroup group,
        Func<string, string, bool> isNew
    )
    {
        var written = new WrittenHeads(
            [
                .. group.Clients.Select(client =>
                    (client.Key, client.Value, HeadCodec.Encode(client.Value))
                ),
            ],
            [
                .. group.Agencies.Select(agency =>
                    (agency.Key, agency.Value, HeadCodec.Encode(agency.Value))
                ),
            ]
        );
        if (written.Agencies.Count > 0)
        {
            batch.BatchCommands.Add(
                PgWrites
                    .Heads(
                        Tables.Agencies,
                        written.Agencies.Select(agency =>
                            (Keys.Of(agency.Agency), agency.Bytes, agency.Head.Hash)
                        )
                    )
                    .InBatch()
            );
        }

        if (written.Clients.Count > 0)
        {
            batch.BatchCommands.Add(
                PgWrites
                    .Heads(
                        Tables.Clients,
                        written.Clients.Select(client =>
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
                isNew: isNew
            )
        )
        {
            batch.BatchCommands.Add(query.InBatch());
        }

        return written;
    }

    private void Hold(WrittenHeads written)
    {
        foreach (var (key, head, bytes) in written.Clients)
        {
            _heads.Put(key.Agency, key.Client, head, bytes.Length);
        }

        foreach (var (agency, head, bytes) in written.Agencies)
        {
            _heads.Put(agency, head, bytes.Length);
        }
    }

    /// <summary>True when the transaction is committed, false when it isn't and never will be, null when that can't be found out now.</summary>
    /// <remarks>
    /// The server's word alone is not enough: a crash takes transactions with it without a trace, and their numbers are given
    /// to others afterwards, whose end would be taken for theirs. So something of what was sent has to be there, too.
    /// </remarks>
    private async Task<bool?> WhatBecameAsync(Sent sent)
    {
        if (sent.Transaction is not { } id)
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
                        return await IsThereAsync(connection, sent.Sign);
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

    /// <summary>Null when it can't be told: what may be written over may have been, by others.</summary>
    private static async Task<bool?> IsThereAsync(
        NpgsqlConnection connection,
        (string Table, Row Row)? sign
    )
    {
        if (sign is not var (table, row))
        {
            return null;
        }

        await using var command = Query.Get(table, row.Key).On(connection);
        var isThere =
            await command.ExecuteScalarAsync() is byte[] found
            && found.AsSpan().SequenceEqual(row.Value);
        return isThere ? true
            : Tables.OnlyGrow.Contains(table) ? false
            : null;
    }

    /// <summary>A row by which it is seen that a group was written: best one that nobody changes any more.</summary>
    private static (string Table, Row Row)? SignOf(CommitGroup group) =>
        group
            .Rows.Where(row => row.Value is { Length: > 0 })
            .OrderByDescending(row => row.Key.Table == Tables.Entries)
            .ThenByDescending(row => Tables.OnlyGrow.Contains(row.Key.Table))
            .Select(row => ((string, Row)?)(row.Key.Table, new Row(row.Key.Key, row.Value!)))
            .FirstOrDefault();

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

    /// <summary>What has been sent and not answered yet.</summary>
    private sealed class Sent
    {
        /// <summary>The transaction once its end was asked for, when it is known.</summary>
        public string? Transaction { get; set; }

        /// <summary>Something of what it writes.</summary>
        public (string Table, Row Row)? Sign { get; set; }

        /// <summary>An entry of what was sent without knowing its transaction.</summary>
        public (string Table, Row Row)? Lost { get; set; }
    }

    private sealed record WrittenHeads(
        List<(
            (AgencyId Agency, ClientId Client) Key,
            Head<ClientState> Head,
            byte[] Bytes
        )> Clients,
        List<(AgencyId Agency, Head<AgencyState> Head, byte[] Bytes)> Agencies
    );
}
