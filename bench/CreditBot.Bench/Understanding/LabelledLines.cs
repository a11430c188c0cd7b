using System.Globalization;
using System.Text.Json;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Bench.Understanding;

/// <summary>One labelled message: what was said and the frame it should give, as JSON.</summary>
internal sealed record LabelledLine(Utterance Said, JsonElement Gold)
{
    public string Intent => Gold.GetProperty("intent").GetString()!;

    /// <summary>No slots are labelled.</summary>
    public bool IntentOnly { get; init; }
}

/// <summary>The labelled messages of ../shared/data/nlu; they are read where they lie and never copied.</summary>
internal static class LabelledLines
{
    private static readonly LocalDate Today = new(2026, 11, 22);

    /// <summary>The folder beside the checkout, or null when it isn't there.</summary>
    public static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "nlu");
            if (File.Exists(Path.Combine(folder, "dev_utterances.jsonl")))
            {
                return folder;
            }
        }

        return null;
    }

    public static IReadOnlyList<LabelledLine> Read(string folder, string file)
    {
        using var roster = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, "clients.json"))
        );
        string[] names =
        [
            .. roster
                .RootElement.EnumerateArray()
                .Select(client => client.GetProperty("name").GetString()!),
        ];
        return
        [
            .. File.ReadLines(Path.Combine(folder, file))
                .Where(line => line.Length > 0)
                .Select(line =>
                    FrameJson.TryRead(line, Today, names, out var said, out var error)
                        ? new LabelledLine(said, JsonElement.Parse(line))
                        : throw new InvalidDataException(error)
                ),
        ];
    }

    /// <summary>Names of the slots that count for an intent.</summary>
    public static IReadOnlyList<string> Relevant(string intent) =>
        intent switch
        {
            "request_credits" or "inform" =>
            [
                "amount",
                "amount_max",
                "monthly_total",
                "kind",
                "package",
                "reason",
                "due",
                "work",
            ],
            "change_request" =>
            [
                "amount",
                "amount_max",
                "monthly_total",
                "kind",
                "package",
                "reason",
                "due",
                "work",
                "request",
            ],
            "choose_option" => ["option", "kind", "package", "amount", "amount_max"],
            "check_request_status" or "cancel_request" => ["request"],
            "check_history" => ["month"],
            "ask_estimate" => ["work"],
            "ask_packages" => ["package"],
            "approve" or "ask_client" => ["request", "client"],
            "approve_with_change" => ["request", "client", "amount", "kind", "package", "due"],
            "decline" => ["request", "client", "reason"],
            "client_status" or "report" => ["client", "month"],
            "set_allocation" => ["client", "amount", "monthly_total", "package", "due"],
            "grant_credits" => ["client", "amount", "reason"],
            "delegate" => ["person", "due"],
            _ => [],
        };

    /// <summary>The slots of a frame that differ from the label, as "name: got, not wanted".</summary>
    public static IReadOnlyList<string> Differences(LabelledLine line, Frame frame)
    {
        if (line.IntentOnly)
        {
            return [];
        }

        var got = JsonElement.Parse(FrameJson.Write(frame));
        return
        [
            .. Relevant(line.Intent)
                .Select(slot => (slot, got: Slot(got, slot), wanted: Slot(line.Gold, slot)))
                .Where(pair =>
                    pair.slot == "reason"
                        ? !SameReason(pair.got, pair.wanted)
                        : pair.got != pair.wanted
                )
                .Select(pair => $"{pair.slot}: {pair.got}, not {pair.wanted}"),
        ];
    }

    private static string Slot(JsonElement frame, string name)
    {
        if (!frame.TryGetProperty(name, out var value))
        {
            return "";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => "",
            JsonValueKind.Number => Plain(value),
            JsonValueKind.Object => string.Join(
                ' ',
                value
                    .EnumerateObject()
                    .OrderBy(item => item.Name, StringComparer.Ordinal)
                    .Select(item => item.Name + "=" + Plain(item.Value))
            ),
            _ => value.ToString(),
        };
    }

    private static string Plain(JsonElement number) =>
        number.GetDecimal().ToString("0.####", CultureInfo.InvariantCulture);

    private static bool SameReason(string got, string wanted)
    {
        if (got.Length == 0 || wanted.Length == 0)
        {
            return got.Length == wanted.Length;
        }

        var (left, right) = (Bare(got), Bare(wanted));
        var shared = left.GroupBy(word => word, StringComparer.Ordinal)
            .Sum(group => Math.Min(group.Count(), right.Count(word => word == group.Key)));
        return 2.0 * shared / (left.Count + right.Count) >= 0.6;
    }

    private static List<string> Bare(string reason) =>
        [
            .. reason
                .ToLowerInvariant()
                .Split(
                    [' ', ',', '.', '!', '?', '(', ')', '"'],
                    StringSplitOptions.RemoveEmptyEntries
                )
                .Where(word =>
                    word
                        is not (
                            "a"
                            or "an"
                            or "the"
                            or "my"
                            or "our"
                            or "their"
                            or "his"
                            or "her"
                            or "its"
                            or "your"
                        )
                ),
        ];
}
