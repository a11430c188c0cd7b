using CreditBot.Channels;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>What a manager sees of a hand-over: who, where, what was said and understood, and how to answer.</summary>
internal static class HandOverCard
{
    public static Message Of(HandOver talk, string client, Phrases say, Instant now)
    {
        var card = Card
            .Empty.With(new MessagePart.Heading(Phrases.TalkTitle(talk, client)))
            .Text(say.NeedsPerson(talk, client))
            .Text(talk.Understood);
        card = talk.Lines.Aggregate(
            card,
            (so, line) => so.Text(Phrases.Line(line), line.Who is null)
        );
        card = talk.IsOpenAt(now)
            ? Buttons(card.Text(Phrases.ReplyHow(talk, client), isSubtle: true), talk)
            : card.Text(say.TalkOutcome(talk));
        return card.ToMessage(KeyOf(talk), Phrases.TalkTitle(talk, client));
    }

    /// <summary>Words of the client that came later.</summary>
    public static Message Relayed(HandOver talk, string client, string words) =>
        Buttons(Card.Empty.Text(Phrases.FromClient(talk, client, words)), talk)
            .ToMessage(summary: Phrases.TalkTitle(talk, client));

    /// <summary>Under which the card is found again.</summary>
    public static string KeyOf(HandOver talk) => $"talk:{talk.Key}";

    private static Card Buttons(Card card, HandOver talk) =>
        card.Button(
                Phrases.TalkReplyButton,
                CardAction.Of(Verbs.ReplyTalk, (Verbs.Talk, talk.Key)),
                ChoiceStyle.Primary,
                new MessagePart.Input(
                    Verbs.Words,
                    Phrases.ReplyLabel(talk.PersonName),
                    InputKind.LongText,
                    IsRequired: true
                )
            )
            .Button(Phrases.CloseButton, CardAction.Of(Verbs.CloseTalk, (Verbs.Talk, talk.Key)));
}
