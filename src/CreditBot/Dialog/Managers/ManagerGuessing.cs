using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>"Did you mean …?" to a manager: a yes makes it what was said, and what decides is still read back (design.md §4).</summary>
internal static class ManagerGuessing
{
    /// <summary>Says what was understood and asks; null when there is nothing worth asking.</summary>
    public static DialogStep? Ask(DialogStep step, DialogInput.Said said, ManagerScene scene) =>
        said.Frame.Guess is { } guess
            ? Ask(step, new DialogFrame.DidYouMean(guess, said.Words), scene)
            : null;

    public static DialogStep? Ask(
        DialogStep step,
        DialogFrame.DidYouMean asked,
        ManagerScene scene
    ) => scene.Say.DidYouMean(asked.Meant) is { } words ? Guessing.Ask(step, asked, words) : null;

    public static DialogStep Reply(
        DialogStep step,
        DialogFrame.DidYouMean asked,
        DialogInput.Said said,
        ManagerScene scene
    ) =>
        said.Frame switch
        {
            { Intent: Intent.Affirm } when said.Frame.IsBare() => Right(step, asked, scene),
            { Intent: Intent.Deny } when said.Frame.IsBare() => Wrong(step),
            { Intent: Intent.OutOfScope or Intent.Unsure } => ManagerDialog.Missed(
                step,
                Phrases.DidNotGetIt,
                scene
            ),
            _ => ManagerDialog.Said(Guessing.Past(step), said, scene),
        };

    public static DialogStep Right(
        DialogStep step,
        DialogFrame.DidYouMean asked,
        ManagerScene scene
    ) =>
        ManagerDialog.Said(
            Guessing.Past(step),
            new DialogInput.Said(asked.Words, asked.Meant),
            scene
        );

    public static DialogStep Wrong(DialogStep step) =>
        Guessing.Past(step).Say($"{Phrases.InOtherWords} {Phrases.HelpForMore}");
}
