using System.Net;
using CreditBot.Channels.Teams.Cards;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace CreditBot.Channels.Teams.Turns;

/// <summary>Answers to a pressed Action.Execute: HTTP 200 always, the outcome is in the body (protocols/bot-framework.md §3).</summary>
internal static class InvokeAnswers
{
    private const int LongestNote = 200;

    /// <summary>Another card takes the place of the pressed one, for the person who pressed.</summary>
    public static InvokeResponse Card(Message card, string? channelId) =>
        Answer(HttpStatusCode.OK, AdaptiveCard.ContentType, ActivityWriter.Card(card, channelId));

    /// <summary>The card stays; a short note says that the press arrived.</summary>
    public static InvokeResponse Note(Message? said)
    {
        var line =
            said?.Summary ?? said?.Parts.OfType<MessagePart.Paragraph>().FirstOrDefault()?.Text;
        return Answer(
            HttpStatusCode.OK,
            "application/vnd.microsoft.activity.message",
            SafeText.Of(string.IsNullOrWhiteSpace(line) ? "Done." : line, LongestNote)
        );
    }

    /// <summary>The press can't be read: it is none of ours, or was tampered with.</summary>
    public static InvokeResponse Unreadable() =>
        Error(
            HttpStatusCode.BadRequest,
            "BadRequest",
            "This button isn't one that I know. Please write what you want to do, or \"help\"."
        );

    public static InvokeResponse Failed() =>
        Error(HttpStatusCode.InternalServerError, "Failed", Sorry.Text);

    private static InvokeResponse Error(HttpStatusCode status, string code, string message) =>
        Answer(
            status,
            "application/vnd.microsoft.error",
            new JObject { ["code"] = code, ["message"] = message }
        );

    private static InvokeResponse Answer(HttpStatusCode status, string type, object value) =>
        new()
        {
            Status = (int)HttpStatusCode.OK,
            Body = new AdaptiveCardInvokeResponse
            {
                StatusCode = (int)status,
                Type = type,
                Value = value,
            },
        };
}

internal static class Sorry
{
    public const string NobodysTenant =
        "This bot isn't connected to your organization yet. Please ask your agency.";

    public const string Text =
        "Something went wrong on our side, and nothing was changed by it. Please try again in a moment.";
}
