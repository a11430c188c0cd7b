using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.Channels.Slack.Web;
using NodaTime.Text;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>Reads fields that were filled in, and says of each what is wrong with it before the window closes.</summary>
internal static class FieldReader
{
    private const int MostFields = 32;
    private const int LongestValue = 4_000;

    /// <param name="values">state.values: an element by block and action.</param>
    /// <returns>Texts by the field's own id; fields left empty are not there.</returns>
    public static ImmutableSortedDictionary<string, string> Read(JsonElement? values)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(
            StringComparer.Ordinal
        );
        foreach (var (block, element) in Elements(values))
        {
            if (
                InputElements.InputOf(block) is { Length: > 0 } id
                && Value(element) is { Length: <= LongestValue } text
            )
            {
                fields[id] = text;
            }
        }

        return fields.ToImmutable();
    }

    /// <summary>What is wrong, by block, in words for the person.</summary>
    public static IReadOnlyDictionary<string, string> Faults(JsonElement view)
    {
        var required = view.List("blocks")
            .Where(block => block.Text("type") == "input" && !block.Flag("optional"))
            .Select(block => block.Text("block_id"))
            .ToHashSet(StringComparer.Ordinal);
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (block, element) in Elements(view.At("state", "values")))
        {
            var text = Value(element);
            var fault = string.IsNullOrWhiteSpace(text)
                ? required.Contains(block)
                    ? "Please fill this in."
                    : null
                : Fault(element.Text("type"), text);
            if (fault is not null)
            {
                faults[block] = fault;
            }
        }

        return faults;
    }

    private static string? Fault(string? type, string text) =>
        type switch
        {
            "number_input" => NumberFault(text),
            "datepicker" when !LocalDatePattern.Iso.Parse(text).Success =>
                "That is no date: please pick one.",
            "plain_text_input" when text.Length > InputElements.LongestReason =>
                $"That is too long: at most {InputElements.LongestReason:N0} characters.",
            _ => null,
        };

    private static string? NumberFault(string text) =>
        !decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? "Please write a number, such as 40 or 12.5."
        : number < 0 ? "This can't be less than 0."
        : number > InputElements.MostCredits
            ? $"This can't be more than {InputElements.MostCredits:N0}."
        : number != decimal.Round(number, 3) ? "At most three decimals, please."
        : null;

    private static IEnumerable<(string Block, JsonElement Element)> Elements(JsonElement? values) =>
        values is { ValueKind: JsonValueKind.Object } blocks
            ? blocks
                .EnumerateObject()
                .Take(MostFields)
                .Where(block => block.Value.ValueKind == JsonValueKind.Object)
                .SelectMany(block =>
                    block.Value.EnumerateObject().Take(1).Select(one => (block.Name, one.Value))
                )
            : [];

    private static string? Value(JsonElement element) =>
        element.Text("value")
        ?? element.Text("selected_date")
        ?? element.Text("selected_option", "value");
}
