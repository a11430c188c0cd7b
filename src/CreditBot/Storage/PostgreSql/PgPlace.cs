using System.Globalization;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Who works on a database holds a place on it as long as their session lives: nodes a shared one, a move or a rebuild one that bears no other.</summary>
internal static class PgPlace
{
    public const string Taken =
        "'creditbot move' or 'creditbot rebuild' has the database to itself; nodes can work on it when that is done.";

    /// <summary>The number is arbitrary and stays.</summary>
    private const long Number = 0x4372_6564_6974_0002;

    /// <summary>Takes it unless others are in the way; it is held until the session ends.</summary>
    public static bool Take(NpgsqlConnection connection, bool isAlone)
    {
        using var command = new Query(
            isAlone ? "select pg_try_advisory_lock($1)" : "select pg_try_advisory_lock_shared($1)",
            Query.Of(Number)
        ).On(connection);
        return command.ExecuteScalar() is true;
    }

    /// <summary>Gives it up before the session ends.</summary>
    public static async Task LeaveAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Says who is in the way.</summary>
    public static string Others(NpgsqlConnection connection)
    {
        using var command = new Query(
            """
            select a.application_name, coalesce(host(a.client_addr), 'the server itself'), a.pid, a.backend_start
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid() and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and l.classid::bigint = $1 and l.objid::bigint = $2
            order by a.backend_start
            """,
            Query.Of(Number >> 32),
            Query.Of(Number & uint.MaxValue)
        ).On(connection);
        using var reader = command.ExecuteReader();
        var others = new List<string>();
        while (reader.Read())
        {
            others.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reader.GetString(0)} on {reader.GetString(1)} since {reader.GetDateTime(3).ToUniversalTime():yyyy-MM-dd HH:mm} UTC (session {reader.GetInt32(2)})"
                )
            );
        }

        return $"Others work on the database: {string.Join(", ", others)}. Stop them first.";
    }
}
