using Microsoft.Extensions.Caching.Memory;

namespace CreditBot.Storage.LiteDb;

/// <summary>Documents read lately, beside their table: every turn asks who speaks and where the dialog stands, and a row found by LiteDB is a query each time.</summary>
/// <remarks>Right because nobody else writes the file, and whoever reads it keeps writers out (<see cref="ReadGate"/>).</remarks>
internal sealed class HotRows : IDisposable
{
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Stands for a row that isn't there: a conversation that only reads has no document, and looks for it in each turn.</summary>
    private static readonly byte[] None = [0];

    private readonly MemoryCache _rows = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public byte[]? Get(string key, Func<string, byte[]?> read)
    {
        if (_rows.Get<byte[]>(key) is { } known)
        {
            return ReferenceEquals(known, None) ? null : known;
        }

        var value = read(key);
        _rows.Set(
            key,
            value ?? None,
            new MemoryCacheEntryOptions { Size = (value ?? None).Length + (2 * key.Length) }
        );
        return value;
    }

    /// <summary>It is being written, or was tried to be: the table says what it holds now.</summary>
    public void Forget(string key) => _rows.Remove(key);

    public void Dispose() => _rows.Dispose();
}
