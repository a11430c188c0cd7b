using CreditBot.Channels;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Small talk, dropping things, and what happens when something was not understood.</summary>
internal static class Talk
{
    /// <summary>Failed understandings in a row, after which a person is called in (data/nlu/README.md).</summary>
    public const int MissesUntilHandOff = 2;

    /// <summary>A greeting, with what is asked most one press away while nothing else is.</summary>
    public static DialogStep Hello(DialogStep step, ClientScene scene)
    {
        var card = Card.Empty.Text(Phrases.Hello(scene.Me.Person.Name));
        return step.State.Top is null
            ? step.Say(
                card.Button(Phrases.BalanceButton, Shown("balance"))
                    .Button(Phrases.HistoryButton, Shown("history"))
                    .Button(Phrases.PackagesButton, Shown("packages"))
                    .ToMessage()
            )
            : Asking.Again(step.Say(card.ToMessage()), scene);
    }

    /// <summary>The wish at hand is dropped; nothing was sent.</summary>
    public static DialogStep Drop(DialogStep step, string words = Phrases.Dropped)
    {
        var kept = step.State.Top is DialogFrame.ConfirmWithdraw asked
            ? asked.Request
            : step.State.Draft?.Changes;
        step = step.In(Kept(step.State, kept).Cleared())
            .Say(kept is { } sent ? Phrases.Kept(sent) : words);
        return (step.State.IsHandedOver ? step.Say(Phrases.TalkAfterQuestion) : step) with
        {
            Seen = step.Seen with { Dropped = true },
        };
    }

    /// <summary>Of what is to stay as it is nothing more is spoken: "never mind" after that doesn't mean it.</summary>
    public static DialogState Kept(DialogState state, Amounts.RequestId? request) =>
        request is not null && state.About == request ? state with { About = null } : state;

    internal static CardAction Shown(string what) => CardAction.Of(Verbs.Show, (Verbs.What, what));

    /// <summary>A manager is called in; what is written next goes to them.</summary>
    /// <param name="isLost">The bot did not understand, rather than being asked for a person.</param>
    public static DialogStep HandOff(DialogStep step, ClientScene scene, bool isLost)
    {
        var understood = step.State.Draft is { } draft ? scene.Say.Understood(draft) : null;
        var key = HandOver.KeyOf(scene.Client.Id.Value, scene.Me.Person.Id);
        return step.In(step.State.Cleared().HandedOver(key))
            .Do(new DialogCommand.HandOff(scene.Client.Id, understood, isLost)) with
        {
            Seen = step.Seen with { HandedOff = true },
        };
    }

    /// <summary>The message could not be understood where an answer was asked for.</summary>
    public static DialogStep Miss(DialogStep step, ClientScene scene, string words)
    {
        if (scene.Talk is not null)
        {
            // There is a person already who can make something of it.
            return ClientTalk.Relay(step, scene, words);
        }

        var misses = step.State.Misses + 1;
        var hint = step.State.Asks switch
        {
            Pending.AskAmount => Phrases.NotANumber,
            Pending.AskDate => Phrases.NotADate,
            Pending.Confirm when step.State.Top is DialogFrame.ConfirmSend =>
                Phrases.NothingSentYet,
            Pending.Confirm => Phrases.YesOrNo,
            _ => Phrases.DidNotGetIt,
        };
        return misses >= MissesUntilHandOff
            ? HandOff(step, scene, isLost: true)
            : Asking.Again(step.In(step.State with { Misses = misses }), scene, hint);
    }

    /// <summary>Somebody tries to get around the rules: no, and the question again, but not over and over.</summary>
    private static DialogStep Refuse(DialogStep step, ClientScene scene)
    {
        step = step.Say(Phrases.Wont(scene.Manager)).Refusing();
        return step.State.Top is null ? step
            : step.State.Misses == 0 ? Asking.Again(step.In(step.State with { Misses = 1 }), scene)
            : step;
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
            ? Refuse(step, scene)
            : Guessing.Ask(step, said, scene)
                ?? (
                    step.State is { Top: null, Misses: 0 }
                        ? step.Say(Phrases.OutOfScope(scene.Manager)).Refusing()
                        : Miss(step, scene, said.Words)
                );
}
