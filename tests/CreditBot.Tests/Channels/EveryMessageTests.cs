using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CreditBot.Channels.Slack;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.Channels.Teams.Cards;
using CreditBot.Tests.Dialog;

namespace CreditBot.Channels;

/// <summary>Whatever the product says, with whatever people write in it: right by each platform's rules, and obeyed by none.</summary>
public sealed class EveryMessageTests
{
    /// <summary>As many as are drawn with each hostile text.</summary>
    private const int ShapesEach = 6;

    [Fact]
    public async Task All_that_is_said_in_all_conversations_is_drawn_within_each_platforms_rules()
    {
        var messages = await MessagesAsync();
        messages.Count.ShouldBeGreaterThan(500);
        foreach (var message in messages)
        {
            SlackFaults(message).ShouldBeEmpty(PlainText.Of(message));
            TeamsFaults(message).ShouldBeEmpty(PlainText.Of(message));
        }
    }

    [Fact]
    public async Task Three_hundred_hostile_texts_in_every_kind_of_card_are_shown_and_not_obeyed()
    {
        HostileTexts.All.Length.ShouldBeGreaterThanOrEqualTo(300);
        // One of each shape that is ever said: which parts, fields and buttons it has.
        var shapes = (await MessagesAsync())
            .DistinctBy(Shape)
            .Append(Samples.Everywhere("x"))
            .ToList();
        shapes.Count.ShouldBeGreaterThan(30);
        var drawn = new HashSet<int>();
        foreach (var (n, text) in HostileTexts.All.Index())
        {
            var some = Enumerable
                .Range(0, ShapesEach)
                .Select(i => ((n * ShapesEach) + i) % shapes.Count)
                .Append(shapes.Count - 1);
            foreach (var shape in some)
            {
                drawn.Add(shape);
                var message = With(shapes[shape], text);
                SlackFaults(message).ShouldBeEmpty(text);
                TeamsFaults(message).ShouldBeEmpty(text);
            }
        }

        drawn.Count.ShouldBe(shapes.Count);
    }

    private static IReadOnlyList<string> SlackFaults(Message message) =>
        [
            .. BlockLimits.Faults(BlockWriter.Message(message)),
            .. BlockLimits.Faults(BlockWriter.Home(message)["blocks"]!.AsArray(), most: 100),
            .. BlockLimits.Mrkdwn(BlockWriter.Text(message)),
            .. message
                .Choices.Where(choice => choice.Inputs is { Count: > 0 })
                .Select(choice =>
                    ModalWriter.ForPress(
                        new ModalOrigin(
                            // As it comes back from the button.
                            ButtonValue.Read(ButtonValue.Of(choice).Write())!,
                            "D1:1",
                            new string('u', 1_500)
                        )
                    )
                )
                .SelectMany(WindowFaults),
        ];

    private static IEnumerable<string> WindowFaults(JsonObject view)
    {
        foreach (var name in (string[])["title", "submit", "close"])
        {
            if (view[name]!["text"]!.GetValue<string>().Length > 24)
            {
                yield return name;
            }
        }

        if (view["private_metadata"]!.GetValue<string>().Length > 3000)
        {
            yield return "private_metadata";
        }

        foreach (var fault in BlockLimits.Faults(view["blocks"]!.AsArray(), most: 100))
        {
            yield return fault;
        }
    }

    private static IReadOnlyList<string> TeamsFaults(Message message)
    {
        var json = CardWriter.Json(message, ButtonForm.Execute);
        return
        [
            .. CardSchema.Faults(json),
            .. json.Length * 2 > CardWriter.MostBytes ? ["too large"] : (string[])[],
            .. Shown(JsonNode.Parse(json)!)
                .Where(text =>
                    text.Contains("{{", StringComparison.Ordinal) || text.Contains('\u202E')
                )
                .Select(text => $"obeyed: {text}"),
        ];
    }

    /// <summary>All texts of a card but what its buttons carry, which nobody is shown.</summary>
    private static IEnumerable<string> Shown(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.Where(field => field.Key != "data")
                .SelectMany(field => Shown(field.Value)),
            JsonArray list => list.SelectMany(Shown),
            JsonValue value => [value.ToString()],
            _ => [],
        };

    private static async Task<IReadOnlyList<Message>> MessagesAsync()
    {
        var messages = new List<Message>();
        foreach (var name in TranscriptTests.Names)
        {
            messages.AddRange((await TranscriptTests.PlayedAsync(name)).Flow.Messages);
        }

        return messages;
    }

    private static string Shape(Message message) =>
        string.Join(
            '|',
            message
                .Parts.Select(part =>
                    part switch
                    {
                        MessagePart.Facts facts => $"Facts{facts.Items.Count}",
                        MessagePart.Input input => $"Input{input.Kind}",
                        _ => part.GetType().Name,
                    }
                )
                .Concat(
                    message.Choices.Select(choice =>
                        $"{choice.Action.Verb}:{string.Join(',', choice.Inputs?.Select(input => input.Kind) ?? [])}"
                    )
                )
        );

    /// <summary>The same message with another text wherever there is one.</summary>
    private static Message With(Message message, string text) =>
        message with
        {
            Summary = message.Summary is null ? null : text,
            Parts =
            [
                .. message.Parts.Select(part =>
                    part switch
                    {
                        MessagePart.Heading => new MessagePart.Heading(text),
                        MessagePart.Paragraph paragraph => paragraph with { Text = text },
                        MessagePart.Facts facts => new MessagePart.Facts([
                            .. facts.Items.Select(_ => new Fact(text, text)),
                        ]),
                        MessagePart.Progress progress => progress with { Words = text },
                        MessagePart.Chart chart => chart with
                        {
                            Title = text,
                            Words = text,
                            Bars = [.. chart.Bars.Select(bar => bar with { Label = text })],
                        },
                        MessagePart.Input input => With(input, text),
                        _ => part,
                    }
                ),
            ],
            Choices =
            [
                .. message.Choices.Select(choice =>
                    choice with
                    {
                        Title = text,
                        Action = choice.Action with
                        {
                            Data = choice.Action.Data.ToImmutableDictionary(
                                pair => pair.Key,
                                _ => text
                            ),
                        },
                        Inputs = choice.Inputs?.ConvertAll(input => With(input, text)),
                    }
                ),
            ],
        };

    private static MessagePart.Input With(MessagePart.Input input, string text) =>
        input with
        {
            Label = text,
            Value = input.Kind == InputKind.Text ? text : input.Value,
            Choices = input.Choices?.ConvertAll(choice => choice with { Title = text }),
        };
}
