using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Learns what a client needs: begun by any sentence, filled by answers and corrections (design.md §4).</summary>
internal static class Wishing
{
    /// <summary>Credits are asked for: a new wish, or more about the one at hand.</summary>
    public static DialogStep Begin(DialogStep step, Frame frame, ClientScene scene, string words)
    {
        if (!scene.MayAsk)
        {
            return step.Say(Phrases.OnlyViewer).Refusing();
        }

        if (step.State.Draft is not null)
        {
            step = step.In(ToWish(step.State));
            return Change(step, frame, scene, null) ?? Talk.Miss(step, scene, words);
        }

        if (
            frame
                is {
                    Measure.OfAllowance: false,
                    Amount: null,
                    AmountMax: null,
                    Kind: null,
                    Package: null
                }
            && ChangeSent(step, frame, scene) is { } doubled
        )
        {
            // "Double it", with nothing at hand but what was sent.
            return doubled;
        }

        var number = step.State.Drafts + 1;
        var (draft, problems) = Slots.Fill(new Draft { Number = number }, frame, scene);
        var before = problems.Aggregate(Card.Empty, (card, problem) => card.Text(problem));
        step = step.In(step.State.Begun(number));
        if (draft.Missing == Pending.OfferChoice)
        {
            return Asking.Next(
                step,
                scene,
                draft,
                before.Then(CheckCard.Of(scene, draft.Due)),
                isBesidePast: true
            );
        }

        if (scene.IsOut && draft.Package is null)
        {
            // Out of credits: prices first, tips after (design.md §4).
            var options = before
                .Then(CheckCard.Standing(scene, draft.Due))
                .Then(OffersCard.Of(scene, draft, isBesidePast: false));
            step = Asking.Next(step, scene, draft, options);
            return scene.Check.Tips.Count == 0
                ? step
                : step.Say(CheckCard.Tips(Card.Empty, scene, 2).ToMessage());
        }

        return Asking.Next(
            step,
            scene,
            draft,
            before
                .Then(CheckCard.Of(scene, draft.Due))
                .Text(scene.Say.Understood(draft))
                .Text(Estimated(scene, draft))
        );
    }

    /// <summary>The priced options, whatever is still open about the wish, or without one.</summary>
    public static DialogStep ShowOptions(DialogStep step, ClientScene scene)
    {
        if (!scene.MayAsk)
        {
            return step.Say(Phrases.OnlyViewer).Refusing();
        }

        if (step.State.Draft is { } begun)
        {
            return Asking.Next(step.In(ToWish(step.State)), scene, begun.Ready(), Card.Empty);
        }

        var number = step.State.Drafts + 1;
        return Asking.Next(
            step.In(step.State.Begun(number)),
            scene,
            new Draft { Number = number }.Ready(),
            CheckCard.Of(scene, due: null),
            isBesidePast: true
        );
    }

    /// <summary>Whatever lies above the wish is settled by asking anew.</summary>
    private static DialogState ToWish(DialogState state)
    {
        while (state.Top is not DialogFrame.Wish)
        {
            state = state.Pop();
        }

        return state;
    }

    /// <summary>An answer to a wish's question.</summary>
    public static DialogStep Reply(
        DialogStep step,
        DialogFrame.Wish wish,
        DialogInput.Said said,
        ClientScene scene
    )
    {
        var frame = said.Frame;
        switch (frame.Intent)
        {
            case Intent.Affirm when wish.Asked == Pending.OfferChoice && frame.IsBare():
                return Pick(step, Picking.Wished(step.State, scene), scene, said.Words);
            case Intent.Deny when frame.IsBare():
                return Denied(step, wish, said, scene);
            case Intent.Unsure:
                return Unsure(step, wish, said, scene);
            default:
                if (
                    frame is { Option: { } nth and >= 1 and <= 3, Amount: not null }
                    && wish.Asked == Pending.OfferChoice
                    && frame.Intent
                        is Intent.ChooseOption
                            or Intent.ChangeRequest
                            or Intent.Inform
                            or Intent.RequestCredits
                )
                {
                    // "The first one, but 50": its kind with another amount.
                    frame = frame with
                    {
                        Option = null,
                        Kind = (RequestKind)(nth - 1),
                    };
                }

                var isChoice = wish.Asked == Pending.OfferChoice || frame.Option is not null;
                if (isChoice && Picking.Of(step.State, frame, scene) is { } offer)
                {
                    return Picked(step, wish, frame, scene, offer);
                }

                return Change(step, Placed(wish, frame), scene, null)
                    ?? (
                        frame.Intent == Intent.Inform && Skipped(wish) is { } skipped
                            ? Asking.Next(step, scene, skipped, Card.Empty)
                            : Talk.Miss(step, scene, said.Words)
                    );
        }
    }

    /// <summary>"The first one, by Friday": what else is said counts as well.</summary>
    private static DialogStep Picked(
        DialogStep step,
        DialogFrame.Wish wish,
        Frame frame,
        ClientScene scene,
        string offer
    )
    {
        var (told, problems) = Slots.Fill(
            wish.Draft,
            new Frame
            {
                Intent = Intent.Inform,
                Reason = frame.Reason,
                Due = frame.Due,
            },
            scene
        );
        step = problems.Aggregate(step, (so, problem) => so.Say(problem));
        return Sending.Pick(
            told == wish.Draft
                ? step
                : step.In(step.State.Swap(new DialogFrame.Wish(told.Ready(), Pending.OfferChoice))),
            scene,
            offer
        );
    }

    /// <summary>The wish with what was said, or null when nothing in it changes and nothing is wrong with it.</summary>
    /// <param name="confirming">The option that was being confirmed: a new amount is read back at once.</param>
    public static DialogStep? Change(
        DialogStep step,
        Frame frame,
        ClientScene scene,
        string? confirming
    )
    {
        if (step.State.Draft is not { } draft)
        {
            return null;
        }

        var (changed, problems) = Slots.Fill(draft, frame, scene);
        if (changed == draft && problems.IsEmpty)
        {
            return null;
        }

        var before = problems.Aggregate(Card.Empty, (card, problem) => card.Text(problem));
        if (changed == draft && Stuck(step, scene, draft, before, confirming) is { } stuck)
        {
            return stuck;
        }

        before = before.Text(changed.Work == draft.Work ? null : Estimated(scene, changed));

        if (confirming is null)
        {
            return Asking.Next(step, scene, changed, before);
        }

        step = step.In(
            step.State.Swap(new DialogFrame.Wish(changed.Ready(), Pending.OfferChoice)) with
            {
                Misses = 0,
            }
        );
        var id = Confirmed(confirming, draft, changed, scene);
        return id is not null && scene.Priced(id, changed) is { } offer
            ? Sending.ReadBack(step, scene, changed, offer, before)
            : Asking.Next(step, scene, changed, before);
    }

    /// <summary>Nothing but what can't be was said. The question is asked once more; after that prices are shown instead, or a person helps.</summary>
    private static DialogStep? Stuck(
        DialogStep step,
        ClientScene scene,
        Draft draft,
        Card before,
        string? confirming
    )
    {
        if (step.State.Misses == 0)
        {
            var again =
                confirming is not null && scene.Priced(confirming, draft) is { } offer
                    ? Sending.ReadBack(step, scene, draft, offer, before)
                    : Asking.Next(step, scene, draft, before);
            return again.In(again.State with { Misses = 1 });
        }

        return confirming is null && draft.Missing != Pending.OfferChoice
                ? Asking.Next(step, scene, draft.Ready(), before.Text(Phrases.PickFromThese))
            : scene.Talk is null ? Talk.HandOff(step, scene, isLost: true)
            : null;
    }

    /// <summary>Something was said that nobody asked for.</summary>
    public static DialogStep Unasked(DialogStep step, DialogInput.Said said, ClientScene scene)
    {
        var frame = said.Frame;
        if (frame.Intent == Intent.OutOfScope)
        {
            return Talk.OutOfScope(step, scene, said);
        }

        if (frame.Intent == Intent.Unsure && AsksForOptions.AsksAdvice(said.Words))
        {
            // "What would you recommend?": the best value is marked among them.
            return ShowOptions(step, scene);
        }

        if (frame.IsBare() || frame.Intent is Intent.Affirm or Intent.Deny or Intent.Unsure)
        {
            return step.Say(Phrases.NothingAsked);
        }

        return frame.Intent == Intent.ChangeRequest && scene.MayAsk
            ? ChangeSent(step, frame, scene) ?? Begin(step, frame, scene, said.Words)
            : Begin(step, frame, scene, said.Words);
    }

    /// <summary>"Make it 40" about a request that is with the manager: the same with the change, read back.</summary>
    private static DialogStep? ChangeSent(DialogStep step, Frame frame, ClientScene scene)
    {
        var request = Amounts.RequestId.TryParse(frame.Request, out var id)
            ? scene.Open.FirstOrDefault(one => one.Id == id)
            : scene.Spoken(step.State) ?? scene.Newest;
        if (request is null)
        {
            return null;
        }

        var sent = new Draft
        {
            Number = step.State.Drafts + 1,
            Changes = request.Id,
            Kind = request.Terms.Kind,
            Amount = request.Terms.Credits,
            Package = request.Terms.Package,
            Reason = request.Reason,
            Due = request.Due,
            NoReason = request.Reason is null,
            NoDue = request.Due is null,
        };
        step = step.In(
                step.State.Push(new DialogFrame.Wish(sent, Pending.OfferChoice)) with
                {
                    Drafts = sent.Number,
                }
            )
            .About(request.Id);
        return Change(step, frame, scene, OfferId.Of(request.Terms))
            ?? Asking.Next(step, scene, sent, Card.Empty);
    }

    private static DialogStep Denied(
        DialogStep step,
        DialogFrame.Wish wish,
        DialogInput.Said said,
        ClientScene scene
    ) =>
        wish.Asked == Pending.OfferChoice ? Talk.Drop(step, Phrases.NoneOfThese)
        : Skipped(wish) is { } skipped ? Asking.Next(step, scene, skipped, Card.Empty)
        : Talk.Miss(step, scene, said.Words);

    private static DialogStep Unsure(
        DialogStep step,
        DialogFrame.Wish wish,
        DialogInput.Said said,
        ClientScene scene
    ) =>
        wish.Asked switch
        {
            Pending.AskKind => Asking.Next(
                step,
                scene,
                wish.Draft.Ready(),
                Card.Empty.Text(Phrases.LetMeShow)
            ),
            Pending.AskAmount => Asking.Next(
                step,
                scene,
                wish.Draft with
                {
                    AnyAmount = true,
                },
                Card.Empty.Text(
                    wish.Draft.Work.IsEmpty ? Phrases.NoAmountNeeded : Phrases.FromThatWork
                )
            ),
            Pending.OfferChoice => Picking.Best(step.State, scene) is null
            && Picking.Least(step.State, scene) is { } least
                ? Sending.Pick(step.Say(Phrases.BindsLeast), scene, least)
                : Pick(step, Picking.Best(step.State, scene), scene, said.Words),
            _ when Skipped(wish) is { } skipped => Asking.Next(step, scene, skipped, Card.Empty),
            _ => Talk.Miss(step, scene, said.Words),
        };

    private static DialogStep Pick(
        DialogStep step,
        string? offer,
        ClientScene scene,
        string words
    ) => offer is null ? Talk.Miss(step, scene, words) : Sending.Pick(step, scene, offer);

    /// <summary>The wish without an answer to a question that may be skipped; null when it may not.</summary>
    public static Draft? Skipped(DialogFrame.Wish wish) =>
        wish.Asked switch
        {
            Pending.AskReason => wish.Draft with { NoReason = true },
            Pending.AskDate => wish.Draft with { NoDue = true },
            _ => null,
        };

    /// <summary>"The second one" to the question of kind means the second of its answers.</summary>
    private static Frame Placed(DialogFrame.Wish wish, Frame frame) =>
        wish.Asked == Pending.AskKind
        && frame is { Option: { } place and >= 1 and <= 3, Kind: null, Package: null }
            ? frame with
            {
                Kind = (RequestKind)(place - 1),
            }
            : frame;

    /// <summary>Which option is meant after a correction: the one being confirmed, with what is new.</summary>
    private static string? Confirmed(
        string confirming,
        Draft before,
        Draft after,
        ClientScene scene
    )
    {
        if (OfferId.Read(confirming) is not { } choice)
        {
            return null;
        }

        var kind = after.Kind is { } wanted && after.Kind != before.Kind ? wanted : choice.Kind;
        var isAmountNew = after.Amount != before.Amount || after.AmountMax != before.AmountMax;
        var offers = scene.Offers(after with { Kind = kind });
        var offer = kind switch
        {
            RequestKind.Upgrade => offers.Package,
            _ when isAmountNew || kind != choice.Kind || after.Months != before.Months => kind
            == RequestKind.OneTime
                ? offers.OneTime
                : offers.MonthlyWished,
            _ => null,
        };
        return offer is null
            ? kind == choice.Kind
                ? confirming
                : null
            : OfferId.Of(offer.Terms);
    }

    /// <summary>What the planned work takes, while no amount was said.</summary>
    private static string? Estimated(ClientScene scene, Draft draft) =>
        draft is { Amount: null, AmountMax: null, Work.IsEmpty: false }
        && ClientNeed.Estimate(draft, scene) is { } estimate
            ? scene.Say.Estimate(estimate)
            : null;
}
