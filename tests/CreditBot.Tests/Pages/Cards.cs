using CreditBot.Channels;

namespace CreditBot.Tests.Pages;

/// <summary>Messages as the dialog makes them.</summary>
internal static class Cards
{
    /// <summary>A manager's card with all kinds of parts and buttons.</summary>
    public static readonly Message ToDecide = new()
    {
        CardKey = "R-12",
        Parts =
        [
            new MessagePart.Heading("R-12 · Bella Bakery"),
            new MessagePart.Paragraph("Bella Bakery asks for 60 credits once, <b>$118.80</b>."),
            new MessagePart.Facts([new Fact("Pool", "3,140 left")]),
            new MessagePart.Progress(46, 50, "46 of 50 monthly credits used"),
            new MessagePart.Chart(
                "Credits used",
                [new ChartBar("Sep", 40), new ChartBar("Oct", 140, IsMarked: true)],
                "40, 140"
            ),
        ],
        Choices =
        [
            new Choice(
                "Approve",
                CardAction.Of("approve", ("request", "R-12")),
                ChoiceStyle.Primary
            ),
            new Choice(
                "Decline",
                CardAction.Of("decline", ("request", "R-12")),
                ChoiceStyle.Destructive,
                [new MessagePart.Input("reason", "Reason", InputKind.Text, IsRequired: true)]
            ),
        ],
    };

    /// <summary>A question with a priced shortcut beside its answer.</summary>
    public static readonly Message Question = Message.Of("By when?") with
    {
        Choices =
        [
            new Choice("No deadline", CardAction.Of("no_deadline")),
            new Choice("60 credits once", CardAction.Of("send")),
        ],
    };

    public static TurnReply Say(params ReadOnlySpan<string> paragraphs) =>
        new([Message.Of(paragraphs)]);
}
