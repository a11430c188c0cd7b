using CreditBot.Amounts;
using CreditBot.Ports;

namespace CreditBot.Storage;

/// <summary>Finds usage by its keys, wherever its rows stand.</summary>
internal static class UsageRows
{
    /// <summary>The rows that are there.</summary>
    public static IReadOnlyDictionary<UsageKey, UsageRow> Find(
        ITables tables,
        AgencyId agency,
        IReadOnlyCollection<UsageKey> keys
    )
    {
        var found = new Dictionary<UsageKey, UsageRow>();
        Add(found, tables, keys, key => Keys.Usage(agency, key));
        if (HasHashed(tables, agency) && found.Count < keys.Count)
        {
            Add(
                found,
                tables,
                [.. keys.Where(key => !found.ContainsKey(key))],
                key => Keys.HashedUsage(agency, key)
            );
        }

        return found;
    }

    /// <summary>Whether some are kept by their hashes, as a store of an earlier version kept all of them.</summary>
    public static bool HasHashed(ITables tables, AgencyId agency) =>
        tables.MayHave(Tables.Usage, HashedFrom(agency), Keys.PlainUsage(agency));

    /// <summary>Where the hashed ones begin; they end before <see cref="Keys.PlainUsage"/>.</summary>
    public static string HashedFrom(AgencyId agency) => $"{Keys.Of(agency)}/";

    /// <summary>Rows by what they are the usage of.</summary>
    public static Dictionary<UsageKey, UsageRow> Of(
        IReadOnlyDictionary<string, byte[]> rows,
        IEnumerable<UsageKey> keys,
        Func<UsageKey, string> stored
    )
    {
        var found = new Dictionary<UsageKey, UsageRow>();
        foreach (var key in keys.Distinct())
        {
            if (rows.TryGetValue(stored(key), out var value))
            {
                found.Add(key, Rows.Read<UsageRow>(Tables.Usage, new Row(stored(key), value)));
            }
        }

        return found;
    }

    private static void Add(
        Dictionary<UsageKey, UsageRow> found,
        ITables tables,
        IReadOnlyCollection<UsageKey> keys,
        Func<UsageKey, string> stored
    )
    {
        var byStored = keys.Distinct().ToDictionary(stored);
        foreach (var (key, value) in tables.Get(Tables.Usage, byStored.Keys))
        {
            found.Add(byStored[key], Rows.Read<UsageRow>(Tables.Usage, new Row(key, value)));
        }
    }
}
