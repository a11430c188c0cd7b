using System.Text.RegularExpressions;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>A client whose words go to a manager: commands still work, "back" ends it, and whatever the bot does not need goes on.</summary>
/// <remarks>Until the manager has written, the bot goes on helping beside it; from then on only commands are the bot's.</remarks>
internal static partial class ClientTalk
{
    /// <summary>Words of a message that may still be a mere command, such as "balance please".</summary>
    private const int CommandWords = 3;

    /// <summary>Puts the frame where the facts have it: it comes and goes with what happens in other conversations.</summary>
    public static DialogStep Meet(DialogStep step, ClientScene scene)
    {
        var state = step.State;
        if (scene.Talk is not { } talk)
        {
            return state.IsHandedOver ? step.In(state.HandedBack()) : step;
        }

        if (!state.IsHandedOver)
        {
            return step.In(state.HandedOver(talk.Key));
        }

        // What is said after the manager wrote is an answer to them, not to an older question of ours.
        return
            state.Top is not DialogFrame.HandOver
            && talk.AnsweredAt > (state.Since ?? scene.Facts.Now)
            ? step.In(state.Cleared())
            : step;
    }

    /// <summary>What becomes of words while a person is called in; null leaves them to the dialog alone.</summary>
    public static DialogStep? Said(DialogStep step, DialogInput.Said said, ClientScene scene)
    {
        var talk = scene.Talk!;
        var isFree = step.State.Top is DialogFrame.HandOver;
        if (Back().IsMatch(said.Words) || (isFree && IsDrop(said)))
        {
            return End(step, scene);
        }

        if (IsCommand(said) || !isFree)
        {
            return said.Frame.Intent == Intent.TalkToHuman ? Relay(step, scene, said.Words) : null;
        }

        // What only resembles a question is for the person who was called.
        return talk.AnsweredAt is null && !said.Frame.IsLikely && Helps(said.Frame.Intent, scene)
            ? ClientDialog.Understood(Relay(step, scene, said.Words), said, scene)
            : Relay(step, scene, said.Words);
    }

    public static DialogStep Relay(DialogStep step, ClientScene scene, string words) =>
        Limits.Words(words) is { } text
            ? step.Do(new DialogCommand.Tell(scene.Client.Id, text))
            : step.Say(Phrases.DidNotGetIt);

    public static DialogStep End(DialogStep step, ClientScene scene) =>
        step.In(step.State.HandedBack()).Do(new DialogCommand.TakeBack(scene.Client.Id));

    /// <summary>Questions that the figures answer, and wishes: help while the manager has not come yet. A complaint about a charge is for them alone.</summary>
    private static bool Helps(Intent intent, ClientScene scene) =>
        (Answers.Has(intent) && intent != Intent.ExplainCharge)
        || (intent == Intent.RequestCredits && scene.MayAsk);

    private static bool IsDrop(DialogInput.Said said) =>
        said.Frame.Intent == Intent.Cancel && WordsIn(said.Words) <= CommandWords;

    private static bool IsCommand(DialogInput.Said said) =>
        said.Frame switch
        {
            { Intent: Intent.RequestCredits } => Request().IsMatch(said.Words),
            { Intent: Intent.CancelRequest, Request: not null } => WordsIn(said.Words)
                <= CommandWords,
            { Intent: Intent.Help } => WordsIn(said.Words) == 1,
            { Intent: var intent } => Answers.Has(intent) && WordsIn(said.Words) <= CommandWords,
        };

    private static int WordsIn(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(
        @"^\s*/?(go\s+)?back(\s+to\s+(the\s+)?(bot|creditbot))?\s*[.!]?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Back();

    [GeneratedRegex(
        @"^\s*/?request\s",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Request();
}
