using CreditBot.Channels;

namespace CreditBot.Dialog;

/// <summary>Hand-overs: what the client, the bot and the manager say to each other.</summary>
internal sealed partial class Phrases
{
    public const string TalkReplyButton = "Reply";
    public const string CloseButton = "Close";

    public const string TalkAfterQuestion =
        "You are still talking with a person; “back” ends that.";

    public const string TalkOverForClient =
        "That conversation has been closed meanwhile, so I haven't passed it on. You are talking to me again.";

    public static string HandedOver(string manager, bool isLost) =>
        $"{(isLost ? "I'm not getting any further, so " : "")}I've asked {manager}; what you write now goes to them, and their answers come here. “balance” and the like still work, and “back” brings you back to me.";

    /// <summary>Said to who can't be put through to anybody.</summary>
    public const string NobodyToAsk =
        "I'm not getting any further, and nobody can be reached here right now. Please call or mail your agency.";

    public static string PassedOn(string manager) => $"I've passed that on to {manager}.";

    public static string TakenBack(string manager) =>
        $"All right, you are talking to me again, and {manager} has been told.";

    public static string FromManager(string manager, string words) => $"{manager}: {words}";

    public static string ClosedFor(string manager) =>
        $"{manager} has closed the conversation. You are talking to me again: ask for credits, or for your balance, any time.";

    public static string NobodyAnswered(string manager) =>
        $"{manager} hasn't answered within a day, and I'm sorry about that. You are talking to me again. To have them asked once more, write “talk to a human”; or call your agency.";

    public static string TalkTitle(HandOver talk, string client) => $"{talk.PersonName} · {client}";

    /// <summary>"Bo of Acme Dental asks for a person (in Teams, Sun 12:00)."</summary>
    public string NeedsPerson(HandOver talk, string client)
    {
        var where = $"{Where(talk.Channel)}, {W.Past(talk.OpenedAt)}";
        return talk.IsLost
            ? $"I couldn't follow {talk.PersonName} of {client} twice in a row ({where}), so they need a person."
            : $"{talk.PersonName} of {client} asks for a person ({where}).";
    }

    public static string Line(SaidLine line) => $"{line.Who ?? "CreditBot"}: {line.Words}";

    public static string ReplyHow(HandOver talk, string client) =>
        $"Write “reply {client} …” and {talk.PersonName} gets your words; “close {client}” ends it.";

    public static string ReplyLabel(string person) => $"Your words to {person}";

    public static string FromClient(HandOver talk, string client, string words) =>
        $"{talk.PersonName} ({client}): {words}";

    public static string AskReplyWords(string person) =>
        $"What shall I tell {person}? Write it, or “cancel”.";

    public static string ReplySent(string person) => $"Sent to {person}.";

    public static string TalkClosed(string person) =>
        $"Closed: {person} has been told and is talking to me again.";

    public static string TalkEndedByClient(HandOver talk, string client) =>
        $"{talk.PersonName} ({client}) has ended the conversation and is talking to me again.";

    public string TalkOutcome(HandOver talk) =>
        talk.EndedAt is { } at ? $"Closed by {talk.EndedByName}, {W.Past(at)}."
        : talk.WaitsSince is null ? "Over: nothing more was said for a day."
        : $"Nobody answered within a day, and {talk.PersonName} has been told. A reply still reaches them.";

    public string TalkIsOver(HandOver talk) =>
        talk.EndedAt is { } at
            ? $"{talk.EndedByName} closed that conversation, {W.Past(at)}, so nothing was sent."
            : $"That conversation with {talk.PersonName} is over, so there is nothing to close.";

    public const string TalkOverForManager =
        "That conversation has just been closed, so nothing was sent.";

    public static string NoTalk(string text) =>
        $"Nobody by that name has asked for a person: {Quote(text.Length <= 60 ? text : text[..60])} Write “reply”, the client and your words.";

    public static string WhichTalk(IEnumerable<HandOver> talks) =>
        $"Several people of that client have asked. Write the name instead: {Wording.List([.. talks.Select(talk => $"“reply {talk.PersonName} …”")])}.";

    public static string TalkWaits(HandOver talk, string client, bool isOnly) =>
        $"{talk.PersonName} of {client} waits for a person: “reply {(isOnly ? client : talk.PersonName)} …”.";

    private static string Where(string channel) =>
        channel switch
        {
            ChannelNames.Teams => "in Teams",
            ChannelNames.Slack => "in Slack",
            ChannelNames.Web => "on the web",
            ChannelNames.Terminal => "in the terminal",
            _ => $"in {channel}",
        };
}
