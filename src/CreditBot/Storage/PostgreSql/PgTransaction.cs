using System.Security.Cryptography;
using System.Text;
using CreditBot.Amounts;
using CreditBot.Ports;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>How every transaction that writes commits begins.</summary>
internal static class PgTransaction
{
    /// <summary>Whoever holds a row for longer is stuck; the caller hears of it and may try again.</summary>
    private const string LongestWait = "5s";

    /// <summary>A node that is paused between reading and writing gives up its locks after so long.</summary>
    private const string LongestPause = "10s";

    public static NpgsqlBatchCommand Begin() => new("begin isolation level read committed");

    /// <summary>Limits of this transaction alone; what is acknowledged is on disk, whatever the server is set to.</summary>
    /// <param name="more">What else is asked for, as column 3.</param>
    public static Query Settings(string more = "null") =>
        new(
            "select set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true), set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, true), "
                + more,
            Query.Of(LongestWait),
            Query.Of(LongestPause)
        );

    /// <summary>
    /// Clients' entries are written while the agency's aren't, so that none is decided before a close and written after it
    /// (design.md §3.8); clients don't wait for each other. Null when the commits write no entries.
    /// </summary>
    public static Query? Turns(IEnumerable<Commit> commits)
    {
        var turns = commits
            .Where(commit => !commit.Clients.IsEmpty || !commit.AgencyEntries.IsEmpty)
            .GroupBy(commit => commit.Agency)
            .OrderBy(agency => agency.Key.Value, StringComparer.Ordinal)
            .Select(agency =>
                (agency.Key, Alone: agency.Any(commit => !commit.AgencyEntries.IsEmpty))
            )
            .ToList();
        return turns.Count == 0
            ? null
            : new Query(
                "select case when alone then pg_advisory_xact_lock(turn) else pg_advisory_xact_lock_shared(turn) end from unnest($1::bigint[], $2::bool[]) as t(turn, alone)",
                Query.Of(turns.Select(turn => TurnOf(turn.Key)).ToArray()),
                Query.Of(turns.Select(turn => turn.Alone).ToArray())
            );
    }

    private static long TurnOf(AgencyId agency) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"creditbot/{agency.Value}")));
}
