using System.Diagnostics;

namespace CreditBot.Channels.Teams.Cards;

/// <summary>Draws a message as an Adaptive Card that keeps within Teams' size by construction.</summary>
internal static class CardWriter
{
    /// <summary>The most of a whole activity, in bytes, counting two for each character as Teams does; it refuses 28 KB.</summary>
    public const int MostBytes = 25_000;

    // The envelope of an activity around the card: ids, names, conversation.
    private const int EnvelopeBytes = 3_000;
    private const int LongestFallback = 1_000;

    // The ways to draw a message, the first that fits is taken; only a hostile or broken message needs the later ones.
    private static readonly Room[] Rooms =
    [
        new(LongestText: 2_000, MostParts: 40, MostLines: 24),
        new(LongestText: 500, MostParts: 24, MostLines: 12),
        new(LongestText: 160, MostParts: 12, MostLines: 8),
        new(LongestText: 60, MostParts: 6, MostLines: 4),
        new(LongestText: 24, MostParts: 2, MostLines: 2),
    ];

    /// <summary>The card as JSON.</summary>
    public static string Json(Message message, ButtonForm form)
    {
        foreach (var room in Rooms)
        {
            var json = CardJson.Write(Draw(message, form, room));
            if (Fits(json))
            {
                return json;
            }
        }

        throw new UnreachableException("The smallest room bounds every card.");
    }

    public static AdaptiveCard Draw(Message message, ButtonForm form) =>
        Draw(message, form, Rooms[0]);

    private static bool Fits(string json) => (json.Length * 2) + EnvelopeBytes <= MostBytes;

    private static AdaptiveCard Draw(Message message, ButtonForm form, Room room)
    {
        var body = new List<CardElement>();
        var buttons = new ButtonWriter(message, form, room);
        foreach (var part in message.Parts.Take(room.MostParts))
        {
            body.AddRange(Element(part, room, buttons.RequiresFields));
        }

        if (message.Parts.Count > room.MostParts)
        {
            body.AddRange(Texts("…", room, isSubtle: true));
        }

        // One row goes under the card; more of them into it, in order.
        var rows = buttons.Rows();
        if (rows.Count > 1)
        {
            body.AddRange(rows.Select(row => new ActionSet(row)));
        }

        return new AdaptiveCard
        {
            FallbackText = Fallback(message, room),
            Body = body,
            Actions = rows is [var only] ? only : null,
        };
    }

    private static string Fallback(Message message, Room room) =>
        Markdown.Escape(
            SafeText.Of(PlainText.Of(message), Math.Min(LongestFallback, room.LongestText * 2))
        );

    private static IEnumerable<CardElement> Element(
        MessagePart part,
        Room room,
        bool requiresFields
    ) =>
        part switch
        {
            MessagePart.Heading heading =>
            [
                new TextBlock(room.Markdown(heading.Text))
                {
                    Style = TextBlockStyle.Heading,
                    Weight = TextWeight.Bolder,
                    Size = TextSize.Medium,
                },
            ],
            MessagePart.Paragraph paragraph => Texts(paragraph.Text, room, paragraph.IsSubtle),
            MessagePart.Facts facts =>
            [
                new FactSet([
                    .. facts
                        .Items.Take(room.MostLines)
                        .Select(fact => new CardFact(
                            room.Markdown(fact.Name),
                            room.Markdown(fact.Value)
                        )),
                ]),
            ],
            MessagePart.Progress progress => BarWriter.Progress(progress, room),
            MessagePart.Chart chart => BarWriter.Chart(chart, room),
            MessagePart.Input input => [InputWriter.Field(input, room, requiresFields)],
            _ => throw new UnreachableException(),
        };

    // Lines become blocks of their own: hosts differ in what they make of a line break within a run.
    private static IEnumerable<CardElement> Texts(string text, Room room, bool isSubtle) =>
        room.Plain(text)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(room.MostLines)
            .Select(
                (line, i) =>
                    new RichTextBlock([new TextRun(line) { IsSubtle = isSubtle ? true : null }])
                    {
                        Spacing = i == 0 ? null : Spacing.Small,
                    }
            );
}

/// <summary>How a button tells that it was pressed.</summary>
internal enum ButtonForm
{
    /// <summary>Action.Execute, whose answer replaces the card; with Action.Submit behind it. Teams and the Playground.</summary>
    Execute,

    /// <summary>Action.Submit alone: Web Chat and the Emulator ignore the other.</summary>
    Submit,
}
