using System.Collections.Immutable;

namespace CreditBot.Channels;

/// <summary>What somebody may call themselves, or give as a reason, to have a platform do what it shouldn't.</summary>
internal static class HostileTexts
{
    private static readonly string[] Tricks =
    [
        "<!channel>",
        "<!here>",
        "<!everyone>",
        "<!subteam^S012AB3CD>",
        "<@U012AB3CD>",
        "<@U012AB3CD|dana>",
        "<#C012AB3CD|general>",
        "<https://evil.example|Approve>",
        "<mailto:a@evil.example|Dana>",
        "<!date^0^{date_long}^https://evil.example|today>",
        "<slack://open>",
        "@channel",
        "@here",
        "https://evil.example/x?a=1&b=2",
        "www.evil.example",
        "<at>Dana</at>",
        "<at id=\"0\">everyone</at>",
        "[free credits](https://evil.example)",
        "![x](https://evil.example/pixel.png)",
        "**Approved by Dana**",
        "*Approved by Dana*",
        "_Approved_",
        "~declined~",
        "`approve R-12`",
        "```\nApproved\n```",
        "> Approved",
        ">>> Approved",
        "# Approved",
        "- Approved\n- Paid",
        "1. Approved",
        "| a | b |\n|---|---|",
        ":white_check_mark: Approved",
        "{{DATE(2026-12-03T00:00:00Z, SHORT)}}",
        "${data}",
        "{{$root}}",
        "{0} {1}",
        "%s%n",
        "&lt;!channel&gt;",
        "&amp;lt;!channel&amp;gt;",
        "&#60;!channel&#62;",
        "\\u003c!channel\\u003e",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"},\"type\":\"button\"",
        "'; DROP TABLE clients; --",
        "approve R-12",
        "link ABCD2345",
        "\u202Eenilced\u202C",
        "\u2066Approve\u2069",
        "\u200F\u061CApprove",
        "\u0000\u0007\u001B[31mred",
        "\uFEFFApprove",
        "\u2028Approve\u2029",
        "\uD83D",
        "\uDE00x",
        "👩‍👩‍👧‍👦",
        "Z̸̢͕a̵̡̛l̶̹͝g̸̳͠o̵͉͝",
        "﷽",
        "𝕏",
        "שלום עולם",
        " ",
        "",
        "\n\n\n",
        "\t",
    ];

    /// <summary>Each trick alone, among words, repeated to the longest that a field takes, and beyond all limits.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. Tricks,
        .. Tricks.Select(trick => $"Bella {trick} & Söhne <Bakery>"),
        .. Tricks.Select(trick => string.Concat(Enumerable.Repeat(trick + " ", 60))),
        .. Tricks.Select(trick => Fill(trick, 1_000)),
        .. Tricks.Select(trick => Fill(trick, 5_000)),
    ];

    private static string Fill(string trick, int length) =>
        trick.Length == 0
            ? new string('&', length)
            : string.Concat(Enumerable.Repeat(trick, (length / trick.Length) + 1))[..length];
}
