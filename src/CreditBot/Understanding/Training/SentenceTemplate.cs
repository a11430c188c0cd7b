using System.Text;

namespace CreditBot.Understanding.Training;

/// <summary>A sentence with choices, "(can|could) you (please|) add {n} credits", from which many are made.</summary>
internal sealed class SentenceTemplate
{
    private readonly IReadOnlyList<Part> _parts;

    private SentenceTemplate(IReadOnlyList<Part> parts) => _parts = parts;

    private abstract record Part
    {
        public sealed record Words(string Text) : Part;

        public sealed record Place(string Name) : Part;

        public sealed record Choice(IReadOnlyList<SentenceTemplate> Ways) : Part;
    }

    /// <exception cref="FormatException">A bracket is left open.</exception>
    public static SentenceTemplate Parse(string text)
    {
        var at = 0;
        var whole = Sequence(text, ref at, depth: 0);
        return at == text.Length
            ? whole
            : throw new FormatException($"A bracket too many in '{text}'.");
    }

    /// <summary>One sentence; {places} are filled from the words.</summary>
    public string Say(Dice dice, IReadOnlyDictionary<string, IReadOnlyList<SentenceTemplate>> words)
    {
        var said = new StringBuilder();
        Say(said, dice, words);
        return string.Join(' ', said.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private void Say(
        StringBuilder said,
        Dice dice,
        IReadOnlyDictionary<string, IReadOnlyList<SentenceTemplate>> words
    )
    {
        foreach (var part in _parts)
        {
            switch (part)
            {
                case Part.Words text:
                    said.Append(text.Text);
                    break;
                case Part.Place place:
                    dice.Pick(words[place.Name]).Say(said, dice, words);
                    break;
                case Part.Choice choice:
                    dice.Pick(choice.Ways).Say(said, dice, words);
                    break;
            }
        }
    }

    private static SentenceTemplate Sequence(string text, ref int at, int depth)
    {
        var parts = new List<Part>();
        while (at < text.Length && (depth == 0 || text[at] is not ('|' or ')')))
        {
            switch (text[at])
            {
                case '(':
                    at++;
                    parts.Add(Choice(text, ref at, depth + 1));
                    break;
                case ')':
                    return new SentenceTemplate(parts);
                case '{':
                    var end = text.IndexOf('}', at);
                    parts.Add(
                        end > at
                            ? new Part.Place(text[(at + 1)..end])
                            : throw new FormatException($"An open place in '{text}'.")
                    );
                    at = end + 1;
                    break;
                default:
                    var stop = text.AsSpan(at).IndexOfAny("({)|");
                    var length = stop < 0 ? text.Length - at : Math.Max(stop, 1);
                    parts.Add(new Part.Words(text.Substring(at, length)));
                    at += length;
                    break;
            }
        }

        return new SentenceTemplate(parts);
    }

    private static Part.Choice Choice(string text, ref int at, int depth)
    {
        var ways = new List<SentenceTemplate>();
        while (true)
        {
            ways.Add(Sequence(text, ref at, depth));
            if (at >= text.Length)
            {
                throw new FormatException($"An open bracket in '{text}'.");
            }

            if (text[at++] == ')')
            {
                return new Part.Choice(ways);
            }
        }
    }
}
