using CreditBot.Understanding;
using NodaTime;

namespace CreditBot.Dialog;

/// <summary>The dialog as a function: where it stands, what was said and the facts give where it stands next, what to say and what to do (design.md §6).</summary>
/// <remarks>No clock, no store, no channel: a whole conversation replays from a text file.</remarks>
internal static class DialogEngine
{
    /// <summary>One turn.</summary>
    public static DialogStep Step(DialogState state, DialogInput input, DialogFacts facts)
    {
        var step = new DialogStep(state) { Seen = new Seen { Intent = IntentOf(input) } };
        var isLate = Silence.IsOver(state, facts.Now);
        if (isLate && Silence.OnceMore(step, input, facts) is { } again)
        {
            return again.In(Kept(state, again.State, facts.Now, isLate));
        }

        step = isLate ? Silence.Meet(step, input, facts) : step;
        step = (input, facts.Speaker) switch
        {
            // What is at hand stays as it is.
            (
                DialogInput.Ordered { Command: ChatCommand.Wish wish },
                Speaker.OfClient
                    or Speaker.OfSeveral
                    or Speaker.Manager
            ) => step.Do(new DialogCommand.Wish(wish.Change)),
            (_, Speaker.OfClient client) => ClientDialog.Step(
                step,
                input,
                new ClientScene(facts, client)
            ),
            (_, Speaker.OfSeveral several) => ChoosingClient.Step(
                step,
                input,
                several.Clients,
                several.Person.Name
            ),
            (_, Speaker.Manager manager) => ManagerDialog.Step(
                step,
                input,
                new ManagerScene(facts, manager)
            ),
            (_, Speaker.Stranger stranger) => StrangerDialog.Step(
                step,
                input,
                stranger.Known?.Name
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return step.In(Kept(state, step.State, facts.Now, isLate));
    }

    /// <summary>What is said once a command has been carried out, or refused.</summary>
    /// <param name="before">The state before the step that gave the command.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="facts">As they are now, with what the command changed.</param>
    public static DialogStep After(
        DialogState before,
        DialogState after,
        DialogInput input,
        DialogCommand command,
        CommandOutcome outcome,
        DialogFacts facts
    )
    {
        var step = new DialogStep(after);
        return facts.Speaker switch
        {
            Speaker.OfClient client => ClientOutcomes.After(
                step,
                before,
                command,
                outcome,
                new ClientScene(facts, client)
            ),
            Speaker.Manager manager => ManagerOutcomes.After(
                step,
                input,
                command,
                outcome,
                new ManagerScene(facts, manager)
            ),
            _ => LinkOutcomes.After(
                step,
                outcome,
                Phrases.For(facts, facts.Agency.Terms.Catalog.Zone)
            ),
        };
    }

    private static Intent? IntentOf(DialogInput input) =>
        input switch
        {
            DialogInput.Said said => said.Frame.Intent,
            DialogInput.Ordered { Command: ChatCommand.Approve { IsAsAsked: true } } =>
                Intent.Approve,
            DialogInput.Ordered { Command: ChatCommand.Approve } => Intent.ApproveWithChange,
            DialogInput.Ordered { Command: ChatCommand.Decline } => Intent.Decline,
            DialogInput.Ordered { Command: ChatCommand.Ask } => Intent.AskClient,
            _ => null,
        };

    /// <summary>The new state as it is kept: misses count only in a row, and silence is counted from the last change.</summary>
    /// <param name="isLate">What was asked has waited for too long, and waits anew if it is asked still.</param>
    private static DialogState Kept(DialogState before, DialogState after, Instant now, bool isLate)
    {
        var kept = after with
        {
            // What was asked back and is not what was meant still counts: the next miss is the second one.
            Misses =
                after.Misses > before.Misses || before.Top is DialogFrame.DidYouMean
                    ? after.Misses
                    : 0,
            Since = before.Since,
            Frames = before.Frames.SequenceEqual(after.Frames) ? before.Frames : after.Frames,
            Shown = before.Shown.SequenceEqual(after.Shown) ? before.Shown : after.Shown,
        };
        return kept == before && !isLate ? before
            : kept.Top is null ? kept with { Since = null }
            : kept with { Since = now };
    }
}
