using System.Numerics;

namespace CreditBot.Understanding.Grammar;

/// <summary>The parsed form of a phrase, numbered into positions (Glushkov's construction).</summary>
internal abstract record PatternNode
{
    private PatternNode() { }

    public abstract record Leaf : PatternNode
    {
        internal override Shape Number(List<Leaf> positions)
        {
            var bit = 1UL << positions.Count;
            positions.Add(this);
            // A marked span may have many tokens, which count as one.
            return new Shape(Nullable: false, bit, bit, this is Marked ? [(bit, bit)] : []);
        }
    }

    /// <summary>One of some words, which share a position.</summary>
    public sealed record OneOf(IReadOnlyList<string> Texts) : Leaf;

    public sealed record Marked(Marks Mark) : Leaf;

    public sealed record Any : Leaf;

    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode
    {
        internal override Shape Number(List<Leaf> positions) =>
            Parts.Aggregate(
                new Shape(Nullable: true, 0, 0, []),
                (left, part) => left.Then(part.Number(positions))
            );
    }

    public sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode
    {
        internal override Shape Number(List<Leaf> positions) =>
            Parts.Select(part => part.Number(positions)).Aggregate((left, right) => left.Or(right));
    }

    public sealed record Repeat(PatternNode Part, bool Optional, bool Many) : PatternNode
    {
        internal override Shape Number(List<Leaf> positions)
        {
            var inner = Part.Number(positions);
            return inner with
            {
                Nullable = inner.Nullable || Optional,
                Steps = Many ? [.. inner.Steps, (inner.Last, inner.First)] : inner.Steps,
            };
        }
    }

    internal abstract Shape Number(List<Leaf> positions);

    /// <summary>The words one of which every match holds, or null when there is no such set.</summary>
    public IReadOnlyList<string>? Required() =>
        this switch
        {
            OneOf words => words.Texts,
            Sequence sequence => sequence
                .Parts.Select(part => part.Required())
                .Where(words => words is not null)
                .OrderBy(words => words!.Sum(word => CommonWords.Contains(word) ? 50 : 1))
                .FirstOrDefault(),
            Choice choice => choice.Parts.Select(part => part.Required()).ToList() is var all
            && all.TrueForAll(words => words is not null)
                ? [.. all.SelectMany(words => words!)]
                : null,
            Repeat { Optional: false } repeat => repeat.Part.Required(),
            _ => null,
        };

    private static readonly System.Collections.Frozen.FrozenSet<string> CommonWords = Words.Of(
        "i we you a an the is are am do does can could how what to of it my our many much for in on that this me us not be will would have get need"
    );

    /// <summary>Which positions may come first, last, and after which.</summary>
    internal sealed record Shape(
        bool Nullable,
        ulong First,
        ulong Last,
        IReadOnlyList<(ulong From, ulong To)> Steps
    )
    {
        public Shape Then(Shape next) =>
            new(
                Nullable && next.Nullable,
                Nullable ? First | next.First : First,
                next.Nullable ? Last | next.Last : next.Last,
                [.. Steps, .. next.Steps, (Last, next.First)]
            );

        public Shape Or(Shape other) =>
            new(
                Nullable || other.Nullable,
                First | other.First,
                Last | other.Last,
                [.. Steps, .. other.Steps]
            );

        public ulong[] Follow(int count)
        {
            var follow = new ulong[count];
            foreach (var (from, to) in Steps)
            {
                for (var rest = from; rest != 0; rest &= rest - 1)
                {
                    follow[BitOperations.TrailingZeroCount(rest)] |= to;
                }
            }

            return follow;
        }
    }
}
