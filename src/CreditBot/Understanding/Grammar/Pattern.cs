using System.Numerics;

namespace CreditBot.Understanding.Grammar;

/// <summary>
/// A phrase over tokens, run as a set of at most 64 positions at once: time is linear in the message, nothing backtracks.
/// A phrase never crosses the end of a sentence; commas and dashes don't count.
/// </summary>
internal sealed class Pattern
{
    private readonly Dictionary<int, ulong> _byWord;
    private readonly (Marks Mark, ulong Positions)[] _byMark;
    private readonly ulong _any;
    private readonly ulong[] _follow;
    private readonly ulong _first;
    private readonly ulong _last;
    private readonly bool _fromStart;
    private readonly bool _toEnd;

    public Pattern(PatternNode root, bool fromStart, bool toEnd, Lexicon lexicon)
    {
        var positions = new List<PatternNode.Leaf>();
        var shape = root.Number(positions);
        if (positions.Count > 64)
        {
            throw new ArgumentException(
                $"A pattern has at most 64 positions, not {positions.Count}.",
                nameof(root)
            );
        }

        _byWord = [];
        var marks = new Dictionary<Marks, ulong>();
        for (var i = 0; i < positions.Count; i++)
        {
            var bit = 1UL << i;
            switch (positions[i])
            {
                case PatternNode.OneOf words:
                    foreach (var id in words.Texts.Select(lexicon.Intern))
                    {
                        _byWord[id] = _byWord.GetValueOrDefault(id) | bit;
                    }

                    break;
                case PatternNode.Marked marked:
                    marks[marked.Mark] = marks.GetValueOrDefault(marked.Mark) | bit;
                    break;
                default:
                    _any |= bit;
                    break;
            }
        }

        _byMark = [.. marks.Select(pair => (pair.Key, pair.Value))];
        (_first, _last, _follow) = (shape.First, shape.Last, shape.Follow(positions.Count));
        _fromStart = fromStart;
        _toEnd = toEnd;
    }

    /// <summary>Whether the phrase stands somewhere in [from, to).</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">The first token to look at.</param>
    /// <param name="to">Behind the last token.</param>
    public bool Matches(Message message, int from, int to)
    {
        var state = 0UL;
        for (var i = from; i < to; i++)
        {
            ref readonly var token = ref message.Token(i);
            var starts = i == from || token.EndsSentenceBefore;
            if (starts)
            {
                state = 0;
            }

            var next = 0UL;
            for (var rest = state; rest != 0; rest &= rest - 1)
            {
                next |= _follow[BitOperations.TrailingZeroCount(rest)];
            }

            if (!_fromStart || starts || i == message.CoreStart)
            {
                next |= _first;
            }

            state = next & Reading(message, i);
            if (
                (state & _last) != 0
                && (
                    !_toEnd
                    || i == to - 1
                    || i == message.CoreEnd - 1
                    || message.Token(i + 1).EndsSentenceBefore
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private ulong Reading(Message message, int index)
    {
        var positions = _any;
        if (message.WordId(index) is var id and >= 0 && _byWord.TryGetValue(id, out var word))
        {
            positions |= word;
        }

        foreach (var (mark, marked) in _byMark)
        {
            if (message.Marked(index, mark))
            {
                positions |= marked;
            }
        }

        return positions;
    }
}
