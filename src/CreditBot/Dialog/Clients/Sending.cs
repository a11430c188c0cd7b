using CreditBot.Advice;
using CreditBot.Channels;
using CreditBot.Requests;

namespace CreditBot.Dialog;

/// <summary>From an option to a request: a click on a price sends it, an option in words is read back first (design.md §4).</summary>
internal static class Sending
{
    /// <summary>An option was picked in words.</summary>
    public static DialogStep Pick(DialogStep step, ClientScene scene, string offerId)
    {
        var draft = step.State.Draft ?? DraftOf(step.State, offerId);
        if (draft is null || scene.Priced(offerId, draft) is not { } offer)
        {
            return Asking.Again(step, scene, Phrases.DidNotGetIt);
        }

        var state = Opened(step.State, draft);
        return SameIsOpen(scene, draft, offer) is { } same
            ? Same(step.In(state), scene, same)
            : ReadBack(step.In(state), scene, draft, offer, Card.Empty);
    }

    /// <summary>A priced choice was clicked.</summary>
    public static DialogStep Press(DialogStep step, ClientScene scene, string? offerId)
    {
        var draft = step.State.Draft ?? DraftOf(step.State, offerId);
        if (draft is null || scene.Priced(offerId!, draft) is not { } offer)
        {
            return Asking.Again(step.Say(Phrases.OldButton), scene);
        }

        if (SameIsOpen(scene, draft, offer) is { } same)
        {
            return Same(step, scene, same);
        }

        var shown = step.State.Shown.Find(one => one.Id == offerId);
        if (shown is null || OpenLike(scene, draft, offer) is not null)
        {
            // Not shown any more, or a change of what is open: it is read back first.
            return ReadBack(step.In(Opened(step.State, draft)), scene, draft, offer, Card.Empty);
        }

        return shown.Price == ShownOffer.PriceOf(offer.Terms)
            ? Send(step, scene, draft, offer)
            : Moved(step.In(Opened(step.State, draft)), scene, draft, offer);
    }

    /// <summary>What was read back is right.</summary>
    public static DialogStep Confirmed(
        DialogStep step,
        ClientScene scene,
        DialogFrame.ConfirmSend confirm
    )
    {
        var draft = step.State.Draft ?? DraftOf(step.State, confirm.Offer);
        if (draft is null || scene.Priced(confirm.Offer, draft) is not { } offer)
        {
            return Asking.Again(step.In(step.State.Pop()), scene, Phrases.DidNotGetIt);
        }

        if (SameIsOpen(scene, draft, offer) is { } same)
        {
            return Same(step, scene, same);
        }

        if (
            confirm.Replaces is { } old
            && OpenLike(scene, draft, offer)?.Id != old
            && scene.Client.Find(old) is { } gone
        )
        {
            // It was to take the place of something that has been decided meanwhile: it would be too much now.
            return ReadBack(
                step.In(step.State.Pop()),
                scene,
                draft,
                offer,
                Card.Empty.Text(
                        scene.Say.Status(
                            gone,
                            scene.Manager,
                            scene.NameOf(gone.Decision?.By),
                            scene.AnswerBy(gone.CreatedAt)
                        )
                    )
                    .Text(Phrases.OnTop(old))
            );
        }

        var shown = step.State.Shown.Find(one => one.Id == confirm.Offer);
        return shown?.Price == ShownOffer.PriceOf(offer.Terms)
            ? Send(step, scene, draft, offer)
            : Moved(step.In(step.State.Pop()), scene, draft, offer);
    }

    /// <summary>Says what would be sent at what price, and asks.</summary>
    public static DialogStep ReadBack(
        DialogStep step,
        ClientScene scene,
        Draft draft,
        Offer offer,
        Card before
    )
    {
        var card = before;
        if (OpenLike(scene, draft, offer) is { } open)
        {
            card = card.Text(scene.Say.Replaces(open, scene.Manager));
        }

        card = card.Text(scene.Say.ReadBack(offer, draft, scene.Manager))
            .Button(Phrases.SendButton, CardAction.Of(Verbs.Yes), ChoiceStyle.Primary)
            .Button(Phrases.NotThisButton, CardAction.Of(Verbs.No));
        var id = OfferId.Of(offer.Terms);
        var number = step.State.Shown.Find(one => one.Id == id)?.Number;
        return step.In(
                step.State.Push(new DialogFrame.ConfirmSend(id, OpenLike(scene, draft, offer)?.Id))
                    .Remember(ShownOffer.Of(offer.Terms, number))
            )
            .Say(card.ToMessage());
    }

    private static DialogStep Moved(DialogStep step, ClientScene scene, Draft draft, Offer offer) =>
        ReadBack(step, scene, draft, offer, Card.Empty.Text(scene.Say.PriceMoved(offer)));

    /// <summary>An approver confirms what somebody else wants: sent as it was shown, read back when that has changed or something like it is open.</summary>
    /// <param name="price">As it was shown.</param>
    public static DialogStep ForSomebody(
        DialogStep step,
        ClientScene scene,
        Draft draft,
        Offer offer,
        string? price
    )
    {
        if (SameIsOpen(scene, draft, offer) is { } same)
        {
            return Same(step, scene, same);
        }

        step = step.In(Opened(step.State.Cleared(), draft));
        return price != ShownOffer.PriceOf(offer.Terms) ? Moved(step, scene, draft, offer)
            : OpenLike(scene, draft, offer) is null ? Send(step, scene, draft, offer)
            : ReadBack(step, scene, draft, offer, Card.Empty);
    }

    private static DialogStep Send(DialogStep step, ClientScene scene, Draft draft, Offer offer)
    {
        if (
            scene.Client.Terms.NeedsApprover(
                new Amounts.PersonId(scene.Me.Person.Id),
                offer.Terms.Price
            )
        )
        {
            return step.In(step.State.Cleared())
                .Do(
                    new DialogCommand.AskApprover(
                        scene.Client.Id,
                        OfferId.Of(offer.Terms),
                        draft.Reason,
                        draft.Due
                    )
                );
        }

        var best = scene.Offers(draft).BestValue;
        var command = new DialogCommand.Send(
            scene.Client.Id,
            offer.Terms,
            draft.Reason,
            draft.Due,
            // For some months is what was asked for, not against an advice that is for good.
            best is null
            || OfferId.Of(best.Terms with { Months = offer.Terms.Months })
                == OfferId.Of(offer.Terms)
                ? null
                : best.Terms,
            OpenLike(scene, draft, offer)?.Id
        );
        return step.In(step.State.Cleared()).Do(command) with
        {
            Seen = step.Seen with
            {
                Sent = draft.As(offer.Terms.Kind, offer.Terms.Credits, offer.Terms.Package),
            },
        };
    }

    private static DialogStep Same(DialogStep step, ClientScene scene, CreditRequest same) =>
        step.In(step.State.Cleared()).Say(Phrases.SameIsOpen(same, scene.Manager)).About(same.Id);

    /// <summary>The open request that this takes the place of: the one being changed, else one of the same kind.</summary>
    private static CreditRequest? OpenLike(ClientScene scene, Draft draft, Offer offer) =>
        scene.Open.FirstOrDefault(request => request.Id == draft.Changes)
        ?? scene.Open.FirstOrDefault(request => request.Terms.Kind == offer.Terms.Kind);

    private static CreditRequest? SameIsOpen(ClientScene scene, Draft draft, Offer offer) =>
        OpenLike(scene, draft, offer) is { } open
        && open.Terms == offer.Terms
        && (draft.Due ?? open.Due) == open.Due
        && (draft.Reason ?? open.Reason) == open.Reason
            ? open
            : null;

    /// <summary>The wish lies below what asks about it.</summary>
    private static DialogState Opened(DialogState state, Draft draft) =>
        state.Draft is not null
            ? state
            : state.Push(new DialogFrame.Wish(draft, Understanding.Pending.OfferChoice)) with
            {
                Drafts = draft.Number,
            };

    /// <summary>A wish that consists of the choice alone.</summary>
    private static Draft? DraftOf(DialogState state, string? offerId) =>
        OfferId.Read(offerId) is not { } choice
            ? null
            : new Draft
            {
                Number = state.Drafts + 1,
                Kind = choice.Kind,
                Amount = choice.Credits,
                Package = choice.Package,
                Months = choice.Months,
                NoReason = true,
                NoDue = true,
            };
}
