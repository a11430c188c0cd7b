namespace CreditBot.Reports.Tests;

/// <summary>Texts that people type to break things, or by accident.</summary>
internal static class Hostile
{
    /// <summary>Each fits a cell.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "\r\n=1+1",
        "＝1＋1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "DDE(\"cmd\";\"/C calc\";\"x\")",
        "007",
        "1E5",
        "1e400",
        "TRUE",
        "FALSE",
        "NULL",
        "#REF!",
        "#N/A",
        "1/2",
        "2026-10-01",
        "10:30",
        "1,234.50",
        "$5",
        "5%",
        "'quoted",
        "''",
        "\"",
        " leading and trailing ",
        "two  spaces",
        "line\nbreak",
        "tab\there",
        "bell\u0007 and null\u0000",
        "escape _x0041_ and _x005F_",
        "_x000D_",
        "<b>&amp;</b>",
        "]]>",
        "<!--",
        "&P&N",
        "emoji 🧁👩‍👩‍👧",
        "العربية",
        "\u202Eevil\u202C",
        "עברית abc",
        "e\u0301",
        "\u00A0",
        "\uFFFE",
        "[Fee]",
        "Clients[Fee]",
        "{=1}",
        "%0aBcc:x@y",
        "a;b,c",
        "\\\\server\\share",
        new('x', 32_767),
    ];

    /// <summary>The texts with what a random mind adds before and after them, 200 in all.</summary>
    public static IEnumerable<string> TwoHundred()
    {
        var random = new Random(42);
        foreach (var text in Texts)
        {
            yield return text;
        }

        const string starts = "=+-@\t\r\n'\" \u0001🧁٠";
        for (var i = Texts.Count; i < 200; i++)
        {
            var start = starts[random.Next(starts.Length)];
            var text = Texts[random.Next(Texts.Count - 1)];
            yield return char.IsSurrogate(start) ? $"🧁{text}" : $"{start}{text}";
        }
    }
}
