using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Requests;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Asks the one thing that is missing, with buttons (design.md §4).</summary>
internal static class Asking
{
    /// <summary>Amounts offered beside the question when nothing better is known.</summary>
    private static readonly decimal[] UsualAmounts = [20, 50, 100];

    /// <summary>The question that comes next for a wish, or its options.</summary>
    /// <param name="before">What is said first, in the same message.</param>
    /// <param name="isBesidePast">The months of the past are part of that.</param>
    public static DialogStep Next(
        DialogStep step,
        ClientScene scene,
        Draft draft,
        Card before,
        bool isBesidePast = false
    )
    {
        var asked = draft.Missing;
        var state = (step.State with { Misses = 0 }).Push(new DialogFrame.Wish(draft, asked));
        if (
            asked == Pending.OfferChoice
            && draft is { Kind: RequestKind.Upgrade, Package: { } package }
            && scene.Priced($"upgrade-{package}", draft) is { } named
        )
        {
            // The package was named, so it has been picked already: only its price has to be confirmed.
            return Sending.ReadBack(
                step.In(state),
                scene,
                draft,
                named,
                before
                    .Text(scene.Say.Means(named))
                    .Text(
                        scene.Say.BestValue(
                            scene.Offers(draft),
                            scene.Client.Plan.Package,
                            isBesidePast
                        )
                    )
            );
        }

        var card =
            asked == Pending.OfferChoice
                ? before.Then(Options(scene, draft, isBesidePast))
                : Question(before, scene, draft, asked);
        return step.In(state.Showing(card.Shows)).Say(card.ToMessage());
    }

    /// <summary>The same question again, short: after a digression, or when the answer was not understood.</summary>
    public static DialogStep Again(DialogStep step, ClientScene scene, string? before = null)
    {
        switch (step.State.Top)
        {
            case DialogFrame.Wish wish:
                var card = Card
                    .Empty.Text(before)
                    .Then(
                        wish.Asked == Pending.OfferChoice
                            ? Choose(OffersCard.Again(scene, wish.Draft), scene, wish.Draft)
                            : Question(Card.Empty, scene, wish.Draft, wish.Asked)
                    );
                return step.In(step.State.Showing(card.Shows)).Say(card.ToMessage());
            case DialogFrame.ConfirmSend confirm
                when step.State.Draft is { } draft
                    && scene.Priced(confirm.Offer, draft) is { } offer:
                return Sending.ReadBack(
                    step.In(step.State.Pop()),
                    scene,
                    draft,
                    offer,
                    Card.Empty.Text(before)
                );
            case DialogFrame.ConfirmWithdraw withdraw
                when scene.Client.Find(withdraw.Request) is { } request:
                return Withdrawing.Ask(
                    step.In(step.State.Pop()),
                    scene,
                    request,
                    Card.Empty.Text(before)
                );
            case DialogFrame.ConfirmOffer offered
                when scene.Client.Find(offered.Request) is { Counter: not null } request:
                return CounterOffer.Ask(
                    step.In(step.State.Pop()),
                    request,
                    scene,
                    Card.Empty.Text(before)
                );
            case DialogFrame.WhichWithdraw when scene.Open.Count > 0:
                return Withdrawing.Which(step, scene, Card.Empty.Text(before));
            case DialogFrame.Answer answer when scene.Client.Find(answer.Request) is { } request:
                return step.Say(
                    Card.Empty.Text(before)
                        .Text(Phrases.Asked(request, scene.NameOf(request.LastHandledBy)))
                        .ToMessage()
                );
            default:
                return before is null ? step : step.Say(before);
        }
    }

    /// <summary>The options with the question which one to send.</summary>
    private static Card Options(ClientScene scene, Draft draft, bool isBesidePast) =>
        Choose(
            Card.Empty.Text(scene.Say.Understood(draft))
                .Then(OffersCard.Of(scene, draft, isBesidePast)),
            scene,
            draft
        );

    private static Card Choose(Card options, ClientScene scene, Draft draft) =>
        options
            .Text(Phrases.Question(Pending.OfferChoice, draft, scene.Manager))
            .Button(
                Phrases.CancelButton,
                CardAction.Of(Verbs.Cancel, (Verbs.Draft, Text(draft.Number)))
            );

    private static Card Question(Card before, ClientScene scene, Draft draft, Pending asked)
    {
        var card = before.Text(
            asked == Pending.AskKind && scene.Larger.Count == 0
                ? Phrases.OnceOrMonthly
                : Phrases.Question(asked, draft, scene.Manager)
        );
        card = asked switch
        {
            Pending.AskKind => Kinds(scene)
                .Aggregate(card, (so, kind) => Answer(so, draft, asked, kind.Value, kind.Title)),
            Pending.AskAmount => Amounts(scene, draft)
                .Aggregate(
                    card,
                    (so, amount) =>
                        Answer(
                            so,
                            draft,
                            asked,
                            amount.ToString(),
                            scene.Say.Wording.Number(amount)
                        )
                ),
            Pending.AskReason => Answer(card, draft, asked, "", Phrases.SkipButton),
            _ => Answer(
                Dates(scene)
                    .Aggregate(
                        card,
                        (so, date) =>
                            Answer(
                                so,
                                draft,
                                asked,
                                NodaTime.Text.LocalDatePattern.Iso.Format(date),
                                scene.Say.Wording.Day(date)
                            )
                    ),
                draft,
                asked,
                "",
                Phrases.NoDeadlineButton
            ),
        };
        // Options that stand above the question need no button to show them.
        card = before.Shows.Exists(offer => offer.Number is not null)
            ? card
            : card.Button(
                Phrases.ShowOptions,
                CardAction.Of(Verbs.Options, (Verbs.Draft, Text(draft.Number)))
            );
        return OffersCard.Shortcuts(card, scene, draft);
    }

    /// <summary>The kinds that can be had: on the largest package there is no bigger one.</summary>
    private static IEnumerable<(string Value, string Title)> Kinds(ClientScene scene)
    {
        yield return ("one_time", Phrases.OnceButton);
        yield return ("ongoing", Phrases.MonthlyButton);
        if (scene.Larger.Count > 0)
        {
            yield return ("upgrade", Phrases.BiggerButton);
        }
    }

    private static Card Answer(Card card, Draft draft, Pending asked, string value, string title) =>
        card.Button(
            title,
            CardAction.Of(
                Verbs.Answer,
                (Verbs.Draft, Text(draft.Number)),
                (Verbs.Slot, SlotOf(asked)),
                (Verbs.Value, value)
            )
        );

    /// <summary>The name of a question on its buttons.</summary>
    public static string SlotOf(Pending asked) =>
        asked switch
        {
            Pending.AskKind => "kind",
            Pending.AskAmount => "amount",
            Pending.AskReason => "reason",
            _ => "date",
        };

    private static IEnumerable<Credits> Amounts(ClientScene scene, Draft draft)
    {
        return ClientNeed.Estimate(draft, scene) is { } estimate && !draft.Work.IsEmpty
            ? new[] { estimate.Range.Low, estimate.Range.High }.Distinct()
            : UsualAmounts.Select(Credits.Of);
    }

    /// <summary>Friday, and the end of the month: the dates that are said most.</summary>
    private static IEnumerable<NodaTime.LocalDate> Dates(ClientScene scene)
    {
        var today = scene.Say.Wording.Today;
        return new[]
        {
            today.Next(NodaTime.IsoDayOfWeek.Friday),
            today.With(NodaTime.DateAdjusters.EndOfMonth),
        }
            .Where(date => date > today)
            .Distinct()
            .Order();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
