namespace CreditBot.Dialog;

/// <summary>A manager's side of a hand-over: replying to the client and closing it.</summary>
internal static class ManagerTalk
{
    /// <summary>"reply Acme Dental we'll look at it".</summary>
    public static DialogStep Reply(DialogStep step, string text, ManagerScene scene) =>
        Which(text, scene) switch
        {
            [] => step.Say(Phrases.NoTalk(text)),
            [var (talk, words)] => Limits.Words(words) is { } said
                ? Tell(step, talk, said, scene)
                : Ask(step, talk, scene),
            var several => step.Say(Phrases.WhichTalk(several.Select(one => one.Talk))),
        };

    /// <summary>"close Acme Dental".</summary>
    public static DialogStep Close(DialogStep step, string text, ManagerScene scene) =>
        Which(text, scene) switch
        {
            [(var talk, "")] => Close(step, talk, scene),
            [] or [_] => step.Say(Phrases.NoTalk(text)),
            var several => step.Say(Phrases.WhichTalk(several.Select(one => one.Talk))),
        };

    public static DialogStep Close(DialogStep step, HandOver talk, ManagerScene scene) =>
        talk.IsOpenAt(scene.Facts.Now)
            ? step.Do(new DialogCommand.Close(talk.Client, talk.Person))
            : step.Say(scene.Say.TalkIsOver(talk)).Refusing();

    /// <summary>Words for the client; one that lapsed for want of an answer goes on with this one.</summary>
    public static DialogStep Tell(
        DialogStep step,
        HandOver talk,
        string words,
        ManagerScene scene
    ) =>
        talk.EndedAt is null
            ? step.Do(new DialogCommand.Reply(talk.Client, talk.Person, words))
            : step.Say(scene.Say.TalkIsOver(talk)).Refusing();

    /// <summary>The words were left out: what is written next is taken for them.</summary>
    public static DialogStep Ask(DialogStep step, HandOver talk, ManagerScene scene) =>
        talk.EndedAt is null
            ? step.In(step.State.Only(new DialogFrame.ReplyWords(talk.Key)))
                .Say(Phrases.AskReplyWords(talk.PersonName))
            : step.Say(scene.Say.TalkIsOver(talk)).Refusing();

    public static DialogStep Press(
        DialogStep step,
        DialogInput.Pressed press,
        HandOver talk,
        ManagerScene scene
    ) =>
        press.Action.Verb == Verbs.CloseTalk ? Close(step, talk, scene)
        : Limits.Words(press.Input(Verbs.Words)) is { } words ? Tell(step, talk, words, scene)
        : Ask(step, talk, scene);

    private static IReadOnlyList<(HandOver Talk, string Words)> Which(
        string text,
        ManagerScene scene
    ) => TalkMatching.Of(text.Trim(), scene.Me.Talks, scene.NameOfClient, scene.Facts.Now);
}
