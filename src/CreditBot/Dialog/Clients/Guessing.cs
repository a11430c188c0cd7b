using CreditBot.Channels;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>"Did you mean …?": what a message only resembles is asked back, and done once that is answered with yes (design.md §4).</summary>
/// <remarks>A yes makes it what was said, no more: what sends or takes back still asks for its own confirmation.</remarks>
internal static class Guessing
{
    /// <summary>Says what was understood and asks; null when there is nothing worth asking, or not here.</summary>
    public static DialogStep? Ask(DialogStep step, DialogInput.Said said, ClientScene scene)
    {
        if (
            WithoutBareReason(said.Frame.Guess) is not { } guess
            || scene.Talk is not null
            || step.State.Top is not (null or DialogFrame.Wish)
            // Asked once: the second miss in a row is for a person.
            || step.State.Misses + 1 >= Talk.MissesUntilHandOff
            || (guess is { Intent: Intent.CancelRequest, Request: null } && scene.Open.Count == 0)
            || Words(step.State, guess, scene) is not { } words
        )
        {
            return null;
        }

        return Ask(step, new DialogFrame.DidYouMean(guess, said.Words), words);
    }

    public static DialogStep Ask(DialogStep step, DialogFrame.DidYouMean asked, string words) =>
        step.In(step.State.Push(asked) with { Misses = step.State.Misses + 1 })
            .Say(
                Card.Empty.Text(words)
                    .Button(Phrases.ThatIsIt, CardAction.Of(Verbs.Yes), ChoiceStyle.Primary)
                    .Button(Phrases.NoButton, CardAction.Of(Verbs.No))
                    .ToMessage()
            );

    public static DialogStep Reply(
        DialogStep step,
        DialogFrame.DidYouMean asked,
        DialogInput.Said said,
        ClientScene scene
    ) =>
        said.Frame switch
        {
            { Intent: Intent.Affirm } when said.Frame.IsBare() => Right(step, asked, scene),
            { Intent: Intent.Deny } when said.Frame.IsBare() => Wrong(step, scene),
            // Nothing was begun that could be dropped.
            { Intent: Intent.Cancel } when step.State.Draft is null => Past(step)
                .Say(Phrases.NeverMind),
            { Intent: Intent.OutOfScope } when Forbidden.Is(said.Words) => ClientDialog.Understood(
                Past(step),
                said,
                scene
            ),
            { Intent: Intent.OutOfScope or Intent.Unsure } => Talk.Miss(step, scene, said.Words),
            _ => ClientDialog.Understood(Past(step), said, scene),
        };

    /// <summary>It is what was meant: as if it had been said so.</summary>
    public static DialogStep Right(
        DialogStep step,
        DialogFrame.DidYouMean asked,
        ClientScene scene
    ) => ClientDialog.Understood(Past(step), new DialogInput.Said(asked.Words, asked.Meant), scene);

    /// <summary>It isn't: to be said in other words. The next that can't be understood is for a person.</summary>
    public static DialogStep Wrong(DialogStep step, ClientScene scene)
    {
        step = step.In(step.State.Pop());
        return step.State.Top is null
            ? step.Say(
                Card.Empty.Text(Phrases.InOtherWords)
                    .Button(Phrases.BalanceButton, Talk.Shown("balance"))
                    .Button(Phrases.HistoryButton, Talk.Shown("history"))
                    .Button(Phrases.PackagesButton, Talk.Shown("packages"))
                    .Button(Phrases.PersonButton, CardAction.Of(Verbs.Person))
                    .ToMessage()
            )
            : Asking.Again(step, scene, Phrases.InOtherWords);
    }

    /// <summary>What was asked back doesn't matter any more.</summary>
    public static DialogStep Past(DialogStep step) =>
        step.State.Top is DialogFrame.DidYouMean
            ? step.In(step.State.Pop() with { Misses = 0 })
            : step;

    public static bool IsYes(DialogInput input) =>
        input
            is DialogInput.Said { Frame.Intent: Intent.Affirm }
                or DialogInput.Pressed { Action.Verb: Verbs.Yes };

    /// <summary>Words of which nothing else is sure are hardly a reason.</summary>
    private static Frame? WithoutBareReason(Frame? guess) =>
        guess is { Amount: null, AmountMax: null, Kind: null, Package: null, Due: null }
            ? guess with
            {
                Reason = null,
            }
            : guess;

    private static string? Words(DialogState state, Frame guess, ClientScene scene)
    {
        var draft = state.Draft ?? new Draft { Number = 0 };
        // Amounts are those that were said; what can't be is told once it is sure that it was meant.
        var understood = guess.Intent
            is Intent.RequestCredits
                or Intent.Inform
                or Intent.ChangeRequest
            ? scene.Say.Understood(Slots.Fill(draft, guess, scene).Draft)
            : null;
        return scene.Say.DidYouMean(guess) is { } words
            ? understood is null
                ? words
                : $"{words} {understood}"
            : null;
    }
}
