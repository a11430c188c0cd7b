using System.Text;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Keys of rows as PostgreSQL keeps them: the agency in a column of its own, and no character that its texts can't hold.</summary>
internal static class PgKeys
{
    /// <summary>Stands for "everything that starts so": what <see cref="Keys.EndOf"/> adds, and the last character in order of bytes.</summary>
    private const string Last = "\uffff";
    private const string LastOfBytes = "\U0010ffff";

    public static (string Agency, string Key) Split(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0
            ? (key, "")
            : (key[..slash], Text(key[(slash + 1)..]));

    public static string Join(string table, string agency, string key) =>
        table is Tables.Agencies or Tables.Store ? agency : $"{agency}/{Unescape(key)}";

    /// <summary>Where a range starts; <see cref="Keys.After"/> of a key is that key, left out.</summary>
    public static (string Agency, string Key, bool IsAfter) From(string from)
    {
        var isAfter = from.EndsWith('\0');
        var (agency, key) = Split(isAfter ? from[..^1] : from);
        return (agency, key, isAfter);
    }

    /// <summary>Where a range ends, included.</summary>
    public static (string Agency, string Key) To(string to) =>
        to.EndsWith(Last, StringComparison.Ordinal) && Split(to[..^1]) is var (agency, key)
            ? to.Contains('/', StringComparison.Ordinal)
                ? (agency, key + LastOfBytes)
                : (agency + LastOfBytes, "")
            : Split(to);

    /// <summary>NUL is the one character that a text can't hold; halves of surrogate pairs become what UTF-8 makes of them elsewhere, too.</summary>
    public static string Text(string key)
    {
        if (key.AsSpan().IndexOfAnyInRange('\0', '\u0001') >= 0)
        {
            key = key.Replace("\u0001", "\u0001\u0002", StringComparison.Ordinal)
                .Replace("\0", "\u0001\u0001", StringComparison.Ordinal);
        }

        return key.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key))
            : key;
    }

    private static string Unescape(string key) =>
        key.Contains('\u0001', StringComparison.Ordinal)
            ? key.Replace("\u0001\u0001", "\0", StringComparison.Ordinal)
                .Replace("\u0001\u0002", "\u0001", StringComparison.Ordinal)
            : key;
}
