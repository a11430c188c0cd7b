using NodaTime;

namespace CreditBot.Dialog;

/// <summary>Which hand-over a manager's words name: by client, by the beginning of its name, or by the person.</summary>
internal static class TalkMatching
{
    /// <param name="clientName">The name of a client by its id.</param>
    /// <returns>Those named, with what follows the name; the longest name wins, and among its hand-overs those that still run.</returns>
    public static IReadOnlyList<(HandOver Talk, string Words)> Of(
        string text,
        IReadOnlyList<HandOver> talks,
        Func<string, string> clientName,
        Instant now
    )
    {
        var named = talks
            .SelectMany(talk =>
                Names(talk, clientName(talk.Client))
                    .Where(name => Begins(text, name))
                    .Select(name => (Talk: talk, name.Length))
            )
            .ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var longest = named.Max(one => one.Length);
        var best = named
            .Where(one => one.Length == longest)
            .Select(one => one.Talk)
            .Distinct()
            .ToList();
        var open = best.FindAll(talk => talk.IsOpenAt(now));
        var rest = text[longest..].TrimStart(' ', ':', ',', '-', '.').TrimEnd();
        return open.Count > 0
            ? [.. open.Select(talk => (talk, rest))]
            :
            [
                (
                    best.OrderBy(talk => talk.EndedAt is null).ThenBy(talk => talk.LastAt).Last(),
                    rest
                ),
            ];
    }

    private static IEnumerable<string> Names(HandOver talk, string client) =>
        [.. Beginnings(client), talk.Client, talk.PersonName, $"{talk.PersonName} of {client}"];

    /// <summary>The name and its beginnings by words, longest first: "Acme Dental", "Acme".</summary>
    private static IEnumerable<string> Beginnings(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf(' ', end - 1))
        {
            yield return name[..end];
        }
    }

    private static bool Begins(string text, string name) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));
}
