using CreditBot.Channels;
using CreditBot.Ledger;

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
        // A price pressed here is read back first, for the client that is spoken of: of several it may be another one.
        card =
            scene.MayAsk && scene.Me.Clients.Count == 1
                ? OffersCard.Shortcuts(card, scene, new Draft { Number = 0 })
                : card;
        return Card.Empty.Text(scene.Say.Reached(scene.Client, level)).Then(card).ToMessage();
    }
}
