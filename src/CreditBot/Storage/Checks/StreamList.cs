using CreditBot.Amounts;

namespace CreditBot.Storage.Checks;

/// <summary>All streams of a store, found by their entries and by their heads: either may be what is missing.</summary>
internal static class StreamList
{
    /// <returns>The names of streams by agency, in order.</returns>
    public static async Task<SortedDictionary<AgencyId, SortedSet<string>>> ReadAsync(
        TableStore store,
        CancellationToken stop
    )
    {
        var streams = new SortedDictionary<AgencyId, SortedSet<string>>(
            Comparer<AgencyId>.Create(
                (left, right) => string.CompareOrdinal(left.Value, right.Value)
            )
        );
        void Add(string agency, string name)
        {
            var id = new AgencyId(agency);
            if (!streams.TryGetValue(id, out var names))
            {
                streams.Add(id, names = new SortedSet<string>(StringComparer.Ordinal));
            }

            names.Add(name);
        }

        foreach (var key in await KeysAsync(store, Tables.Clients, stop))
        {
            Add(Keys.AgencyOf(key), Keys.LastPart(key));
        }

        foreach (var key in await KeysAsync(store, Tables.Agencies, stop))
        {
            Add(key, Keys.AgencyStream);
        }

        // From stream to stream: the first key after all of the one before.
        var from = "";
        while (
            await store.ReadAsync(
                tables => tables.Range(Tables.Entries, from, Keys.EndOf(""), 1),
                stop
            )
                is [var first]
        )
        {
            var stream = first.Key[..(first.Key.LastIndexOf('/') + 1)];
            Add(Keys.AgencyOf(stream), Keys.Tail(stream.TrimEnd('/'), 1));
            from = Keys.EndOf(stream);
        }

        return streams;
    }

    private static ValueTask<List<string>> KeysAsync(
        TableStore store,
        string table,
        CancellationToken stop
    ) => store.AllAsync(table, "", Keys.EndOf(""), row => row.Key, int.MaxValue, stop);
}
