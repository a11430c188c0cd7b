using CreditBot.Understanding.Grammar;

namespace CreditBot.Understanding.Learned;

/// <summary>
/// A message as the model sees it: its words and pairs of words, and the runs of 3 to 5 letters in them, hashed into
/// <see cref="Size"/> places. Numbers, dates, requests, clients and packages are one word each, whichever they are.
/// </summary>
/// <remarks>
/// Who speaks and what was asked is left to rules: as a feature, a pending question turned "that is incorrect" into a
/// yes (data/nlu/README.md).
/// </remarks>
internal sealed class Features
{
    /// <summary>Places of words and letters; a power of two.</summary>
    public const int Size = 1 << 14;

    /// <summary>Those and behind them the places of what the message means as a whole.</summary>
    public const int SizeWithMeaning = Size + Vectors.SentenceEncoder.Size;

    private const int ShortestRun = 3;
    private const int LongestRun = 5;

    /// <summary>Words of a message that are looked at.</summary>
    private const int MostWords = 60;

    private Features(int[] places, float[] values) => (Places, Values) = (places, values);

    /// <summary>The places that hold something, ascending.</summary>
    public int[] Places { get; }

    /// <summary>What they hold; the squares add up to about 1.</summary>
    public float[] Values { get; }

    public static Features Of(Message message)
    {
        var words = new List<uint>();
        var runs = new List<uint>();
        var before = "<";
        for (var i = 0; i < Math.Min(message.Count, MostWords); i++)
        {
            var word = WordAt(message, i);
            if (word == before && word[0] == '{')
            {
                // "Bella Bakery" is one client.
                continue;
            }

            words.Add(Hash(1, word));
            words.Add(Hash(Hash(2, before), word));
            before = word;
            if (word[0] != '{')
            {
                AddRuns($"<{word}>", runs);
            }
        }

        words.Add(Hash(Hash(2, before), message.Asks ? "?" : ">"));
        if (message.Asks)
        {
            words.Add(Hash(1, "?"));
        }

        // Each group weighs the same, however long the message is.
        var sums = new SortedDictionary<int, float>();
        Add(sums, words, 0.8f);
        Add(sums, runs, 0.6f);
        return new Features([.. sums.Keys], [.. sums.Values]);
    }

    /// <summary>The same with what the message means as a whole.</summary>
    /// <param name="meaning">Of <see cref="Vectors.SentenceEncoder.Encode"/>.</param>
    public Features With(float[] meaning) =>
        new([.. Places, .. Enumerable.Range(Size, meaning.Length)], [.. Values, .. meaning]);

    private static void AddRuns(ReadOnlySpan<char> word, List<uint> runs)
    {
        for (var length = ShortestRun; length <= LongestRun; length++)
        {
            for (var start = 0; start + length <= word.Length; start++)
            {
                runs.Add(Hash(3, word.Slice(start, length)));
            }
        }
    }

    private static void Add(SortedDictionary<int, float> sums, List<uint> group, float weight)
    {
        var each = weight / MathF.Sqrt(Math.Max(1, group.Count));
        foreach (var hash in group)
        {
            var place = (int)(hash % Size);
            sums[place] = sums.GetValueOrDefault(place) + each;
        }
    }

    private static string WordAt(Message message, int index)
    {
        var marks = message.MarksOf(index);
        return marks.HasFlag(Marks.Client) ? "{client}"
            : marks.HasFlag(Marks.Request) ? "{request}"
            : marks.HasFlag(Marks.Package) ? "{package}"
            : marks.HasFlag(Marks.Date) ? "{date}"
            : marks.HasFlag(Marks.Number) || !message.IsKind(index, TokenKind.Word) ? "{number}"
            : message.Slice(index, index + 1).ToLowerInvariant();
    }

    // FNV-1a with its bits mixed at the end.
    private static uint Hash(uint seed, ReadOnlySpan<char> text)
    {
        unchecked
        {
            var hash = 2166136261 ^ (seed * 2654435761);
            foreach (var letter in text)
            {
                hash = (hash ^ letter) * 16777619;
            }

            hash ^= hash >> 16;
            return hash * 2246822519;
        }
    }
}
