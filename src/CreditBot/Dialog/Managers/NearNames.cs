using CreditBot.Ledger;

namespace CreditBot.Dialog;

/// <summary>Clients whose names are like one that nobody has: mistyped, or the beginning of several.</summary>
internal static class NearNames
{
    /// <summary>Names told at most.</summary>
    private const int Most = 3;

    private const int ShortestWord = 4;

    /// <summary>Names that begin so, else those that differ by a typing mistake or two; the nearest first.</summary>
    public static IReadOnlyList<string> Of(string name, IReadOnlyList<ClientState> roster)
    {
        var text = name.Trim();
        var names = roster
            .Where(client => client.Standing != Standing.Ended)
            .Select(client => client.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var beginning = names.FindAll(one =>
            one.StartsWith(text, StringComparison.OrdinalIgnoreCase)
        );
        return
        [
            .. (
                beginning.Count > 0
                    ? beginning
                    : names
                        .Select(one => (Name: one, Mistakes: Mistakes(text, one)))
                        .Where(one => one.Mistakes is not null)
                        .OrderBy(one => one.Mistakes)
                        .Select(one => one.Name)
            ).Take(Most),
        ];
    }

    /// <summary>The part of a message that is like a client's name, with the names that it may mean; null when none is.</summary>
    public static (string Said, IReadOnlyList<string> Names)? In(
        string words,
        IReadOnlyList<ClientState> roster
    )
    {
        var parts = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(3, parts.Length); count > 0; count--)
        {
            for (var from = 0; from + count <= parts.Length; from++)
            {
                var part = string.Join(' ', parts[from..(from + count)])
                    .TrimEnd('.', '?', '!', ',');
                part = part.EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? part[..^2] : part;
                if (ClientNaming.Find(roster, part) is not null)
                {
                    // A client is named, and something else was not understood.
                    return null;
                }

                // Ordinary words are near to many things.
                if (
                    part.Length > ShortestWord
                    && (count > 1 || char.IsUpper(part[0]))
                    && Of(part, roster) is { Count: > 0 } names
                )
                {
                    return (part, names);
                }
            }
        }

        return null;
    }

    /// <summary>The typing mistakes between a text and a name, or the name's first words; null when they are too many.</summary>
    private static int? Mistakes(string text, string name)
    {
        int? best = null;
        for (var end = name.Length; end > 0; end = name.LastIndexOf(' ', end - 1))
        {
            var mistakes = Distance(text.ToUpperInvariant(), name[..end].ToUpperInvariant());
            if (mistakes <= Allowed(Math.Min(text.Length, end)) && !(best <= mistakes))
            {
                best = mistakes;
            }
        }

        return best;
    }

    /// <summary>One in four letters, and at most three.</summary>
    private static int Allowed(int length) =>
        length < ShortestWord ? 0 : Math.Min(3, length / ShortestWord);

    /// <summary>Letters to add, leave out, replace or swap (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 3)
        {
            return int.MaxValue;
        }

        var costs = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                costs[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(
                        Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1,
                        costs[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)
                    );
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
                }
            }
        }

        return costs[one.Length, other.Length];
    }
}
