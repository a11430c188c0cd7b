using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Small talk, dropping things, and what happens when something was not understood.</summary>
internal static class Talk
{
    /// <summary>Failed understandings in a row, after which a person is called in (data/nlu/README.md).</summary>
    public const int MissesUntilHandOff = 2;

    /// <summary>The wish at hand is dropped; nothing was sent.</summary>
    public static DialogStep Drop(DialogStep step, string words = Phrases.Dropped) =>
        step.In(step.State.Cleared()).Say(words) with
        {
            Seen = step.Seen with { Dropped = true },
        };

    public static DialogStep HandOff(DialogStep step, ClientScene scene, string words)
    {
        var wish =
            step.State.Draft is { } draft && scene.Say.Understood(draft) is { } understood
                ? $" ({understood})"
                : "";
        return step.In(step.State.Cleared())
            .Do(
                new DialogCommand.HandOff(scene.Client.Id, Limits.Words($"{words}{wish}") ?? "")
            ) with
        {
            Seen = step.Seen with { HandedOff = true },
        };
    }

    /// <summary>The message could not be understood where an answer was asked for.</summary>
    public static DialogStep Miss(DialogStep step, ClientScene scene, string words)
    {
        var misses = step.State.Misses + 1;
        var hint = step.State.Asks switch
        {
            Pending.AskAmount => Phrases.NotANumber,
            Pending.AskDate => Phrases.NotADate,
            Pending.Confirm => Phrases.NothingSentYet,
            _ => Phrases.DidNotGetIt,
        };
        return misses >= MissesUntilHandOff
            ? HandOff(step, scene, words)
            : Asking.Again(step.In(step.State with { Misses = misses }), scene, hint);
    }

    public static DialogStep Help(DialogStep step, ClientScene scene) =>
        Asking.Again(
            step.Say(
                Phrases
                    .HelpForClients.Aggregate(Card.Empty, (card, line) => card.Text(line))
                    .ToMessage()
            ),
            scene
        );

    /// <summary>Beyond what the bot does: an attempt to get around the rules is refused, anything else is turned away kindly.</summary>
    public static DialogStep OutOfScope(
        DialogStep step,
        ClientScene scene,
        DialogInput.Said said
    ) =>
        said.Frame.Client is not null || Forbidden.Is(said.Words)
            ? Asking.Again(step.Say(Phrases.Wont(scene.Manager)).Refusing(), scene)
        : step.State.Top is not null ? Miss(step, scene, said.Words)
        : step.Say(Phrases.OutOfScope(scene.Manager)).Refusing();
}
