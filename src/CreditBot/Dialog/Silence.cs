using CreditBot.Channels;
using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>A question that nobody answered for a day (design.md §4): it lapses, and a wish is only put aside.</summary>
/// <remarks>
/// What answers it after all is taken as its answer where that can do no harm: a wish goes on from where it stood. A late
/// yes does nothing by itself, as who says it may remember something else: what it would do is read back once more.
/// </remarks>
internal static class Silence
{
    public static bool IsOver(DialogState state, Instant now) =>
        state is { Since: { } since, Top: not null and not DialogFrame.HandOver }
        && now - since > Duration.FromDays(Limits.SilentDays);

    /// <summary>The whole answer to a yes that comes too late; null for anything else.</summary>
    public static DialogStep? OnceMore(DialogStep step, DialogInput input, DialogFacts facts) =>
        step.State.Asks != Pending.Confirm
        || step.State.Top is DialogFrame.DidYouMean
        || !Guessing.IsYes(input)
            ? null
            : facts.Speaker switch
            {
                Speaker.OfClient client when new ClientScene(facts, client) is var scene =>
                    ClientDialog.WithName(
                        Asking.Again(WithoutPastDate(step, scene.Say), scene, Phrases.AskOnceMore),
                        scene
                    ),
                Speaker.Manager manager => ManagerDialog.Again(
                    step.Say(Phrases.AskOnceMore),
                    new ManagerScene(facts, manager)
                ),
                _ => null,
            };

    /// <summary>Where the dialog stands after it, and what is said of it before the input is looked at.</summary>
    public static DialogStep Meet(DialogStep step, DialogInput input, DialogFacts facts)
    {
        var say = facts.Speaker is Speaker.OfClient client
            ? new ClientScene(facts, client).Say
            : null;
        step = say is null ? step : WithoutPastDate(step, say);
        var state = step.State;
        if (IsLateAnswer(state, input))
        {
            // Prices are a day old: a press on one is read back first.
            step = step.In(input is DialogInput.Pressed ? state with { Shown = [] } : state);
            return
                state.Top is DialogFrame.Wish wish
                && GoesOn(input)
                && say?.Wanted(wish.Draft) is { } soFar
                ? step.Say(Phrases.GoesOn(soFar))
                : step;
        }

        step = step.In(state.Cleared() with { Aside = state.Draft });
        return state.Draft is { } aside
            ? step.Say(
                TakingUp
                    .Offer(Card.Empty.Text(Phrases.PutAside(say?.Wanted(aside))), aside)
                    .ToMessage()
            )
            : step.Say(Phrases.WentQuiet(state, facts.Speaker is Speaker.Manager));
    }

    /// <summary>A date that has passed meanwhile is wanted no more, and said so.</summary>
    private static DialogStep WithoutPastDate(DialogStep step, Phrases say) =>
        step.State.Draft is { Due: { } due } && due < say.Wording.Today
            ? step.In(
                    step.State with
                    {
                        Frames =
                        [
                            .. step.State.Frames.Select(frame =>
                                frame is DialogFrame.Wish wish
                                    ? wish with
                                    {
                                        Draft = wish.Draft with { Due = null, NoDue = true },
                                    }
                                    : frame
                            ),
                        ],
                    }
                )
                .Say(say.DateHasPassed(due))
            : step;

    /// <summary>It answers what was asked, and nothing else.</summary>
    private static bool IsLateAnswer(DialogState state, DialogInput input) =>
        (state.Top, input) switch
        {
            (
                DialogFrame.ReplyWords
                    or DialogFrame.DeclineReason
                    or DialogFrame.DidYouMean
                    or DialogFrame.WhichClient,
                _
            ) => false,
            (DialogFrame.Answer, DialogInput.Pressed press) => press.Action.Verb == Verbs.Reply,
            (DialogFrame.Answer, DialogInput.Said said) => !HasOwnMeaning(said.Frame.Intent),
            (_, DialogInput.Pressed { Action.Verb: Verbs.No }) => true,
            (DialogFrame.ConfirmWithdraw or DialogFrame.WhichWithdraw, DialogInput.Pressed press) =>
                press.Action.Verb is Verbs.Withdraw or Verbs.AskWithdraw,
            (DialogFrame.ConfirmOffer, DialogInput.Pressed press) => press.Action.Verb
                is Verbs.Accept
                    or Verbs.NoThanks,
            (DialogFrame.Wish or DialogFrame.ConfirmSend, DialogInput.Pressed press) => press
                .Action
                .Verb
                is Verbs.Answer
                    or Verbs.Options
                    or Verbs.Cancel
                    or Verbs.Send,
            (_, DialogInput.Said said) when IsWhole(said.Frame) => false,
            (_, DialogInput.Said said) => said.Frame.Intent
                is Intent.Affirm
                    or Intent.Deny
                    or Intent.Unsure
                    or Intent.Inform
                    or Intent.ChooseOption
                    or Intent.ChangeRequest
                    or Intent.Cancel,
            _ => false,
        };

    /// <summary>So much is said that it is a wish of its own, whatever was asked.</summary>
    private static bool IsWhole(Frame frame) =>
        new[]
        {
            frame.Amount is not null || frame.AmountMax is not null || frame.Package is not null,
            frame.Kind is not null,
            frame.Reason is not null,
            frame.Due is not null,
        }.Count(said => said) >= 3;

    private static bool GoesOn(DialogInput input) =>
        input
            is DialogInput.Said { Frame.Intent: Intent.Inform or Intent.Unsure }
                or DialogInput.Pressed { Action.Verb: Verbs.Answer or Verbs.Options };

    private static bool HasOwnMeaning(Intent intent) =>
        Answers.Has(intent)
        || intent
            is Intent.RequestCredits
                or Intent.TalkToHuman
                or Intent.CancelRequest
                or Intent.Greet
                or Intent.Thanks
                or Intent.Bye
                or Intent.Help;
}
