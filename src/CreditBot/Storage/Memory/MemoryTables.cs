namespace CreditBot.Storage.Memory;

/// <summary>Sorted tables in memory; whoever uses them keeps others out.</summary>
internal sealed class MemoryTables : ITables
{
    private readonly Dictionary<string, SortedSet<string>> _keys = Tables.All.ToDictionary(
        table => table,
        _ => new SortedSet<string>(StringComparer.Ordinal)
    );
    private readonly Dictionary<(string Table, string Key), byte[]> _values = [];

    public byte[]? Get(string table, string key) => _values.GetValueOrDefault((table, key));

    public IReadOnlyDictionary<string, byte[]> Get(
        string table,
        IReadOnlyCollection<string> keys
    ) =>
        keys.Distinct()
            .Where(key => _values.ContainsKey((table, key)))
            .ToDictionary(key => key, key => _values[(table, key)]);

    public IReadOnlyList<string> KeysIn(string table, string from, string to, int limit) =>
        [.. Range(table, from, to, limit).Select(row => row.Key)];

    public IReadOnlyList<Row> Range(string table, string from, string to, int limit) =>
        string.CompareOrdinal(from, to) > 0
            ? []
            :
            [
                .. _keys[table]
                    .GetViewBetween(from, to)
                    .Take(limit)
                    .Select(key => new Row(key, _values[(table, key)])),
            ];

    /// <summary>Null deletes.</summary>
    public void Put(string table, string key, byte[]? value)
    {
        if (value is null)
        {
            _keys[table].Remove(key);
            _values.Remove((table, key));
        }
        else
        {
            _keys[table].Add(key);
            _values[(table, key)] = value;
        }
    }
}
