using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>Numbers for the words that patterns know, handed out while patterns are compiled at start.</summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private FrozenDictionary<string, int>? _frozen;

    public int Count => _ids.Count;

    public IEnumerable<string> All => _ids.Keys;

    public int Intern(string word)
    {
        if (!_ids.TryGetValue(word, out var id))
        {
            id = _ids.Count;
            _ids.Add(word, id);
            _frozen = null;
        }

        return id;
    }

    /// <summary>The word's number, or -1 when no pattern knows it.</summary>
    public int Find(string word) => (_frozen ?? Freeze()).GetValueOrDefault(word, -1);

    private FrozenDictionary<string, int> Freeze() =>
        _frozen = _ids.ToFrozenDictionary(StringComparer.Ordinal);
}
