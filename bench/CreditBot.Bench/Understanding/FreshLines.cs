using System.Text.Json;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Bench.Understanding;

/// <summary>Our own sentences of <c>fresh.txt</c>, which nothing was trained on.</summary>
internal static class FreshLines
{
    private static readonly LocalDate Today = new(2026, 11, 22);

    private static readonly string[] Clients =
    [
        "Acme Dental",
        "Bluebird Bakery",
        "Northwind Legal",
    ];

    public static IReadOnlyList<LabelledLine> Read()
    {
        using var reader = new StreamReader(
            typeof(FreshLines).Assembly.GetManifestResourceStream("fresh.txt")
                ?? throw new InvalidOperationException("The resource fresh.txt is missing.")
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
        var parts = line.Split('|', 4, StringSplitOptions.TrimEntries);
        var pending =
            parts[2].Length == 0
                ? Pending.None
                : Enum.GetValues<Pending>().Single(one => FrameJson.Name(one) == parts[2]);
        return new LabelledLine(
            new Utterance(parts[3], parts[1] == "manager", pending, Today, Clients),
            JsonElement.Parse($$"""{"intent":"{{parts[0]}}"}""")
        )
        {
            IntentOnly = true,
        };
    }
}
