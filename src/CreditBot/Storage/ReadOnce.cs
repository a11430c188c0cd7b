using System.Runtime.CompilerServices;

namespace CreditBot.Storage;

/// <summary>What something was read as, for as long as somebody holds on to it: reading it is the work, and whoever keeps it gives the same one again.</summary>
internal sealed class ReadOnce<TSource, T>
    where TSource : class
    where T : class
{
    private readonly ConditionalWeakTable<TSource, T> _known = [];

    public T Of(TSource source, Func<TSource, T> read)
    {
        if (_known.TryGetValue(source, out var known))
        {
            return known;
        }

        var value = read(source);
        _known.TryAdd(source, value);
        return value;
    }
}
