using Microsoft.Extensions.Caching.Memory;

namespace CreditBot.Storage.PostgreSql;

/// <summary>Gives the same array again while a row stays as it was: what was read from an array is kept with it (<see cref="ReadOnce{TSource, T}"/>).</summary>
internal sealed class SameBytes : IDisposable
{
    private const long MostBytes = 8 * 1024 * 1024;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public byte[]? Of(string key, byte[]? value)
    {
        if (value is null)
        {
            return null;
        }

        if (_known.Get<byte[]>(key) is { } known && known.AsSpan().SequenceEqual(value))
        {
            return known;
        }

        _known.Set(
            key,
            value,
            new MemoryCacheEntryOptions { Size = value.Length + (2 * key.Length) }
        );
        return value;
    }

    public void Dispose() => _known.Dispose();
}
