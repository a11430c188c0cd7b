using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Bench.Understanding;

/// <summary>Our own sentences in the text files beside this one, which nothing was trained on.</summary>
/// <remarks>A line is "intent | role | question at hand | text", and behind a further bar the slots, "name value" parted by ";".</remarks>
internal static class FreshLines
{
    /// <summary>The files, in the order in which they were written.</summary>
    public static readonly IReadOnlyList<string> Files =
    [
        "fresh.txt",
        "heldout1.txt",
        "heldout2.txt",
        "fresh2.txt",
        "heldout3.txt",
        "fresh3.txt",
        "heldout4.txt",
        "fresh4.txt",
        "fresh5.txt",
        "heldout5.txt",
        "fresh6.txt",
        "fresh7.txt",
        "fresh8.txt",
        "heldout6.txt",
    ];

    private static readonly LocalDate Today = new(2026, 11, 22);

    private static readonly string[] Clients =
    [
        "Acme Dental",
        "Bluebird Bakery",
        "Northwind Legal",
    ];

    public static IReadOnlyList<LabelledLine> Read(string file)
    {
        using var reader = new StreamReader(
            typeof(FreshLines).Assembly.GetManifestResourceStream(file)
                ?? throw new InvalidOperationException($"The resource {file} is missing.")
        );
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Where(line => line.Contains('|') && !line.StartsWith('#'))
                .Select(Line),
        ];
    }

    private static LabelledLine Line(string line)
    {
        var parts = line.Split('|', 5, StringSplitOptions.TrimEntries);
        var pending =
            parts[2].Length == 0
                ? Pending.None
                : Enum.GetValues<Pending>().Single(one => FrameJson.Name(one) == parts[2]);
        var gold = new JsonObject { ["intent"] = parts[0] };
        if (parts.Length > 4)
        {
            foreach (
                var slot in parts[4]
                    .Split(
                        ';',
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    )
            )
            {
                var name = slot.Split(' ', 2)[0];
                Add(gold, name, slot[name.Length..].Trim());
            }
        }

        return new LabelledLine(
            new Utterance(parts[3], parts[1] == "manager", pending, Today, Clients),
            JsonElement.Parse(gold.ToJsonString())
        )
        {
            IntentOnly = parts.Length < 5,
        };
    }

    private static void Add(JsonObject gold, string name, string value)
    {
        switch (name)
        {
            case "total":
                gold["monthly_total"] = true;
                break;
            case "amount" or "amount_max" or "option":
                gold[name] = JsonNode.Parse(value);
                break;
            case "work":
                var words = value.Split(' ');
                var work = new JsonObject();
                for (var i = 0; i + 1 < words.Length; i += 2)
                {
                    work[words[i]] = JsonNode.Parse(words[i + 1]);
                }

                gold["work"] = work;
                break;
            default:
                gold[name] = value;
                break;
        }
    }
}
