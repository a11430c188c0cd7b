using System.Reflection;
using CreditBot.Ports;
using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Makes the tables, or adds what a new version needs. Several nodes may start at once: one does it, the others wait.</summary>
internal static partial class PgSchema
{
    /// <summary>15.0.</summary>
    private const int OldestServer = 150_000;

    /// <summary>Holds off others who would make the tables; the number is arbitrary and stays.</summary>
    private const long Migrating = 0x4372_6564_6974_0001;

    /// <summary>Whether the database holds a store; makes nothing.</summary>
    /// <exception cref="StoreStartException">It doesn't let us look.</exception>
    /// <exception cref="StoreUnavailableException">It can't be reached.</exception>
    public static bool IsThere(string connectionString)
    {
        try
        {
            using var connection = new NpgsqlConnection(PgConnection.Completed(connectionString));
            connection.Open();
            using var command = new NpgsqlCommand(
                "select to_regclass('schema_versions') is not null and to_regclass('entries') is not null",
                connection
            );
            return command.ExecuteScalar() is true;
        }
        catch (Exception fault) when (PgFaults.Told(fault) is not null)
        {
            throw PgFaults.Told(fault)!;
        }
        catch (PostgresException refused)
        {
            throw new StoreStartException(
                $"The database can't be used: {refused.MessageText}. Look at Storage:ConnectionString.",
                refused
            );
        }
    }

    /// <exception cref="StoreStartException">The database is too old, or doesn't let us; the message says what to do.</exception>
    /// <exception cref="NpgsqlException">It can't be reached.</exception>
    public static void Migrate(string connectionString, ILogger log)
    {
        // Sessions of their own, which end here, and with them the lock.
        connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
        }.ConnectionString;
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        if (connection.PostgreSqlVersion is { Major: var major } && major * 10_000 < OldestServer)
        {
            throw new StoreStartException(
                $"The database server is PostgreSQL {major}; 15 or later is needed."
            );
        }

        using (var locking = new NpgsqlCommand("select pg_advisory_lock($1)", connection))
        {
            locking.Parameters.Add(Query.Of(Migrating));
            locking.ExecuteNonQuery();
        }

        var result = DeployChanges
            .To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(
                Assembly.GetExecutingAssembly(),
                name => name.Contains(".Migrations.", StringComparison.Ordinal)
            )
            .JournalToPostgresqlTable(schema: null, "schema_versions")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new Log(log))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error is PostgresException refused
                ? new StoreStartException(
                    $"The tables can't be made in the database: {refused.MessageText}. Give the user the right to create tables in its schema, or let somebody who has it start a node once.",
                    refused
                )
                : result.Error;
        }
    }

    private sealed partial class Log(ILogger log) : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args) { }

        public void LogDebug(string format, params object[] args) { }

        public void LogInformation(string format, params object[] args) =>
            Write(log, Text(format, args));

        public void LogWarning(string format, params object[] args) =>
            Write(log, Text(format, args));

        public void LogError(string format, params object[] args) => Write(log, Text(format, args));

        public void LogError(Exception ex, string format, params object[] args) =>
            Write(log, Text(format, args));

        private static string Text(string format, object[] args) =>
            args.Length == 0
                ? format
                : string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args);

        [LoggerMessage(3151, LogLevel.Debug, "Tables: {Text}")]
        private static partial void Write(ILogger log, string text);
    }
}
