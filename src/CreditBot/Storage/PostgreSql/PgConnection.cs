using Npgsql;

namespace CreditBot.Storage.PostgreSql;

/// <summary>The connection string with what we need of it, where it says nothing of its own.</summary>
internal static class PgConnection
{
    private static readonly (string Key, string Value)[] Wanted =
    [
        ("Application Name", "creditbot"),
        // Several nodes share what a server allows (100 as it comes).
        ("Maximum Pool Size", "20"),
        ("Timeout", "5"),
        ("Keepalive", "15"),
        ("Max Auto Prepare", "60"),
        ("Auto Prepare Min Usages", "3"),
        // After a fail-over the old primary may still answer; it can't be written.
        ("Target Session Attributes", "primary"),
    ];

    /// <exception cref="ArgumentException">It can't be read.</exception>
    public static string Completed(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (var (key, value) in Wanted)
        {
            if (!builder.ShouldSerialize(key))
            {
                builder[key] = value;
            }
        }

        return builder.ConnectionString;
    }
}
