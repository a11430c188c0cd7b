using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Commands;

namespace CreditBot.Bench.Understanding;

/// <summary>Whole dialogs played by <c>creditbot converse</c>, and the share of them with every fact right.</summary>
internal static class Dialogs
{
    private const string Today = "2026-11-22";

    /// <summary>Our own, in the text files beside this one.</summary>
    public static readonly IReadOnlyList<string> Files =
    [
        "dialogs.txt",
        "dialogs-heldout.txt",
        "dialogs-heldout2.txt",
        "dialogs-heldout3.txt",
        "dialogs-heldout4.txt",
        "dialogs-heldout5.txt",
        "dialogs-heldout6.txt",
        "dialogs-heldout7.txt",
    ];

    /// <summary>Those of ../shared/data/nlu.</summary>
    public static Task<(int All, int Right, IReadOnlyList<string> Wrong)> ScoreDevAsync(
        string folder
    ) =>
        ScoreAsync([
            .. File.ReadLines(Path.Combine(folder, "dialogs_dev.jsonl"))
                .Where(line => line.Length > 0)
                .Select(line => JsonNode.Parse(line)!.AsObject()),
        ]);

    public static async Task<(int All, int Right, IReadOnlyList<string> Wrong)> ScoreAsync(
        string file
    )
    {
        using var reader = new StreamReader(
            typeof(Dialogs).Assembly.GetManifestResourceStream(file)
                ?? throw new InvalidOperationException($"The resource {file} is missing.")
        );
        var text = await reader.ReadToEndAsync();
        return await ScoreAsync([
            .. text.Split("\n== ")
                .Skip(1)
                .Select(one => Dialog(one.Split('\n', StringSplitOptions.TrimEntries))),
        ]);
    }

    private static async Task<(int All, int Right, IReadOnlyList<string> Wrong)> ScoreAsync(
        IReadOnlyList<JsonObject> dialogs
    )
    {
        using var input = new StringReader(
            string.Join('\n', dialogs.Select(one => one.ToJsonString()))
        );
        using var output = new StringWriter();
        if (
            await ConverseCommand.RunAsync(input, output, Console.Error, CancellationToken.None)
            != 0
        )
        {
            throw new InvalidDataException("A dialog could not be played.");
        }

        var played = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var wrong = new List<string>();
        var right = 0;
        for (var i = 0; i < dialogs.Count; i++)
        {
            var turns = JsonElement.Parse(played[i]).GetProperty("turns");
            var errors = new List<string>();
            var asked = dialogs[i]["turns"]!.AsArray();
            for (var turn = 0; turn < asked.Count; turn++)
            {
                var expect = JsonElement.Parse(asked[turn]!["expect"]!.ToJsonString());
                errors.AddRange(
                    expect
                        .EnumerateObject()
                        .Where(fact => !Holds(fact.Name, fact.Value, turns[turn]))
                        .Select(fact =>
                            $"{dialogs[i]["id"]} \"{asked[turn]!["user"]}\": {fact.Name} {Got(fact.Name, turns[turn])}, not {fact.Value.GetRawText()}"
                        )
                );
            }

            right += errors.Count == 0 ? 1 : 0;
            wrong.AddRange(errors);
        }

        return (dialogs.Count, right, wrong);
    }

    private static string Got(string fact, JsonElement turn) =>
        turn.TryGetProperty(fact == "reason_has" ? "reason" : fact, out var got)
            ? got.GetRawText()
            : "nothing";

    private static bool Holds(string fact, JsonElement wanted, JsonElement turn)
    {
        var has = turn.TryGetProperty(fact == "reason_has" ? "reason" : fact, out var got);
        return fact switch
        {
            // The request that the status is of; the played turn names none.
            "request" => true,
            "asks" or "status" when wanted.ValueKind == JsonValueKind.Array => has
                && wanted
                    .EnumerateArray()
                    .Any(one =>
                        string.Equals(one.GetString(), got.GetString(), StringComparison.Ordinal)
                    ),
            "reason_has" => has
                && got.GetString()!
                    .Contains(wanted.GetString()!, StringComparison.OrdinalIgnoreCase),
            "answers" => has
                && wanted
                    .EnumerateArray()
                    .All(one =>
                        got.EnumerateArray()
                            .Any(given =>
                                string.Equals(
                                    one.GetString(),
                                    given.GetString(),
                                    StringComparison.Ordinal
                                )
                            )
                    ),
            _ => wanted.ValueKind switch
            {
                JsonValueKind.Null => !has || got.ValueKind == JsonValueKind.Null,
                JsonValueKind.Number => has
                    && got.ValueKind == JsonValueKind.Number
                    && got.GetDecimal() == wanted.GetDecimal(),
                JsonValueKind.True or JsonValueKind.False => (
                    has && got.ValueKind == JsonValueKind.True
                ) == (wanted.ValueKind == JsonValueKind.True),
                JsonValueKind.Object => has
                    && wanted
                        .EnumerateObject()
                        .All(part =>
                            got.ValueKind == JsonValueKind.Object
                            && got.TryGetProperty(part.Name, out var own)
                            && Holds(part.Name, part.Value, got)
                        ),
                _ => has
                    && string.Equals(got.ToString(), wanted.ToString(), StringComparison.Ordinal),
            },
        };
    }

    private static JsonObject Dialog(string[] lines)
    {
        var given = new JsonObject
        {
            ["client"] = "Acme Dental",
            ["package"] = "Professional",
            ["monthly"] = 100,
            ["used"] = 88,
            ["one_time"] = 0,
            ["resets"] = "2026-12-01",
            ["requests"] = new JsonArray(),
        };
        var turns = new JsonArray();
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("@given", StringComparison.Ordinal))
            {
                given["package"] = "Basic";
                given["monthly"] = 50;
                given["used"] = 48;
            }
            else if (line.StartsWith("@req ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                given["requests"]!
                    .AsArray()
                    .Add(
                        new JsonObject
                        {
                            ["id"] = words[1],
                            ["client"] = string.Join(' ', words[2..^3]),
                            ["kind"] = words[^3],
                            ["amount"] = int.Parse(words[^2], CultureInfo.InvariantCulture),
                            ["status"] = words[^1],
                        }
                    );
            }
            else if (line.Contains(" => ", StringComparison.Ordinal))
            {
                var parts = line.Split(" => ");
                turns.Add(
                    new JsonObject
                    {
                        ["role"] = parts[0][0] == 'm' ? "manager" : "client",
                        ["user"] = parts[0][2..],
                        ["expect"] = Facts(parts[1]),
                    }
                );
            }
        }

        return new JsonObject
        {
            ["id"] = lines[0],
            ["tags"] = new JsonArray(),
            ["today"] = Today,
            ["given"] = given,
            ["turns"] = turns,
        };
    }

    private static JsonObject Facts(string text)
    {
        var facts = new JsonObject();
        foreach (var fact in text.Split(';', StringSplitOptions.TrimEntries))
        {
            var name = fact.Split(' ')[0];
            var value = fact[name.Length..].Trim();
            facts[name] = name switch
            {
                "asks" or "status" => Strings(value.Split('|')),
                "answers" => Strings(value.Split(',')),
                "amount" or "amount_max" or "new_requests" => JsonNode.Parse(value),
                "handoff" or "refused" or "monthly_total" => true,
                "effect" when value == "none" => null,
                "effect" => Effect(value.Split(' ')),
                _ => value == "null" ? null : value,
            };
        }

        return facts;
    }

    private static JsonArray Strings(string[] values) => [.. values.Select(one => (JsonNode)one)];

    // "Acme Dental one_time_added 50"
    private static JsonObject Effect(string[] words) =>
        new()
        {
            ["client"] = string.Join(' ', words[..^2]),
            [words[^2]] = words[^2] == "package" ? words[^1] : JsonNode.Parse(words[^1]),
        };
}
