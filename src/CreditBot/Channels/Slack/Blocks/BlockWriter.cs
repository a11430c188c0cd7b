using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CreditBot.Channels.Slack.Blocks;

/// <summary>Draws a message in Block Kit, the counterpart of Teams' card writer; it keeps Slack's limits by construction.</summary>
internal static class BlockWriter
{
    /// <summary>Buttons that Slack may cut to fewer letters than this when it shows them.</summary>
    private const int MostChoices = 4 * BlockKit.MostButtons;

    /// <summary>What says the same to notifications and screen readers.</summary>
    public static string Text(Message message) =>
        SlackText.Mrkdwn(PlainText.Of(message), BlockKit.LongestMessage);

    public static JsonArray Message(Message message) =>
        new([.. Draw(message, BlockKit.MostInMessage)]);

    public static JsonObject Home(Message message) =>
        BlockKit.Home(Draw(message, BlockKit.MostInView));

    /// <param name="most">Blocks; the parts that come beyond are said in one of text.</param>
    private static IEnumerable<JsonObject> Draw(Message message, int most)
    {
        var buttons = Buttons(message).ToList();
        var room = most - buttons.Count;
        var drawn = new List<JsonObject>();
        for (var i = 0; i < message.Parts.Count; i++)
        {
            var part = Part(message.Parts[i]).ToList();
            var isLast = i == message.Parts.Count - 1;
            if (drawn.Count + part.Count > (isLast ? room : room - 1))
            {
                var rest = message with { Parts = message.Parts.RemoveRange(0, i), Choices = [] };
                drawn.Add(BlockKit.Section(PlainText.Of(rest)));
                break;
            }

            drawn.AddRange(part);
        }

        var all = drawn.Concat(buttons).ToList();
        return all.Count > 0 ? all : [BlockKit.Section(SlackText.Nothing)];
    }

    private static IEnumerable<JsonObject> Part(MessagePart part) =>
        part switch
        {
            MessagePart.Heading heading => [BlockKit.Header(heading.Text)],
            MessagePart.Paragraph { Text: var text } when string.IsNullOrWhiteSpace(text) => [],
            MessagePart.Paragraph { IsSubtle: true } subtle => [BlockKit.Context(subtle.Text)],
            MessagePart.Paragraph paragraph => [BlockKit.Section(paragraph.Text)],
            MessagePart.Facts facts => BlockKit.Fields(facts.Items),
            MessagePart.Progress progress =>
            [
                BlockKit.Section($"{PlainText.Bar(progress.Value, progress.Of)} {progress.Words}"),
            ],
            MessagePart.Chart chart => [BlockKit.Section(chart.Title, ChartText(chart))],
            MessagePart.Input input => [BlockKit.Input(input)],
            _ => throw new UnreachableException(),
        };

    private static string ChartText(MessagePart.Chart chart) =>
        string.Join(
            '\n',
            Sparkline.Of(chart.Bars),
            string.Join(
                " · ",
                chart.Bars.Select(bar =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{bar.Label} {bar.Value:#,0.###}{(bar.IsMarked ? "!" : "")}"
                    )
                )
            ),
            chart.Words
        );

    /// <summary>All buttons, 25 to a block; a title that a button has no room for is written out above.</summary>
    private static IEnumerable<JsonObject> Buttons(Message message)
    {
        var choices = message.Choices.Take(MostChoices).ToImmutableList();
        var cut = choices.FindAll(choice => choice.Title.Length >= BlockKit.LongestButton);
        if (!cut.IsEmpty)
        {
            yield return BlockKit.Context(string.Join('\n', cut.Select(choice => choice.Title)));
        }

        foreach (var (place, some) in choices.Chunk(BlockKit.MostButtons).Index())
        {
            yield return BlockKit.Actions(
                string.Create(CultureInfo.InvariantCulture, $"choices_{place}"),
                some.Select(
                    (choice, i) =>
                        BlockKit.Button(
                            string.Create(CultureInfo.InvariantCulture, $"choice_{i}"),
                            choice
                        )
                )
            );
        }
    }
}
