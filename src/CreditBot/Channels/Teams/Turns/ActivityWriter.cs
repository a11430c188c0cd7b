using CreditBot.Channels.Teams.Cards;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Draws a message as an activity: plain sentences as text, everything else as a card.</summary>
internal static class ActivityWriter
{
    private const int LongestText = 8_000;
    private const int LongestSummary = 200;
    private const int MostParagraphs = 40;

    public static Activity Write(Message message, string? channelId)
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Summary = message.Summary is { } summary ? SafeText.Of(summary, LongestSummary) : null,
        };
        if (IsText(message))
        {
            activity.Text = Text(message);
            activity.TextFormat = TextFormatTypes.Markdown;
        }
        else
        {
            activity.Attachments =
            [
                new Attachment(AdaptiveCard.ContentType, content: Card(message, channelId)),
            ];
        }

        return activity;
    }

    /// <summary>The card as the SDK passes it on untouched: its own card package isn't served (design.md §8).</summary>
    public static JRaw Card(Message message, string? channelId) =>
        new(CardWriter.Json(message, Form(channelId)));

    private static ButtonForm Form(string? channelId) =>
        References.IsTeams(channelId) ? ButtonForm.Execute : ButtonForm.Submit;

    // A message with a key is replaced later, by a card as a rule, and so is a card from the start.
    private static bool IsText(Message message) =>
        message.Choices.IsEmpty
        && message.CardKey is null
        && message.Parts.All(part => part is MessagePart.Paragraph);

    private static string Text(Message message)
    {
        var lines = message
            .Parts.OfType<MessagePart.Paragraph>()
            .Take(MostParagraphs)
            .SelectMany(paragraph =>
                paragraph.Text.Split(
                    '\n',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
            );
        return Markdown.Escape(SafeText.Of(string.Join("\n\n", lines), LongestText));
    }
}
