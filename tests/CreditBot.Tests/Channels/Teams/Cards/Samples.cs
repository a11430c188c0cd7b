using System.Collections.Immutable;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Messages as dialogs make them, one of each kind of part and button.</summary>
internal static class Samples
{
    public static readonly Message Standing = new()
    {
        CardKey = "R-12",
        Summary = "Your options are ready",
        Parts =
        [
            new MessagePart.Heading("Where you stand"),
            new MessagePart.Progress(46, 50, "46 of 50 monthly credits used, 4 left"),
            new MessagePart.Paragraph("50 more arrive on Tue 1 Dec, two days before your date."),
            new MessagePart.Chart(
                "The last six months",
                [
                    new("Jun", 40),
                    new("Jul", 140, IsMarked: true),
                    new("Aug", 131, IsMarked: true),
                    new("Sep", 128.5m),
                    new("Oct", 0),
                ],
                "118 on average; ran dry in two of them"
            ),
            new MessagePart.Facts([new("Invoice", "$118.80"), new("Reason", "the *relaunch*")]),
            new MessagePart.Paragraph("Counted from your last 40 edits.", IsSubtle: true),
        ],
        Choices =
        [
            new(
                "60 credits once, now · $118.80",
                CardAction.Of("pick", ("option", "1"), ("request", "R-12")),
                ChoiceStyle.Primary
            ),
            new(
                "Professional, 150 a month from 1 Dec · +$100.00/month",
                CardAction.Of("pick", ("option", "3"))
            ),
        ],
    };

    public static readonly Message Deciding = new()
    {
        CardKey = "R-12",
        Summary = "Bella Bakery asks for credits",
        Parts = [new MessagePart.Paragraph("Bella Bakery asks for 60 credits once.")],
        Choices =
        [
            new(
                "Approve",
                CardAction.Of("approve", ("request", "R-12"), ("version", "7")),
                ChoiceStyle.Primary
            ),
            new(
                "Approve with change",
                CardAction.Of("change", ("request", "R-12"), ("version", "7")),
                Inputs: [new("credits", "Credits", InputKind.Number, IsRequired: true, Value: "60")]
            ),
            new(
                "Decline",
                CardAction.Of("decline", ("request", "R-12"), ("version", "7")),
                ChoiceStyle.Destructive,
                [new("reason", "Why?", InputKind.LongText, IsRequired: true)]
            ),
        ],
    };

    public static readonly Message Asking = new()
    {
        Parts =
        [
            new MessagePart.Heading("What do you need?"),
            new MessagePart.Input(
                "credits",
                "How many credits?",
                InputKind.Number,
                IsRequired: true
            ),
            new MessagePart.Input("reason", "What for?", InputKind.Text),
            new MessagePart.Input("due", "Needed by", InputKind.Date, Value: "2026-12-03"),
            new MessagePart.Input(
                "kind",
                "Once or every month?",
                InputKind.Choice,
                Value: "once",
                Choices: [new("once", "Once"), new("ongoing", "Every month")]
            ),
        ],
        Choices =
        [
            new("Go on", CardAction.Of("need"), ChoiceStyle.Primary),
            new("Show options", CardAction.Of("options")),
        ],
    };

    public static Message WithChoices(int count) =>
        Message.Of("Pick") with
        {
            Choices =
            [
                .. Enumerable
                    .Range(1, count)
                    .Select(n => new Choice(
                        $"Option {n}",
                        CardAction.Of("pick", ("option", $"{n}"))
                    )),
            ],
        };

    /// <summary>One text in every place that takes one.</summary>
    public static Message Everywhere(string text) =>
        new()
        {
            CardKey = "R-12",
            Summary = text,
            Parts =
            [
                new MessagePart.Heading(text),
                new MessagePart.Paragraph(text),
                new MessagePart.Facts([new(text, text)]),
                new MessagePart.Progress(1, 2, text),
                new MessagePart.Chart(text, [new(text, 1)], text),
                new MessagePart.Input("note", text, InputKind.Text, Value: text),
            ],
            Choices =
            [
                new(text, CardAction.Of("pick", ("option", "1")), ChoiceStyle.Primary),
                new(
                    text,
                    CardAction.Of("no"),
                    Inputs: [new("reason", text, InputKind.LongText, IsRequired: true)]
                ),
            ],
        };

    public static ImmutableArray<Message> All =>
        [Standing, Deciding, Asking, WithChoices(1), WithChoices(8), Message.Of("One.", "Two.")];
}
