using CreditBot.Advice;
using CreditBot.Channels;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>The priced options: what each means, the best value with its break-even, and a button for each (design.md §1, §4).</summary>
internal static class OffersCard
{
    public static Card Of(ClientScene scene, Draft draft, bool isBesidePast)
    {
        var offers = scene.Offers(draft);
        var bridge = scene.Bridge(draft, offers);
        var told = Card
            .Empty.Text(scene.Say.Basis(offers))
            .Text(scene.Say.CheaperFirst(scene.Check, isBesidePast))
            .Text(
                draft.Kind is null or RequestKind.OneTime && bridge is null
                    ? scene.Say.StillNeeded(offers)
                    : null
            )
            .With(
                new MessagePart.Facts([
                    .. offers.All.Select(
                        (offer, index) =>
                            new Fact(
                                $"{index + 1}. {scene.Say.Name(offer)}",
                                scene.Say.Means(offer)
                            )
                    ),
                ])
            )
            .Text(scene.Say.BestValue(offers, scene.Client.Plan.Package, isBesidePast))
            .Text(bridge is null ? null : scene.Say.Bridge(bridge, offers, draft.Due));
        var card = WithBridge(Buttons(told, scene, offers), scene, bridge);
        // Who can resume a paused account is a person.
        return scene.IsPaused
            ? card.Button(Phrases.PersonButton, CardAction.Of(Verbs.Person))
            : card;
    }

    /// <summary>Only the buttons, when the options have been told already.</summary>
    public static Card Again(ClientScene scene, Draft draft)
    {
        var offers = scene.Offers(draft);
        return WithBridge(Buttons(Card.Empty, scene, offers), scene, scene.Bridge(draft, offers));
    }

    /// <summary>One-tap shortcuts beside a question: what was asked for, else the last top-up, and the best value, priced.</summary>
    public static Card Shortcuts(Card card, ClientScene scene, Draft draft)
    {
        var offers = scene.Offers(draft);
        // Nobody has to answer a question to see a price: without anything to go by it is what would do for a while.
        Offer?[] shortcuts =
        [
            Wished(offers, draft)
                ?? offers.LastTopUp
                ?? (offers.BestValue is null ? offers.OneTime : null),
            offers.BestValue,
        ];
        return shortcuts
            .OfType<Offer>()
            .DistinctBy(offer => OfferId.Of(offer.Terms))
            .Where(offer => !card.Shows.Exists(shown => shown.Id == OfferId.Of(offer.Terms)))
            .Aggregate(card, (so, offer) => Button(so, scene, offer, null));
    }

    /// <summary>A package that was asked about, one tap away.</summary>
    public static Card Upgrade(Card card, ClientScene scene, string package) =>
        scene.Priced($"upgrade-{package}", null) is { } offer
            ? Button(card, scene, offer, null)
            : card;

    /// <summary>The option that meets the wish as it stands, once it is clear which.</summary>
    private static Offer? Wished(Offers offers, Draft draft) =>
        draft switch
        {
            { Kind: RequestKind.Upgrade } => offers.Package,
            { Amount: null, AmountMax: null } => null,
            { Kind: RequestKind.OneTime } => offers.OneTime,
            { Kind: RequestKind.Ongoing } => offers.Monthly,
            { Kind: null } => offers.OneTime,
            _ => null,
        };

    /// <summary>The extra way has a button of its own, unless one of the three is the same.</summary>
    private static Card WithBridge(Card card, ClientScene scene, Bridge? bridge) =>
        bridge is null || card.Shows.Exists(shown => shown.Id == OfferId.Of(bridge.Offer.Terms))
            ? card
            : Button(card, scene, bridge.Offer, null);

    private static Card Buttons(Card card, ClientScene scene, Offers offers)
    {
        var number = 0;
        return offers.All.Aggregate(card, (so, offer) => Button(so, scene, offer, ++number));
    }

    private static Card Button(Card card, ClientScene scene, Offer offer, int? number)
    {
        var id = OfferId.Of(offer.Terms);
        return card.Button(
            scene.Say.Title(offer),
            CardAction.Of(Verbs.Send, (Verbs.Offer, id)),
            offer.IsBestValue ? ChoiceStyle.Primary : ChoiceStyle.Plain
        ) with
        {
            Shows = card.Shows.Add(ShownOffer.Of(offer.Terms, number)),
        };
    }
}
