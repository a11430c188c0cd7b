using CreditBot.Amounts;
using CreditBot.Storage.Checks;

namespace CreditBot.Storage.Move;

/// <summary>Copies a store into another one, row by row as it stands, and compares all of it afterwards.</summary>
/// <remarks>
/// A move that is cut short is simply run again: what the target has already is compared, and written, or taken out, only
/// where it differs. Until the last check nobody can work on the target (<see cref="MoveMark"/>). The source is only read.
/// </remarks>
/// <param name="source">Nobody else may work on it meanwhile.</param>
/// <param name="target">Null: there is nothing there yet, and it is only tried.</param>
/// <param name="from">Where the source is, for people.</param>
/// <param name="into">Where the target is, for people.</param>
internal sealed class StoreMove(TableStore source, string from, TableStore? target, string into)
{
    private const int MostListed = 100;

    // What a store says of itself stays with it.
    private static readonly IReadOnlyList<string> Moved =
    [
        .. Tables.All.Where(table => table != Tables.Store),
    ];

    /// <summary>Says what would be copied.</summary>
    /// <exception cref="StoreStartException">The target can't take it.</exception>
    public async Task<MoveReport> TryAsync(CancellationToken stop)
    {
        var (_, isResumed) = await MarkAsync(stop);
        var tables = new List<TableMove>();
        foreach (var table in Moved)
        {
            tables.Add(new TableMove(table, await CountAsync(source, table, stop), 0, 0));
        }

        return new MoveReport(from, into, isResumed, Moved: false, tables, [], Check: null);
    }

    /// <exception cref="StoreStartException">The target can't take it; it was left as it is.</exception>
    public async Task<MoveReport> RunAsync(IProgress<string>? progress, CancellationToken stop)
    {
        var to = target ?? throw new InvalidOperationException("There is no target.");
        var (mark, isResumed) = await MarkAsync(stop);
        await WriteMarkAsync(to, mark, stop);
        var tables = new List<TableMove>();
        foreach (var table in Moved)
        {
            tables.Add(await CopyAsync(to, table, progress, stop));
        }

        var differences = new List<string>();
        foreach (var table in Moved)
        {
            await CompareAsync(to, table, differences, progress, stop);
        }

        StoreReport? check = null;
        if (differences.Count == 0)
        {
            check = await new StoreCheck(to).RunAsync(
                new Told<CheckProgress>(
                    progress,
                    at => $"Checking the copy: {at.Entries} entries, at {at.Stream}"
                ),
                stop
            );
        }

        var isWhole = check is { IsClean: true };
        if (isWhole)
        {
            await WriteMarkAsync(to, mark with { IsWhole = true }, stop);
        }

        return new MoveReport(from, into, isResumed, isWhole, tables, differences, check);
    }

    private static Task WriteMarkAsync(TableStore store, MoveMark mark, CancellationToken stop) =>
        store.RewriteAsync([(Tables.Store, MoveMark.Key, Rows.Write(mark))], stop);

    /// <summary>The mark to begin with, if the target is empty or begun with by this very source.</summary>
    private async Task<(MoveMark Mark, bool IsResumed)> MarkAsync(CancellationToken stop)
    {
        var first = await FirstEntriesAsync(stop);
        if (first.Count == 0)
        {
            throw new StoreStartException("The store to be moved holds nothing yet.");
        }

        var mark = new MoveMark(first, IsWhole: false);
        if (target is null)
        {
            return (mark, false);
        }

        var there = await target.ReadAsync(MoveMark.Read, stop);
        if (there is { IsWhole: false })
        {
            // An agency may have come since; those that were there have their first entry for ever.
            return there.First.All(known => first.GetValueOrDefault(known.Key) == known.Value)
                ? (mark, true)
                : throw new StoreStartException(
                    "The target holds half of another store than this one. It was left as it is. Move that one to its end, or empty the target first."
                );
        }

        foreach (var table in Moved)
        {
            if (await target.ReadAsync(tables => FirstKey(tables, table), stop) is { } key)
            {
                throw new StoreStartException(
                    $"The target holds a store already ({table}: {key}). It was left as it is. A store can be moved into an empty place only."
                );
            }
        }

        return (mark, false);
    }

    private static string? FirstKey(ITables tables, string table) =>
        tables.KeysIn(table, "", Keys.EndOf(""), limit: 1) is [var key] ? key : null;

    /// <summary>By agency, the hash of its own stream's first entry.</summary>
    private async Task<SortedDictionary<string, string>> FirstEntriesAsync(CancellationToken stop)
    {
        var first = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var agency in await source.AgenciesAsync(stop))
        {
            var key = Keys.Entry(agency, Keys.AgencyStream, 1);
            if (
                await source.ReadAsync(tables => tables.Get(Tables.Entries, key), stop) is { } bytes
            )
            {
                first[agency.Value] = Chain.HashOf(bytes);
            }
        }

        return first;
    }

    private async Task<TableMove> CopyAsync(
        TableStore to,
        string table,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        var isEmpty = await to.ReadAsync(tables => FirstKey(tables, table), stop) is null;
        var (rows, bytes, written) = (0L, 0L, 0L);
        await foreach (var page in StorePages.OfAsync(source, table, stop))
        {
            var there = isEmpty ? null : await ThereAsync(to, table, page, stop);
            // A row that stands there otherwise goes first: rows of tables that only grow are never written over.
            var changes = new List<(string Table, string Key, byte[]? Value)>();
            foreach (var (key, value) in page)
            {
                var known = there?.GetValueOrDefault(key);
                if (known is null || !known.AsSpan().SequenceEqual(value))
                {
                    if (known is not null)
                    {
                        changes.Add((table, key, null));
                    }

                    changes.Add((table, key, value));
                    written++;
                }
            }

            if (changes.Count > 0)
            {
                await to.RewriteAsync(changes, stop);
            }

            rows += page.Count;
            bytes += page.Sum(row => (long)row.Value.Length);
            progress?.Report($"Copying {table}: {rows} rows");
        }

        if (!isEmpty)
        {
            await TakeOutAsync(to, table, stop);
        }

        return new TableMove(table, rows, bytes, written);
    }

    /// <summary>What the source has no more since the move was begun.</summary>
    private async Task TakeOutAsync(TableStore to, string table, CancellationToken stop)
    {
        await foreach (var keys in StorePages.KeysOfAsync(to, table, stop))
        {
            var known = await source.ReadAsync(tables => KeysOf(tables, table, keys), stop);
            if (keys.Where(key => !known.Contains(key)).ToList() is { Count: > 0 } gone)
            {
                await to.RewriteAsync([.. gone.Select(key => (table, key, (byte[]?)null))], stop);
            }
        }
    }

    private static HashSet<string> KeysOf(
        ITables tables,
        string table,
        IReadOnlyList<string> keys
    ) => [.. tables.Get(table, keys).Keys];

    private async Task CompareAsync(
        TableStore to,
        string table,
        List<string> differences,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        var rows = 0L;
        await foreach (var page in StorePages.OfAsync(source, table, stop))
        {
            var there = await ThereAsync(to, table, page, stop);
            foreach (var (key, value) in page)
            {
                if (!there.TryGetValue(key, out var copy))
                {
                    Differs(differences, $"{table}: {key} is missing.");
                }
                else if (!copy.AsSpan().SequenceEqual(value))
                {
                    Differs(differences, $"{table}: {key} is not what it was copied from.");
                }
            }

            rows += page.Count;
            progress?.Report($"Comparing {table}: {rows} rows");
        }

        // All of the source's rows are there; as many are, so no other.
        var copied = await CountAsync(to, table, stop);
        if (copied != rows)
        {
            Differs(differences, $"{table}: {copied} rows, and {rows} to be copied.");
        }
    }

    private static void Differs(List<string> differences, string what)
    {
        if (differences.Count < MostListed)
        {
            differences.Add(what);
        }
    }

    private static ValueTask<IReadOnlyDictionary<string, byte[]>> ThereAsync(
        TableStore store,
        string table,
        IReadOnlyList<Row> page,
        CancellationToken stop
    )
    {
        string[] keys = [.. page.Select(row => row.Key)];
        return store.ReadAsync(tables => tables.Get(table, keys), stop);
    }

    private static async Task<long> CountAsync(
        TableStore store,
        string table,
        CancellationToken stop
    )
    {
        var count = 0L;
        await foreach (var keys in StorePages.KeysOfAsync(store, table, stop))
        {
            count += keys.Count;
        }

        return count;
    }

    private sealed class Told<T>(IProgress<string>? told, Func<T, string> words) : IProgress<T>
    {
        public void Report(T value) => told?.Report(words(value));
    }
}
