namespace CreditBot.Understanding.Grammar;

/// <summary>
/// Brings a mistyped word back to one that the patterns know: one letter missing, one too many, two swapped, or in a longer one a wrong vowel.
/// Other replaced letters are left alone, since they make other words ("resort", "report").
/// </summary>
internal sealed class Spelling
{
    private const int ShortestSwap = 4;
    private const int ShortestOther = 6;
    private const int Longest = 24;

    private readonly HashSet<string> _known;
    private readonly Dictionary<string, string> _withoutOne = new(StringComparer.Ordinal);

    public Spelling(IEnumerable<string> words)
    {
        _known = new HashSet<string>(
            words.Where(word => word.Length >= ShortestSwap),
            StringComparer.Ordinal
        );
        foreach (
            var word in _known
                .Where(word => word.Length >= ShortestOther)
                .Order(StringComparer.Ordinal)
        )
        {
            // The first letter is hardly ever wrong, and keeping it avoids most accidents.
            for (var i = 1; i < word.Length; i++)
            {
                _withoutOne.TryAdd(word.Remove(i, 1), word);
            }
        }
    }

    /// <summary>The known word meant by an unknown one, or null.</summary>
    public string? Correct(string word)
    {
        if (
            word.Length is < ShortestSwap or > Longest
            || _known.Contains(word)
            || RealWords.Contains(word)
        )
        {
            return null;
        }

        Span<char> letters = stackalloc char[word.Length];
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        word.CopyTo(letters);
        for (var i = 1; i + 1 < word.Length; i++)
        {
            (letters[i], letters[i + 1]) = (letters[i + 1], letters[i]);
            if (known.TryGetValue(letters, out var swapped))
            {
                return swapped;
            }

            (letters[i], letters[i + 1]) = (letters[i + 1], letters[i]);
        }

        if (word.Length >= ShortestOther - 1 && _withoutOne.TryGetValue(word, out var longer))
        {
            return longer;
        }

        if (word.Length < ShortestOther)
        {
            return null;
        }

        if (Vowel(word, letters) is { } vowelled)
        {
            return vowelled;
        }

        if (word.Length == ShortestOther)
        {
            return null;
        }

        for (var i = 1; i < word.Length; i++)
        {
            word.AsSpan(0, i).CopyTo(letters);
            word.AsSpan(i + 1).CopyTo(letters[i..]);
            if (
                known.TryGetValue(letters[..^1], out var shorter)
                && shorter.Length >= ShortestOther
            )
            {
                return shorter;
            }
        }

        return null;
    }

    // "balence", "definate": one vowel for another is how words are misheard.
    private string? Vowel(string word, Span<char> letters)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        word.CopyTo(letters);
        for (var i = 1; i < word.Length; i++)
        {
            if (!Vowels.Contains(word[i]))
            {
                continue;
            }

            foreach (var vowel in Vowels)
            {
                letters[i] = vowel;
                if (known.TryGetValue(letters, out var meant))
                {
                    return meant;
                }
            }

            letters[i] = word[i];
        }

        return null;
    }

    private const string Vowels = "aeiou";

    // Words of their own that lie one step from a word of ours.
    private static readonly System.Collections.Frozen.FrozenSet<string> RealWords = Words.Of(
        """
        from form file life trial trail quiet quite angle angel diary dairy unite untie casual causal credited editor editors
        american placed released releases county east field brother fight plant stars spring serve served singing tied tries tired staring waist saying beast boots finnish spots
        heights pairs verse rally capita fairy noting heath continent spike bout auction polo petty statues papal dose fried sands relied paced strands peasant moths socks
        coupe cheer tying snorted forge diner diners tuned venom persona mourning chancel rests honesty spies weigh tuning bathing settler mono pots crate manly prefect crypt
        vapor baking swaying exiting batter battery trough spitting compliant thirsty budge renal writhing hopping galley ether bets hungary clint norma marin bali mali
        charger charges charity planned planner planted packaged balanced approval approves requester resets pager paper paged doubled tripled halved moves
        example tried brought cast broke stated stared startled startling compete sing sings sentenced earning healthy fights sends sending princes trivial remainder
        carriers commando commandos sentiment pearson augusta auguste augusto handel greta turing rani crete discus camped robber toppled cremated reused revered singles
        states tracks latter competed setting decades decade foster thinks withdrew farmer manuel shipping banned caroline bitter farther casting trucks pissed capitol forgot
        tapped curtain tipped butter painters sticks washing wandering reilly locking grunted daring berger licking lively wander lending litter landon chicks stacks skulls
        massage clicking messing dripped expanse paints mutter conform expansive gorman linger thanking scares
        """
    );
}
