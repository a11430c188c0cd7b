using System.Data.Common;
using Npgsql;

namespace CreditBot.Storage;

/// <summary>What is wrong with a connection string, without a word of what it says: a password may stand anywhere in one that is wrong.</summary>
internal static class ConnectionStringFault
{
    private const string Example =
        "write it as Host=db.example;Database=creditbot;Username=creditbot;Password=…";

    /// <summary>The end of a sentence that begins with the setting's name; null when nothing is wrong.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return $"is missing; {Example}";
        }

        if (text.TrimStart().Split("://") is ["postgres" or "postgresql", ..])
        {
            return $"is a URL; {Example}";
        }

        var all = new DbConnectionStringBuilder();
        try
        {
            all.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return $"can't be read; {Example}, with quotes around what holds ; or = or a quote";
        }

        var read = new NpgsqlConnectionStringBuilder();
        foreach (string key in all.Keys)
        {
            if (Wrong(read, key, all[key]) is { } wrong)
            {
                return wrong;
            }
        }

        return read.Host is null or "" ? $"names no Host; {Example}"
            : read.Database is null or "" ? $"names no Database; {Example}"
            : null;
    }

    private static string? Wrong(NpgsqlConnectionStringBuilder read, string key, object value)
    {
        try
        {
            read[key] = value;
            return null;
        }
        catch (KeyNotFoundException)
        {
            // Perhaps no keyword at all but the rest of a password that holds a semicolon.
            return "has a keyword that is none of Npgsql's; a password that holds ; or = or a quote goes in quotes";
        }
        catch (Exception e)
            when (e
                    is ArgumentException
                        or FormatException
                        or OverflowException
                        or InvalidCastException
            )
        {
            return read.ContainsKey(key)
                ? $"has a value for {key} that can't be read"
                : "has a keyword that is none of Npgsql's; a password that holds ; or = or a quote goes in quotes";
        }
    }
}
