using System.Runtime.CompilerServices;

namespace CreditBot.Understanding.Grammar;

/// <summary>The client names that may be spoken of, found by any unique beginning.</summary>
internal sealed class Roster
{
    private const int ShortestPart = 4;

    private static readonly ConditionalWeakTable<IReadOnlyList<string>, Roster> Known = [];

    private readonly Dictionary<string, List<(string Name, string[] Words)>> _byFirst = new(
        StringComparer.Ordinal
    );
    private readonly int _count;

    private Roster(IReadOnlyList<string> names)
    {
        _count = names.Count;
        foreach (var name in names)
        {
            var words = Tokenizer.Cut(name).ConvertAll(token => token.Word).ToArray();
            if (words.Length == 0)
            {
                continue;
            }

            if (!_byFirst.TryGetValue(words[0], out var same))
            {
                _byFirst.Add(words[0], same = []);
            }

            same.Add((name, words));
        }
    }

    public static Roster Of(IReadOnlyList<string> names)
    {
        var roster = Known.GetValue(names, list => new Roster(list));
        if (roster._count != names.Count)
        {
            // The list has grown since.
            roster = new Roster(names);
            Known.AddOrUpdate(names, roster);
        }

        return roster;
    }

    /// <summary>The first client named, marked on the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="byManager">Only managers speak of clients by the beginning of a word.</param>
    /// <param name="except">A name that is passed over.</param>
    public string? Read(Message message, bool byManager, string? except = null)
    {
        string? found = null;
        for (var i = 0; i < message.Count; i++)
        {
            if ((At(message, i, except) ?? (byManager ? Beginning(message, i) : null)) is { } hit)
            {
                found ??= hit.Name;
                message.Mark(new Span(i, hit.Next), Marks.Client);
                i = hit.Next - 1;
            }
        }

        return found;
    }

    private (string Name, int Next)? At(Message message, int start, string? except)
    {
        if (!_byFirst.TryGetValue(TokenText(message, start), out var candidates))
        {
            return null;
        }

        var longest = 0;
        string? name = null;
        var unique = true;
        foreach (var (full, words) in candidates)
        {
            if (full == except)
            {
                continue;
            }

            var length = 1;
            while (length < words.Length && TokenText(message, start + length) == words[length])
            {
                length++;
            }

            // A trailing "and" belongs to the sentence: "olive and 20 more".
            if (length < words.Length && words[length - 1] == "and")
            {
                length--;
            }

            if (length > longest)
            {
                (longest, name, unique) = (length, full, true);
            }
            else if (length == longest && full != name)
            {
                unique = false;
            }
        }

        return name is not null && unique ? (name, start + longest) : null;
    }

    private (string Name, int Next)? Beginning(Message message, int at)
    {
        var word = message.Word(at);
        if (word.Length < ShortestPart || message.WordId(at) >= 0)
        {
            return null;
        }

        string? name = null;
        foreach (var (first, candidates) in _byFirst)
        {
            if (first.StartsWith(word, StringComparison.Ordinal))
            {
                if (name is not null || candidates.Count > 1)
                {
                    return null;
                }

                name = candidates[0].Name;
            }
        }

        return name is null ? null : (name, at + 1);
    }

    private static string TokenText(Message message, int index) =>
        index < message.Count ? message.Token(index).Word : "";
}
