using CreditBot.Channels;
using CreditBot.Outbox;

namespace CreditBot.Dialog;

/// <summary>What a client's approver is asked: to send what somebody else of the client wants, or not (design.md §5).</summary>
internal static class ApproverCard
{
    /// <summary>Null when it can't be had any more.</summary>
    public static Message? Of(ClientScene scene, Notice.ToConfirm asked, string asker)
    {
        var draft = new Draft
        {
            Number = 0,
            Reason = asked.Reason,
            Due = Limits.Date(asked.Due),
        };
        return scene.Priced(asked.Offer, draft) is { } offer
            ? Card
                .Empty.Text(scene.Say.AsksYouToConfirm(asker, offer.Terms, draft, scene.Client))
                .Button(
                    Phrases.ConfirmButton,
                    CardAction.Of(
                        Verbs.Confirm,
                        (Verbs.Offer, asked.Offer),
                        (Verbs.Price, ShownOffer.PriceOf(offer.Terms)),
                        (Verbs.By, asked.By),
                        (Verbs.Reason, asked.Reason ?? ""),
                        (Verbs.Due, asked.Due ?? "")
                    ),
                    ChoiceStyle.Primary
                )
                .Button(
                    Phrases.NotThisButton,
                    CardAction.Of(Verbs.Refuse, (Verbs.Offer, asked.Offer), (Verbs.By, asked.By))
                )
                .ToMessage()
            : null;
    }
}
