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
        var found = Find(tables, keys, key => Keys.Usage(agency, key));
        if (HasHashed(tables, agency) && found.Count < keys.Count)
        {
            var others = keys.Where(key => !found.ContainsKey(key));
            foreach (var (key, row) in Find(tables, others, key => Keys.HashedUsage(agency, key)))
            {
                found.Add(key, row);
            }
        }

        return found;
    }

    /// <summary>Whether some are kept by their hashes, as a store of an earlier version kept all of them.</summary>
    public static bool HasHashed(ITables tables, AgencyId agency) =>
        tables.MayHave(Tables.Usage, HashedFrom(agency), Keys.PlainUsage(agency));

    /// <summary>Where the hashed ones begin; they end before <see cref="Keys.PlainUsage"/>.</summary>
    public static string HashedFrom(AgencyId agency) => $"{Keys.Of(agency)}/";

    /// <summary>Rows by what they are the usage of.</summary>
    /// <param name="byStored">The keys that were asked for, by those under which rows stand.</param>
    public static Dictionary<UsageKey, UsageRow> Of(
        IReadOnlyDictionary<string, byte[]> rows,
        IReadOnlyDictionary<string, UsageKey> byStored
    ) =>
        rows.ToDictionary(
            row => byStored[row.Key],
            row => Rows.Read<UsageRow>(Tables.Usage, new Row(row.Key, row.Value))
        );

    private static Dictionary<UsageKey, UsageRow> Find(
        ITables tables,
        IEnumerable<UsageKey> keys,
        Func<UsageKey, string> stored
    )
    {
        var byStored = keys.Distinct().ToDictionary(stored);
        return Of(tables.Get(Tables.Usage, byStored.Keys), byStored);
    }
}
