namespace CreditBot.Dialog;

/// <summary>A client by id and name.</summary>
internal sealed record OwnClient(Amounts.ClientId Id, string Name);

/// <summary>Which of their clients somebody's words name.</summary>
internal static class OwnClients
{
    /// <summary>Those named in the words: in full anywhere, or by a beginning that is theirs alone when nothing else is said.</summary>
    public static IReadOnlyList<OwnClient> In(string words, IReadOnlyList<OwnClient> clients)
    {
        var full = clients
            .Where(client => Holds(words, client.Name) || Holds(words, client.Id.Value))
            .ToList();
        if (full.Count > 0)
        {
            return full;
        }

        var bare = Bare(words);
        return bare.Length < 3
            ? []
            :
            [
                .. clients.Where(client =>
                    client.Name.StartsWith(bare, StringComparison.OrdinalIgnoreCase)
                ),
            ];
    }

    /// <summary>The words say nothing but which client.</summary>
    public static bool IsOnlyName(string words, OwnClient client) =>
        Bare(words) is var bare
        && (
            client.Name.StartsWith(bare, StringComparison.OrdinalIgnoreCase)
            || string.Equals(bare, client.Id.Value, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The words without "for Acme Dental" at their end: which client is known by then, and it is no reason.</summary>
    public static string Without(string words, OwnClient client)
    {
        var text = words.TrimEnd('.', '!', '?', ' ');
        if (!text.EndsWith(client.Name, StringComparison.OrdinalIgnoreCase))
        {
            return words;
        }

        text = text[..^client.Name.Length].TrimEnd();
        return
            Links.FirstOrDefault(link => text.EndsWith(link, StringComparison.OrdinalIgnoreCase))
                is { } found
            ? text[..^found.Length]
            : words;
    }

    private static readonly string[] Links = [" for", " of", " at", " with"];

    private static string Bare(string words)
    {
        var text = words.Trim().TrimEnd('.', '!', '?').TrimEnd();
        foreach (var start in Starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return text[start.Length..].Trim();
            }
        }

        return text;
    }

    private static readonly string[] Starts =
    [
        "switch to ",
        "change to ",
        "go to ",
        "it's for ",
        "it is for ",
        "it's about ",
        "for ",
        "about ",
        "the ",
    ];

    private static bool Holds(string words, string name)
    {
        for (
            var at = words.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = words.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + name.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(words[at - 1]))
                && (end == words.Length || !char.IsLetterOrDigit(words[end]))
            )
            {
                return true;
            }
        }

        return false;
    }
}
