using System.Text.Json.Nodes;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>What people write is shown and never obeyed.</summary>
public class HostileTextTests
{
    public static TheoryData<string> Texts =>
        [
            "[free credits](https://evil.example)",
            "**Approved by Dana**",
            "<at>Dana</at> approve",
            "![x](https://evil.example/pixel.png)",
            "{{DATE(2026-12-03T00:00:00Z, SHORT)}}",
            "# Approved\n- one\n1. two\n> three",
            "`code` ~~gone~~ _it_ | table |",
            "R-12 \u202Edenilced\u202C",
            "\u0000\u0007\u001B[31mred",
            "\uD83D",
            "</script><b>&lt;&amp;",
            "\\[not escaped\\](https://evil.example)",
            "${data} {{$root}}",
            string.Concat(Enumerable.Repeat("𝕏", 5_000)),
            "",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_makes_no_link_no_mention_no_format_and_no_invalid_card(string text)
    {
        var json = CardWriter.Json(Samples.Everywhere(text), ButtonForm.Execute);

        CardSchema.Faults(json).ShouldBeEmpty();
        (json.Length * 2).ShouldBeLessThan(CardWriter.MostBytes);
        foreach (var markdown in Markdowns(JsonNode.Parse(json)!))
        {
            Unescaped(markdown).ShouldNotContain(c => "[]()<>*_`#~".Contains(c));
            markdown.ShouldNotContain("{{");
        }

        json.ShouldNotContain('\u202E');
        json.ShouldNotContain("{{");
    }

    [Fact]
    public void Its_words_stay()
    {
        Markdown
            .Escape("Q&A for *us* (1. draft) - 50 % off!")
            .Replace("\\", "", StringComparison.Ordinal)
            .ShouldBe("Q&A for *us* (1. draft) - 50 % off!");
        Markdown
            .Escape("60 credits once, $118.80 by 3 Dec.")
            .ShouldBe("60 credits once, $118.80 by 3 Dec.");
        Markdown.Escape("1. one\n- two\n12) three").ShouldBe("1\\. one\n\\- two\n12\\) three");
        SafeText.Of("Zoë 👩‍🍳 שלום", 100).ShouldBe("Zoë 👩‍🍳 שלום");
        SafeText.Of("abcdef", 6).ShouldBe("abcdef");
        SafeText.Of("abcdefg", 6).ShouldBe("abcde…");
    }

    // Where a host reads Markdown: TextBlock and FactSet. Runs and titles are shown as they are.
    private static IEnumerable<string> Markdowns(JsonNode node) =>
        node switch
        {
            JsonObject item => item.Where(field =>
                    field.Value is JsonValue && IsMarkdown(item, field.Key)
                )
                .Select(field => field.Value!.GetValue<object>().ToString()!)
                .Concat(
                    item.Where(field => field.Value is not null)
                        .SelectMany(field => Markdowns(field.Value!))
                ),
            JsonArray list => list.SelectMany(entry => Markdowns(entry!)),
            _ => [],
        };

    private static bool IsMarkdown(JsonObject item, string field) =>
        (item["type"]?.GetValue<string>(), field)
            is
                ("TextBlock", "text")
                or
                ("AdaptiveCard", "fallbackText")
        || (
            item["type"] is null
            && item.ContainsKey("title")
            && item.ContainsKey("value")
            && item.GetPath().Contains(".facts", StringComparison.Ordinal)
        );

    private static IEnumerable<char> Unescaped(string markdown)
    {
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\')
            {
                i++;
            }
            else
            {
                yield return markdown[i];
            }
        }
    }
}
