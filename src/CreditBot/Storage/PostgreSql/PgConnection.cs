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
        // Nothing of ours outlasts its transaction.
        ("No Reset On Close", "true"),
        ("Max Auto Prepare", "60"),
        ("Auto Prepare Min Usages", "3"),
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

        // Of several servers the one that can be written: another one after a fail-over.
        if (builder.Host?.Contains(',', StringComparison.Ordinal) is true)
        {
            builder.TargetSessionAttributes ??= "primary";
        }

        return builder.ConnectionString;
    }
}
