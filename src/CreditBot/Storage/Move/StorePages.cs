namespace CreditBot.Storage.Move;

/// <summary>All rows of a table, some at a time: many that are small, few that are large.</summary>
internal static class StorePages
{
    private const int MostRows = 2000;
    private const int FirstRows = 10;
    private const long MostBytes = 4 * 1024 * 1024;

    public static async IAsyncEnumerable<IReadOnlyList<Row>> OfAsync(
        TableStore store,
        string table,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        var rows = FirstRows;
        for (var from = ""; ; )
        {
            var (start, limit) = (from, rows);
            var page = await store.ReadAsync(
                tables => tables.Range(table, start, Keys.EndOf(""), limit),
                stop
            );
            if (page.Count > 0)
            {
                yield return page;
            }

            if (page.Count < limit)
            {
                yield break;
            }

            from = Keys.After(page[^1].Key);
            rows = (int)
                Math.Clamp(
                    MostBytes * page.Count / Math.Max(1, page.Sum(row => (long)row.Value.Length)),
                    1,
                    MostRows
                );
        }
    }

    public static async IAsyncEnumerable<IReadOnlyList<string>> KeysOfAsync(
        TableStore store,
        string table,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        for (var from = ""; ; )
        {
            var start = from;
            var page = await store.ReadAsync(
                tables => tables.KeysIn(table, start, Keys.EndOf(""), MostRows),
                stop
            );
            if (page.Count == 0)
            {
                yield break;
            }

            yield return page;
            from = Keys.After(page[^1]);
        }
    }
}
