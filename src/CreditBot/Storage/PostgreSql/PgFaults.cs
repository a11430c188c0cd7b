using System.Net.Sockets;
using CreditBot.Ports;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>What PostgreSQL's faults mean for whoever asked.</summary>
internal static class PgFaults
{
    /// <summary>The server ended a session that held locks and did nothing: its node was paused.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>Others were there at the same moment: the same again may well succeed.</summary>
    public static bool IsRace(Exception fault) =>
        fault
            is PostgresException
            {
                SqlState: PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.UniqueViolation
            };

    /// <summary>What was held to be so is no longer (<see cref="Query.AreStill"/>), or others were there at the same moment.</summary>
    public static bool IsOvertaken(Exception fault) =>
        IsRace(fault) || fault is PostgresException { SqlState: PostgresErrorCodes.DivisionByZero };

    /// <summary>The connection is gone, or never was; what it was doing may have been done.</summary>
    public static bool IsCut(Exception fault) =>
        fault switch
        {
            PostgresException told => told.SqlState
                is PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.ReadOnlySqlTransaction
                    or IdleInTransaction
                || told.SqlState.StartsWith("08", StringComparison.Ordinal),
            NpgsqlException or IOException or SocketException or TimeoutException => true,
            // A connection that broke says so of whatever is asked of it next.
            InvalidOperationException or ObjectDisposedException => fault.Source == "Npgsql",
            _ => false,
        };

    /// <summary>Nobody can be reached there: worth waiting for, unlike a wrong password.</summary>
    public static bool IsAway(Exception fault) =>
        fault is StoreUnavailableException || IsCut(fault) || IsBusy(fault);

    /// <summary>The server can't just now: its disk is full, somebody holds what is needed for too long.</summary>
    public static bool IsBusy(Exception fault) =>
        fault is PostgresException told
        && (
            told.SqlState
                is PostgresErrorCodes.LockNotAvailable
                    or PostgresErrorCodes.QueryCanceled
                    or PostgresErrorCodes.IoError
                    or PostgresErrorCodes.InFailedSqlTransaction
            || told.SqlState.StartsWith("53", StringComparison.Ordinal)
        );

    /// <summary>The fault as callers of a store know it; null when it is no matter of the database.</summary>
    public static Exception? Told(Exception fault) =>
        fault switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or "XX002" } damaged =>
                new LedgerDamagedException(
                    $"The database says that its files are damaged: {damaged.MessageText}",
                    damaged
                ),
            _ when IsCut(fault) || IsBusy(fault) || IsRace(fault) => new StoreUnavailableException(
                $"The database can't be asked just now: {Words(fault)}",
                fault
            ),
            _ => null,
        };

    /// <summary>What it says, without the statement.</summary>
    public static string Words(Exception fault) =>
        fault is PostgresException told ? told.MessageText : fault.Message;
}
