using System.Text;

namespace CreditBot.Channels;

/// <summary>A message as text with the same information, for terminals, fallbacks and transcripts.</summary>
public static class PlainText
{
    private const int BarWidth = 10;

    public static string Of(Message message)
    {
        var text = new StringBuilder();
        foreach (var part in message.Parts)
        {
            Append(text, part);
        }

        foreach (var choice in message.Choices)
        {
            text.Append('[').Append(choice.Title).Append("] ");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A bar of block characters: 46 of 50 is ▓▓▓▓▓▓▓▓▓░.</summary>
    public static string Bar(decimal value, decimal of)
    {
        var filled =
            of <= 0
                ? 0
                : (int)
                    Math.Clamp(
                        Math.Round(value / of * BarWidth, MidpointRounding.AwayFromZero),
                        0,
                        BarWidth
                    );
        return new string('▓', filled) + new string('░', BarWidth - filled);
    }

    private static void Append(StringBuilder text, MessagePart part)
    {
        switch (part)
        {
            case MessagePart.Heading heading:
                text.Append(heading.Text).Append('\n');
                break;
            case MessagePart.Paragraph paragraph:
                text.Append(paragraph.Text).Append('\n');
                break;
            case MessagePart.Facts facts:
                foreach (var fact in facts.Items)
                {
                    text.Append(fact.Name).Append(": ").Append(fact.Value).Append('\n');
                }

                break;
            case MessagePart.Progress progress:
                text.Append(Bar(progress.Value, progress.Of))
                    .Append(' ')
                    .Append(progress.Words)
                    .Append('\n');
                break;
            case MessagePart.Chart chart:
                // The words are sentences of their own.
                text.Append(chart.Words).Append('\n');
                break;
            case MessagePart.Input input:
                text.Append(input.Label).Append(": ____\n");
                break;
        }
    }
}
