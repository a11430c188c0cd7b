using CreditBot.Channels;
using CreditBot.Ledger;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>What a client hears when four fifths of a period's credits are used, or all: the figures, what comes next, and priced shortcuts (design.md §5).</summary>
internal static class LowCard
{
    public static Message Of(ClientScene scene, UseLevel level)
    {
        var card = CheckCard
            .Standing(scene, null)
            .Text(
                level == UseLevel.Low
                    ? scene.Say.Outlook(scene.Check)
                    : scene.Say.Beyond(scene.Client, scene.Catalog)
            );
        return Card
            .Empty.Text(scene.Say.Reached(scene.Client, level))
            .Then(scene.Newest is { } open ? Waiting(card, open, scene) : Prices(card, scene))
            .ToMessage();
    }

    /// <summary>More has been asked for already: that is what they want to know of.</summary>
    private static Card Waiting(Card card, CreditRequest open, ClientScene scene) =>
        card.Text(
            scene.Say.Status(
                open,
                scene.Manager,
                scene.NameOf(open.LastHandledBy),
                scene.AnswerBy(open.CreatedAt)
            )
        );

    // A price pressed here is read back first, for the client that is spoken of: of several it may be another one.
    private static Card Prices(Card card, ClientScene scene) =>
        scene.MayAsk && scene.Me.Clients.Count == 1
            ? OffersCard.Shortcuts(card, scene, new Draft { Number = 0 })
            : card;
}
