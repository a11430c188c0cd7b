using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Commands;

namespace CreditBot.Tests.Commands;

/// <summary><c>creditbot converse</c> plays dialogs and tells the facts after each turn (data/nlu/README.md).</summary>
public sealed class ConverseCommandTests
{
    private const string Given = """
        "given":{"client":"Acme Dental","package":"Professional","monthly":100,"used":88,"one_time":0,"resets":"2026-12-01","requests":[{"id":"R-12","client":"Bluebird Bakery","kind":"one_time","amount":80,"status":"submitted"}]}
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dialog_is_played_and_its_facts_are_told()
    {
        var (code, output, error) = await RunAsync(
            $$"""
            {"id":"x1","today":"2026-11-22",{{Given}},"turns":[
            """.ReplaceLineEndings("")
                + """{"role":"client","user":"40 credits once for the menu by nov 30"},{"role":"client","user":"the first one"},{"role":"client","user":"yes"},{"role":"manager","user":"approve R-12"}]}"""
        );
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var turns = JsonNode.Parse(output)!["turns"]!.AsArray();
        Fact(turns[0], "asks").ShouldBe("offer_choice");
        Fact(turns[0], "reason").ShouldBe("the menu");
        Fact(turns[1], "asks").ShouldBe("confirm");
        Fact(turns[2], "status").ShouldBe("submitted");
        Fact(turns[2], "new_requests").ShouldBe("1");
        Fact(turns[3], "status").ShouldBe("approved");
        Fact(turns[3]!["effect"], "client").ShouldBe("Bluebird Bakery");
        Fact(turns[3]!["effect"], "one_time_added").ShouldBe("80");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"id":"x","today":"soon","given":{"client":"Acme"},"turns":[]}""")]
    public async Task A_line_that_is_no_dialog_is_named_and_ends_with_2(string line)
    {
        var (code, output, error) = await RunAsync(line);
        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldStartWith("Line 1: ");
    }

    /// <summary>The labelled dialogs are for measuring; where they lie beside the checkout, none may have a wrong fact.</summary>
    [Fact]
    public async Task Labelled_dialogs_have_their_facts()
    {
        var path = Path.Combine(Root(), "..", "shared", "data", "nlu", "dialogs_dev.jsonl");
        Assert.SkipUnless(File.Exists(path), "The labelled dialogs are not here.");
        var lines = await File.ReadAllLinesAsync(path, Stop);
        var (code, output, _) = await RunAsync(string.Join('\n', lines));
        code.ShouldBe(0);
        var played = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var wrong = lines
            .Zip(played, (line, told) => Wrong(JsonNode.Parse(line)!, JsonNode.Parse(told)!))
            .SelectMany(faults => faults)
            .ToList();
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Wrong(JsonNode dialog, JsonNode played)
    {
        var turns = dialog["turns"]!.AsArray();
        for (var i = 0; i < turns.Count; i++)
        {
            foreach (var (name, expected) in turns[i]!["expect"]!.AsObject())
            {
                var told = played["turns"]![i]!;
                if (!IsRight(name, expected, told))
                {
                    yield return $"{dialog["id"]} {i + 1} '{turns[i]!["user"]}': {name} should be {expected?.ToJsonString() ?? "null"}";
                }
            }
        }
    }

    private static bool IsRight(string name, JsonNode? expected, JsonNode told) =>
        name switch
        {
            "asks" => expected!.AsArray().Any(one => $"{one}" == Fact(told, "asks")),
            "reason_has" => Fact(told, "reason")
                ?.Contains($"{expected}", StringComparison.OrdinalIgnoreCase) == true,
            "answers" => expected!
                .AsArray()
                .All(one => told["answers"]!.AsArray().Any(answer => $"{answer}" == $"{one}")),
            "effect" when expected is JsonObject effect => told["effect"] is JsonObject done
                && effect.All(pair => $"{done[pair.Key]}" == $"{pair.Value}"),
            "effect" => told["effect"] is null,
            _ => Fact(told, name) == (expected is null ? null : $"{expected}"),
        };

    private static string? Fact(JsonNode? node, string name) => node![name]?.ToString();

    private static async Task<(int Code, string Output, string Error)> RunAsync(string input)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await ConverseCommand.RunAsync(new StringReader(input), output, error, Stop);
        return (code, output.ToString(), error.ToString());
    }

    private static string Root([CallerFilePath] string testFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(testFile)!, "..", "..", ".."));
}
