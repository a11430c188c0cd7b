using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>Draws fields: what a person may fill in, held to the contract's lengths where Slack can.</summary>
internal static class InputElements
{
    // contract.md, Common: names 200, reasons 1,000 characters, 1,000,000 credits in one command.
    public const int LongestName = 200;
    public const int LongestReason = 1_000;
    public const decimal MostCredits = 1_000_000;

    private const string Prefix = "in_";
    private const int LongestOption = 75;
    private const int LongestOptionValue = 150;
    private const int MostOptions = 100;

    public static string IdOf(string input) => Prefix + input;

    /// <summary>The field's own id by that of its block; null for a block that is none of ours.</summary>
    public static string? InputOf(string block) =>
        block.StartsWith(Prefix, StringComparison.Ordinal) ? block[Prefix.Length..] : null;

    public static JsonObject Of(MessagePart.Input input)
    {
        var element = input.Kind switch
        {
            InputKind.Text => Text(input, LongestName, isMultiline: false),
            InputKind.LongText => Text(input, LongestReason, isMultiline: true),
            InputKind.Number => Number(input),
            InputKind.Date => Date(input),
            _ => Select(input),
        };
        element["action_id"] = "value";
        return element;
    }

    private static JsonObject Text(MessagePart.Input input, int longest, bool isMultiline)
    {
        var element = new JsonObject
        {
            ["type"] = "plain_text_input",
            ["multiline"] = isMultiline,
            ["max_length"] = longest,
        };
        if (!string.IsNullOrWhiteSpace(input.Value))
        {
            element["initial_value"] = SafeText.Of(input.Value, longest);
        }

        return element;
    }

    private static JsonObject Number(MessagePart.Input input)
    {
        var element = new JsonObject
        {
            ["type"] = "number_input",
            ["is_decimal_allowed"] = true,
            ["min_value"] = "0",
            ["max_value"] = MostCredits.ToString(CultureInfo.InvariantCulture),
        };
        if (
            decimal.TryParse(
                input.Value,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number <= MostCredits
        )
        {
            element["initial_value"] = number.ToString(CultureInfo.InvariantCulture);
        }

        return element;
    }

    private static JsonObject Date(MessagePart.Input input)
    {
        var element = new JsonObject { ["type"] = "datepicker" };
        if (input.Value is { } text && LocalDatePattern.Iso.Parse(text).Success)
        {
            element["initial_date"] = text;
        }

        return element;
    }

    private static JsonObject Select(MessagePart.Input input)
    {
        var options = (input.Choices ?? [])
            .Where(choice => choice.Value.Length is > 0 and <= LongestOptionValue)
            .Take(MostOptions)
            .ToList();
        if (options.Count == 0)
        {
            // Slack refuses a list without entries: a line to write takes its place.
            return Text(input, LongestName, isMultiline: false);
        }

        var element = new JsonObject
        {
            ["type"] = "static_select",
            ["options"] = new JsonArray([.. options.Select(Option)]),
        };
        if (options.Find(choice => choice.Value == input.Value) is { } chosen)
        {
            element["initial_option"] = Option(chosen);
        }

        return element;
    }

    private static JsonObject Option(InputChoice choice) =>
        new() { ["text"] = BlockKit.Plain(choice.Title, LongestOption), ["value"] = choice.Value };
}
