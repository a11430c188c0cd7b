using System.Text;
using System.Text.Json.Nodes;

namespace CreditBot.Channels.Slack;

/// <summary>Slack's limits of Block Kit and what its texts may hold, written down once more (protocols/slack.md §7) to hold what is drawn to.</summary>
internal static class BlockLimits
{
    /// <summary>What is wrong with a list of blocks.</summary>
    public static IReadOnlyList<string> Faults(JsonArray blocks, int most = 50)
    {
        var faults = new List<string>();
        Check(blocks.Count > 0 && blocks.Count <= most, $"{blocks.Count} blocks");
        var ids = blocks.Select(block => Text(block!["block_id"])).OfType<string>().ToList();
        Check(ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, "block_id twice");
        Check(ids.All(id => Length(id) is > 0 and <= 255), "block_id too long");
        foreach (var block in blocks)
        {
            Block(block!.AsObject());
        }

        return faults;

        void Check(bool isRight, string fault)
        {
            if (!isRight)
            {
                faults.Add(fault);
            }
        }

        void Block(JsonObject block)
        {
            switch (Text(block["type"]))
            {
                case "header":
                    Object(block["text"], 150, "plain_text");
                    break;
                case "section" when block["text"] is not null:
                    Object(block["text"], 3000);
                    break;
                case "section":
                    Check(block["fields"]!.AsArray().Count is > 0 and <= 10, "fields");
                    Each(block["fields"], field => Object(field, 2000));
                    break;
                case "context":
                    Check(block["elements"]!.AsArray().Count is > 0 and <= 10, "context");
                    Each(block["elements"], element => Object(element, 2000));
                    break;
                case "actions":
                    Check(block["elements"]!.AsArray().Count is > 0 and <= 25, "actions");
                    Each(block["elements"], Button);
                    var actions = block["elements"]!
                        .AsArray()
                        .Select(one => Text(one!["action_id"]))
                        .ToList();
                    Check(actions.Distinct().Count() == actions.Count, "action_id twice");
                    break;
                case "input":
                    Object(block["label"], 2000, "plain_text");
                    Element(block["element"]!.AsObject());
                    break;
                case var other:
                    faults.Add($"unknown block {other}");
                    break;
            }
        }

        void Button(JsonNode? button)
        {
            Object(button!["text"], 75, "plain_text");
            Check(Length(Text(button["value"])!) is > 0 and <= 2000, "value");
            Check(Length(Text(button["action_id"])!) is > 0 and <= 255, "action_id");
            Check(Text(button["style"]) is null or "primary" or "danger", "style");
        }

        void Element(JsonObject element)
        {
            if (element["initial_value"] is { } initial)
            {
                var longest = element["max_length"]?.GetValue<int>() ?? 3000;
                Check(Length(Text(initial)!) > 0 && Length(Text(initial)!) <= longest, "initial");
                Check(longest is > 0 and <= 3000, "max_length");
            }

            if (element["options"] is JsonArray options)
            {
                Check(options.Count is > 0 and <= 100, "options");
                Each(
                    options,
                    option =>
                    {
                        Object(option!["text"], 75, "plain_text");
                        Check(Length(Text(option["value"])!) is > 0 and <= 150, "option value");
                    }
                );
                Check(
                    element["initial_option"] is not { } chosen
                        || options.Any(option => JsonNode.DeepEquals(option, chosen)),
                    "initial_option"
                );
            }
        }

        void Object(JsonNode? text, int most, string? only = null)
        {
            var words = Text(text?["text"]) ?? "";
            var type = Text(text?["type"]);
            Check(Length(words) is > 0 && Length(words) <= most, $"{Length(words)} of {most}");
            Check(!string.IsNullOrWhiteSpace(words), "blank");
            Check(only is null || type == only, $"{type} in place of {only}");
            faults.AddRange(type == "mrkdwn" ? Mrkdwn(words) : Plain(words));
        }
    }

    /// <summary>What of a mrkdwn text would ring, link or format; our own bold line at its beginning aside.</summary>
    public static IEnumerable<string> Mrkdwn(string text)
    {
        var end = text.StartsWith('*') ? text.IndexOf("*\n", 1, StringComparison.Ordinal) : -1;
        var inner = end > 0 ? text[1..end] + text[(end + 1)..] : text;
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] is '<' or '>')
            {
                yield return $"'{inner[i]}' is not escaped";
            }

            if (inner[i] is '*' or '_' or '~' or '`' && (i == 0 || inner[i - 1] != '\u200B'))
            {
                yield return $"'{inner[i]}' formats";
            }

            if (
                inner[i] == '&'
                && !new[] { "&amp;", "&lt;", "&gt;" }.Any(entity =>
                    inner[i..].StartsWith(entity, StringComparison.Ordinal)
                )
            )
            {
                yield return "'&' is not escaped";
            }
        }

        foreach (var fault in Marks(text))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Plain(string text)
    {
        for (var i = 0; i < text.Length - 1; i++)
        {
            if (text[i] == '<' && text[i + 1] is not ('\u2060' or '…'))
            {
                yield return "'<' could begin a mention";
            }
        }

        foreach (var fault in Marks(text))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Marks(string text) =>
        text.EnumerateRunes()
            .Where(rune =>
                (rune.Value < 0x20 && rune.Value != '\n')
                || rune.Value is >= 0x7F and < 0xA0
                || rune.Value
                    is 0x200E
                        or 0x200F
                        or 0x061C
                        or >= 0x202A
                        and <= 0x202E
                        or >= 0x2066
                        and <= 0x2069
                // Half a character, which no JSON can carry.
                || (rune == Rune.ReplacementChar && !text.Contains('\uFFFD'))
            )
            .Select(rune => $"U+{rune.Value:X4}");

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static void Each(JsonNode? list, Action<JsonNode?> check)
    {
        foreach (var one in list!.AsArray())
        {
            check(one);
        }
    }
}
